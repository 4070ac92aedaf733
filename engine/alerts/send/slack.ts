import type { SlackChannel } from '../channel';
import { DeliveryFault, missing } from '../fault';
import { postJson, type HttpResponse } from '../http';
import type { RenderedSlack } from '../render/slack';
import type { Outside, Receipt, Step } from './step';

const WHO = 'Slack';

export function slackSteps(channel: SlackChannel, { text, blocks }: RenderedSlack, { http, clock }: Outside): Step[] {
	const { token, webhookUrl, channel: room, baseUrl = 'https://slack.com/api' } = channel;
	if (!token) {
		if (!webhookUrl) throw missing("Slack's access", 'Give the address of an incoming webhook, or a token and a channel.');
		return [
			async (signal) => {
				const body = { text, blocks, unfurl_links: false };
				return readWebhookAnswer(await postJson({ http, url: webhookUrl, body, signal, now: clock, who: WHO }));
			},
		];
	}
	if (!room) throw missing('The Slack channel', 'Give its name or ID.');
	const url = `${baseUrl.replace(/\/+$/, '')}/chat.postMessage`;
	const headers = { authorization: `Bearer ${token}` };
	const body = { channel: room, text, blocks, unfurl_links: false, unfurl_media: false };
	return [async (signal) => readApiAnswer(await postJson({ http, url, headers, body, signal, now: clock, who: WHO }))];
}

/** An incoming webhook that took the message says `ok`; anything else is its reason. */
function readWebhookAnswer({ status, body }: HttpResponse): Receipt {
	if (body.trim() === 'ok') return { status };
	throw new DeliveryFault(`Slack did not take the message: ${body.trim().slice(0, 200) || 'the answer was empty'}.`, { retryable: false, status });
}

/** What Slack calls its own passing troubles: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const PASSING = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited', 'rate_limited']);

/** The Web API answers 200 to refusals too and tells them in the body. */
function readApiAnswer({ status, body }: HttpResponse): Receipt {
	const answer = parseAnswer(body);
	if (answer.ok === true) return { status, ...(answer.ts && { messageId: answer.ts }) };
	const error = answer.error ?? 'the answer was not understood';
	throw new DeliveryFault(`Slack did not take the message: ${error}.`, { retryable: PASSING.has(error), status });
}

function parseAnswer(body: string): { ok?: unknown; error?: string; ts?: string } {
	try {
		const answer: unknown = JSON.parse(body);
		return typeof answer === 'object' && answer !== null ? answer : {};
	} catch {
		return {};
	}
}
