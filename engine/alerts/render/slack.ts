import type { AlertLocale, CompleteMessage } from '../message';
import { parseRichText, plainText, splitLines, type RunWriter } from '../richText';
import { SIGNS, WORDS } from '../words';
import { escapeMarkup, shorten } from './escape';

/** A block of Slack's Block Kit, as it goes over the wire. */
export type SlackBlock = Readonly<Record<string, unknown>>;

export interface RenderedSlack {
	readonly channel: 'slack';
	/** What notifications and screen readers show. */
	readonly text: string;
	readonly blocks: readonly SlackBlock[];
}

/** Slack's own limits: https://docs.slack.dev/reference/block-kit/blocks */
const LIMIT = { header: 150, section: 3000, sectionFields: 10, field: 2000, blocks: 50, text: 3000 } as const;

/** A post with a heading, the text, the fields in two columns, and a line with severity and time. */
export function renderSlack({ title, text, severity, fields, at }: CompleteMessage, locale: AlertLocale): RenderedSlack {
	const words = WORDS[locale];
	const lines = parseRichText(text);
	const sections = splitLines(lines, LIMIT.section, writeRun).map((piece) => section({ text: mrkdwn(piece) }));
	const tables = chunks(fields, LIMIT.sectionFields).map((chunk) =>
		section({ fields: chunk.map(({ name, value }) => mrkdwn(fieldText(name, value))) }),
	);
	const head = { type: 'header', text: { type: 'plain_text', text: shorten(`${SIGNS[severity]} ${title}`, LIMIT.header), emoji: true } };
	const foot = { type: 'context', elements: [mrkdwn(`${words.severity[severity]}  ·  ${words.time(at)}`)] };
	return {
		channel: 'slack',
		text: escapeMarkup(shorten([`${SIGNS[severity]} ${title}`, plainText(lines)].filter(Boolean).join('\n'), LIMIT.text)),
		blocks: [head, ...[...sections, ...tables].slice(0, LIMIT.blocks - 2), foot],
	};
}

const mrkdwn = (text: string): SlackBlock => ({ type: 'mrkdwn', text });
const section = (content: SlackBlock): SlackBlock => ({ type: 'section', ...content });

/** Shortened before it is escaped, so that no entity is cut; five units are the longest that one character becomes. */
function fieldText(name: string, value: string): string {
	const room = LIMIT.field / 5;
	return `*${escapeMarkup(shorten(name, room / 2))}*\n${escapeMarkup(shorten(value, room / 2))}`;
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(items.length / size) }, (_, k) => items.slice(k * size, (k + 1) * size));

const writeRun: RunWriter = (run) => {
	const text = escapeMarkup(run.text);
	if (run.style === 'bold') return `*${text}*`;
	if (run.style === 'code') return `\`${text}\``;
	// A bar would end the address and begin the label.
	if (run.style === 'link') return `<${escapeMarkup(run.url).replace(/\|/g, '%7C')}|${text}>`;
	return text;
};
