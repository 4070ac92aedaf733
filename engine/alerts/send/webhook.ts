import { parseUrl } from '../address';
import type { WebhookChannel } from '../channel';
import { missing } from '../fault';
import { postJson } from '../http';
import type { RenderedWebhook } from '../render/webhook';
import type { Outside, Step } from './step';

export function webhookSteps(channel: WebhookChannel, { body }: RenderedWebhook, { http, clock }: Outside): Step[] {
	const { url, headers } = channel;
	if (url.trim() === '') throw missing("The webhook's address", 'Give an http or https address.');
	return [
		async (signal) => {
			const who = `the webhook at ${parseUrl(url)?.host ?? 'the given address'}`;
			const all = { ...headers, 'idempotency-key': body.id };
			const { status } = await postJson({ http, url, headers: all, body, signal, now: clock, who });
			return { status, messageId: body.id };
		},
	];
}
