import type { TelegramChannel } from '../channel';
import { DeliveryFault, missing } from '../fault';
import { postJson } from '../http';
import type { RenderedTelegram } from '../render/telegram';
import type { Outside, Step } from './step';

const WHO = 'Telegram';

/** One step for each part, so that a retry never repeats a part that has arrived. */
export function telegramSteps(channel: TelegramChannel, { parts }: RenderedTelegram, { http, clock }: Outside): Step[] {
	const { token, chatId, threadId, silent, baseUrl = 'https://api.telegram.org' } = channel;
	if (!token) throw missing("The Telegram bot's token", 'Get one from @BotFather.');
	if (String(chatId).trim() === '') throw missing('The Telegram chat', 'Give the ID of a chat that the bot belongs to.');
	const url = `${baseUrl.replace(/\/+$/, '')}/bot${token}/sendMessage`;
	return parts.map((text): Step => async (signal) => {
		const body = {
			chat_id: chatId,
			text,
			parse_mode: 'HTML',
			link_preview_options: { is_disabled: true },
			...(threadId !== undefined && { message_thread_id: threadId }),
			...(silent && { disable_notification: true }),
		};
		const response = await postJson({ http, url, body, signal, now: clock, who: WHO, explain });
		const answer = parseAnswer(response.body);
		if (answer.ok === true) {
			const id = answer.result?.message_id;
			return { status: response.status, ...(id !== undefined && { messageId: String(id) }) };
		}
		const code = answer.error_code ?? response.status;
		throw new DeliveryFault(`Telegram did not take the message (${code}: ${answer.description ?? 'the answer was not understood'}).`, {
			retryable: code === 429 || code >= 500,
			status: code,
			retryAfterMs: retryAfter(answer),
		});
	});
}

/** https://core.telegram.org/bots/api#making-requests */
interface TelegramAnswer {
	readonly ok?: boolean;
	readonly description?: string;
	readonly error_code?: number;
	readonly parameters?: { readonly retry_after?: number };
	readonly result?: { readonly message_id?: number };
}

function explain(body: string): { reason?: string; retryAfterMs?: number } {
	const answer = parseAnswer(body);
	return { reason: answer.description, retryAfterMs: retryAfter(answer) };
}

const retryAfter = ({ parameters }: TelegramAnswer): number | undefined =>
	parameters?.retry_after === undefined ? undefined : parameters.retry_after * 1000;

function parseAnswer(body: string): TelegramAnswer {
	try {
		const answer: unknown = JSON.parse(body);
		return typeof answer === 'object' && answer !== null ? answer : {};
	} catch {
		return {};
	}
}
