import { ParameterError } from '../errors';

/** From calm to grave. */
export const SEVERITIES = ['info', 'success', 'warning', 'critical'] as const;
export type AlertSeverity = (typeof SEVERITIES)[number];

export type AlertLocale = 'en' | 'fr';

/** A named value shown below the text. */
export interface AlertField {
	readonly name: string;
	readonly value: string;
}

/** What is to be told, before any channel gives it its form. */
export interface AlertMessage {
	/** One line. */
	readonly title: string;
	/** Plain text, in which `**bold**`, `` `code` `` and `[label](https://…)` have their meaning. May be empty. */
	readonly text: string;
	/** Default `info`. */
	readonly severity?: AlertSeverity;
	readonly fields?: readonly AlertField[];
	/** When it happened, epoch milliseconds UTC. Default: when it is delivered. */
	readonly at?: number;
}

/** A message with its defaults filled in. */
export type CompleteMessage = Required<AlertMessage>;

/** Fills in the defaults. Throws `ParameterError` for a message that says nothing or cannot be dated. */
export function completeMessage({ title, text, severity = 'info', fields = [], at }: AlertMessage, now: number): CompleteMessage {
	const line = title.replace(/\s+/g, ' ').trim();
	if (line === '' && text.trim() === '') {
		throw new ParameterError('title', 'The message has neither a title nor a text. Give at least a title.');
	}
	if (!SEVERITIES.includes(severity)) {
		throw new ParameterError('severity', `The severity is "${severity as string}". Choose one of: ${SEVERITIES.join(', ')}.`);
	}
	const moment = at ?? now;
	if (Number.isNaN(new Date(moment).getTime())) {
		throw new ParameterError('at', `The message's time is ${moment}. Give epoch milliseconds.`);
	}
	return { title: line || firstLine(text), text: text.trim(), severity, fields, at: moment };
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0].slice(0, 120);
