import type { AlertLocale, CompleteMessage } from '../message';
import { parseRichText, splitLines, type Line, type RunWriter } from '../richText';
import { SIGNS, WORDS } from '../words';
import { escapeAttribute, escapeMarkup } from './escape';

export interface RenderedTelegram {
	readonly channel: 'telegram';
	/** One or more messages in Telegram's HTML, sent one after the other. */
	readonly parts: readonly string[];
}

/** Of one message, in UTF-16 units: https://core.telegram.org/bots/api#sendmessage */
const LIMIT = 4096;
/** Room for the line that says which part it is. */
const CONTINUED = 64;

/** Messages of at most 4096 characters: title, text, fields, time. */
export function renderTelegram({ title, text, severity, fields, at }: CompleteMessage, locale: AlertLocale): RenderedTelegram {
	const words = WORDS[locale];
	const lines: Line[] = [
		[
			{ style: 'plain', text: `${SIGNS[severity]} ` },
			{ style: 'bold', text: title },
		],
		...(text === '' ? [] : [[], ...parseRichText(text)]),
		...(fields.length > 0 ? [[]] : []),
		...fields.map(({ name, value }): Line => [
			{ style: 'plain', text: `${name}: ` },
			{ style: 'bold', text: value },
		]),
		[],
		[{ style: 'italic', text: words.time(at) }],
	];
	const whole = splitLines(lines, LIMIT, writeRun);
	if (whole.length === 1) return { channel: 'telegram', parts: whole };
	const parts = splitLines(lines, LIMIT - CONTINUED, writeRun);
	return {
		channel: 'telegram',
		parts: parts.map((part, k) => (k === 0 ? part : `<i>${words.continued(k + 1, parts.length)}</i>\n${part}`)),
	};
}

const TAGS = { bold: 'b', italic: 'i', code: 'code' } as const;

const writeRun: RunWriter = (run) => {
	const text = escapeMarkup(run.text);
	if (run.style === 'plain') return text;
	if (run.style === 'link') return `<a href="${escapeAttribute(run.url)}">${text}</a>`;
	return `<${TAGS[run.style]}>${text}</${TAGS[run.style]}>`;
};
