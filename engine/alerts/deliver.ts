import { setTimeout as wait } from 'node:timers/promises';
import { ParameterError } from '../errors';
import type { AlertChannel, ChannelKind } from './channel';
import { DeliveryFault, errorText } from './fault';
import { fetchHttp, type HttpSend } from './http';
import { completeMessage, type AlertLocale, type AlertMessage } from './message';
import { renderComplete, type RenderedMessage } from './render';
import { retryPolicy, withRetry, type RetryPolicy } from './retry';
import { maskedTarget, redactor } from './secrets';
import { emailSteps } from './send/email';
import { slackSteps } from './send/slack';
import type { Outside, Receipt, Step } from './send/step';
import { telegramSteps } from './send/telegram';
import { webhookSteps } from './send/webhook';
import { nodemailerSmtp, type SmtpSend } from './smtp';

export interface DeliverOptions {
	/** Epoch milliseconds. */
	readonly clock: () => number;
	/** Renders and sends nothing. Default true. */
	readonly dryRun?: boolean;
	/** Language of the fixed words. Default `en`. */
	readonly locale?: AlertLocale;
	/** Default: fetch. */
	readonly http?: HttpSend;
	/** Default: nodemailer. */
	readonly smtp?: SmtpSend;
	readonly retry?: Partial<RetryPolicy>;
	/** For each attempt. Default 10,000. */
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal;
	/** How the pause between two attempts passes; may end early when the signal aborts. Default: a timer. */
	readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
	/** From 0 to 1, to spread the pauses. Default: chance. */
	readonly random?: () => number;
}

/** What became of the message on one channel. Nothing in it, save what the message itself says, is secret. */
export interface Delivery {
	readonly channel: ChannelKind;
	/** Where it went, without what would let a reader send there. */
	readonly target: string;
	/** `skipped`: cancelled before the first attempt. */
	readonly state: 'dryRun' | 'delivered' | 'failed' | 'skipped';
	/** Requests made, over all parts of the message. */
	readonly attempts: number;
	readonly durationMs: number;
	/** Why it failed or was skipped, in words. */
	readonly error?: string;
	/** The last answer: an HTTP status or an SMTP reply code. */
	readonly status?: number;
	/** The other side's name for the message, of its first part. */
	readonly messageId?: string;
	readonly rendered: RenderedMessage;
	/** Names of the files that go with it. */
	readonly attachments?: readonly string[];
}

/**
 * Sends a message over every channel at once and says what became of it, in the order of `channels`. A channel that fails
 * does not stop the others and is no exception. Retried are network errors, timeouts, 429, 5xx and SMTP's 4yz, at most
 * `retry.attempts` times; a message whose answer was lost may therefore arrive twice, with the same id.
 * Throws `ParameterError` for a message or option that cannot be used.
 */
export async function deliver(message: AlertMessage, channels: readonly AlertChannel[], options: DeliverOptions): Promise<Delivery[]> {
	const { clock, dryRun = true, locale = 'en', timeoutMs = 10_000, http = fetchHttp, smtp = nodemailerSmtp } = options;
	if (!(timeoutMs > 0)) throw new ParameterError('timeoutMs', `timeoutMs is ${timeoutMs}. Give a number of milliseconds above 0.`);
	const policy = retryPolicy(options.retry);
	const complete = completeMessage(message, clock());
	const outside: Outside = { http, smtp, clock, timeoutMs, message: complete };

	return await Promise.all(
		channels.map(async (channel): Promise<Delivery> => {
			const { rendered, prepare } = plan(channel, outside, locale);
			const files = channel.kind === 'email' ? (channel.attachments ?? []) : [];
			const attachments = files.map(({ fileName }) => fileName);
			const report = {
				channel: channel.kind,
				target: maskedTarget(channel),
				rendered,
				...(attachments.length > 0 && { attachments }),
			};
			if (dryRun) return { ...report, state: 'dryRun', attempts: 0, durationMs: 0 };
			return { ...report, ...(await send(prepare, redactor(channel), policy, options)) };
		}),
	);
}

type Outcome = Omit<Delivery, 'channel' | 'target' | 'rendered' | 'attachments'>;

async function send(prepare: () => Step[], redact: (text: string) => string, policy: RetryPolicy, options: DeliverOptions): Promise<Outcome> {
	const { clock, signal, timeoutMs = 10_000, sleep = timer, random = Math.random } = options;
	const started = clock();
	let attempts = 0;
	const onAttempt = () => {
		attempts++;
	};
	const retry = { policy, timeoutMs, signal, sleep, random, onAttempt };
	const receipts: Receipt[] = [];
	try {
		for (const step of prepare()) receipts.push(await withRetry(step, retry));
		const [first, last] = [receipts.at(0), receipts.at(-1)];
		return {
			state: 'delivered',
			attempts,
			durationMs: clock() - started,
			...(last?.status !== undefined && { status: last.status }),
			...(first?.messageId !== undefined && { messageId: first.messageId }),
		};
	} catch (error) {
		const status = error instanceof DeliveryFault ? error.status : undefined;
		const partly = receipts.length > 0 ? ` The first ${receipts.length} of the message's parts had arrived.` : '';
		return {
			state: signal?.aborted && attempts === 0 ? 'skipped' : 'failed',
			attempts,
			durationMs: clock() - started,
			error: redact(errorText(error)) + partly,
			...(status !== undefined && { status }),
		};
	}
}

/** The channel's own form of the message, and the steps that send it, which fail where a setting is missing. */
function plan(channel: AlertChannel, outside: Outside, locale: AlertLocale): { rendered: RenderedMessage; prepare: () => Step[] } {
	const { message } = outside;
	switch (channel.kind) {
		case 'email': {
			const rendered = renderComplete(message, 'email', locale);
			return { rendered, prepare: () => emailSteps(channel, rendered, outside) };
		}
		case 'slack': {
			const rendered = renderComplete(message, 'slack', locale);
			return { rendered, prepare: () => slackSteps(channel, rendered, outside) };
		}
		case 'telegram': {
			const rendered = renderComplete(message, 'telegram', locale);
			return { rendered, prepare: () => telegramSteps(channel, rendered, outside) };
		}
		case 'webhook': {
			const rendered = renderComplete(message, 'webhook', locale);
			return { rendered, prepare: () => webhookSteps(channel, rendered, outside) };
		}
	}
}

/** Ends early, without an error, when the signal aborts: whoever waited looks at the signal next. */
async function timer(milliseconds: number, signal?: AbortSignal): Promise<void> {
	await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}
