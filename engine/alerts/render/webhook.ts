import { createHash } from 'node:crypto';
import type { AlertField, AlertSeverity, CompleteMessage } from '../message';
import { parseRichText, plainText } from '../richText';

/** The document that a webhook receives. A change that could break a reader raises `version`. */
export interface WebhookDocument {
	readonly version: 1;
	readonly type: 'trading-bot.alert';
	/** The same for every attempt at the same message, so that a receiver can drop a repetition. */
	readonly id: string;
	readonly severity: AlertSeverity;
	readonly title: string;
	/** Without markup. */
	readonly text: string;
	/** As it was written, with its markup. */
	readonly markdown: string;
	readonly fields: readonly AlertField[];
	/** ISO 8601, UTC. */
	readonly at: string;
}

export interface RenderedWebhook {
	readonly channel: 'webhook';
	readonly body: WebhookDocument;
}

export function renderWebhook(message: CompleteMessage): RenderedWebhook {
	const { title, text, severity, fields, at } = message;
	return {
		channel: 'webhook',
		body: {
			version: 1,
			type: 'trading-bot.alert',
			id: messageId(message),
			severity,
			title,
			text: plainText(parseRichText(text)),
			markdown: text,
			fields: fields.map(({ name, value }) => ({ name, value })),
			at: new Date(at).toISOString(),
		},
	};
}

/** Derived from all that the message says: 32 hexadecimal digits. */
export function messageId({ title, text, severity, fields, at }: CompleteMessage): string {
	const said = JSON.stringify([title, text, severity, fields.map(({ name, value }) => [name, value]), at]);
	return createHash('sha256').update(said).digest('hex').slice(0, 32);
}
