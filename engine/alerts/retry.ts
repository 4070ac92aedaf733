import { ParameterError } from '../errors';
import { DeliveryFault, errorText } from './fault';

export interface RetryPolicy {
	/** How often a message is tried in all. Default 3. */
	readonly attempts: number;
	/** Pause before the second attempt. Default 500. */
	readonly baseMs: number;
	/** By what each further pause grows. Default 2. */
	readonly factor: number;
	/** The longest pause; a server that asks for a longer one is not tried again. Default 30,000. */
	readonly maxMs: number;
}

const DEFAULT_RETRY: RetryPolicy = { attempts: 3, baseMs: 500, factor: 2, maxMs: 30_000 };

/** Fills in the defaults. Throws `ParameterError` for a policy that never tries or waits for a negative time. */
export function retryPolicy(given: Partial<RetryPolicy> = {}): RetryPolicy {
	const policy = { ...DEFAULT_RETRY, ...given };
	if (!Number.isInteger(policy.attempts) || policy.attempts < 1) {
		throw new ParameterError('retry.attempts', `retry.attempts is ${policy.attempts}. Give a whole number of at least 1.`);
	}
	for (const name of ['baseMs', 'factor', 'maxMs'] as const) {
		if (policy[name] >= 0) continue;
		throw new ParameterError(`retry.${name}`, `retry.${name} is ${policy[name]}. Give a number of at least 0.`);
	}
	return policy;
}

export interface AttemptOptions {
	readonly policy: RetryPolicy;
	readonly timeoutMs: number;
	readonly signal: AbortSignal | undefined;
	/** Waits; ends early, in either way, when the signal aborts. */
	readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
	/** From 0 to 1: spreads the pauses, so that many bots do not come back at the same moment. */
	readonly random: () => number;
	readonly onAttempt: () => void;
}

/** Runs one step until it succeeds, gives up for good, or has used its attempts. Throws the last `DeliveryFault`. */
export async function withRetry<T>(step: (signal: AbortSignal) => Promise<T>, options: AttemptOptions): Promise<T> {
	const { policy, signal, sleep, random, onAttempt } = options;
	for (let attempt = 1; ; attempt++) {
		if (signal?.aborted) throw cancelled();
		onAttempt();
		try {
			return await withTimeout(step, options);
		} catch (error) {
			const fault = error instanceof DeliveryFault ? error : unexpected(error);
			if (signal?.aborted) throw cancelled();
			if (!fault.retryable || attempt >= policy.attempts) throw fault;
			const pause = fault.retryAfterMs ?? backOff(attempt, policy, random());
			if (pause > policy.maxMs) throw fault;
			await sleep(pause, signal);
		}
	}
}

/** Half of the pause is fixed and half is chance. */
function backOff(attempt: number, { baseMs, factor, maxMs }: RetryPolicy, chance: number): number {
	const pause = Math.min(maxMs, baseMs * factor ** (attempt - 1));
	return Math.round(pause * (0.5 + 0.5 * chance));
}

/** Ends a step that takes too long, whether it heeds its signal or not. */
async function withTimeout<T>(step: (signal: AbortSignal) => Promise<T>, { timeoutMs, signal }: AttemptOptions): Promise<T> {
	const controller = new AbortController();
	const abort = AbortSignal.any(signal ? [controller.signal, signal] : [controller.signal]);
	let timer: NodeJS.Timeout | undefined;
	const ended = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			const seconds = timeoutMs / 1000;
			reject(new DeliveryFault(`There was no answer within ${seconds} s.`, { retryable: true }));
			controller.abort();
		}, timeoutMs);
		signal?.addEventListener('abort', () => { reject(cancelled()); }, { once: true, signal: controller.signal });
	});
	try {
		return await Promise.race([step(abort), ended]);
	} finally {
		clearTimeout(timer);
		controller.abort();
	}
}

const cancelled = (): DeliveryFault => new DeliveryFault('The delivery was cancelled.', { retryable: false });

const unexpected = (error: unknown): DeliveryFault =>
	new DeliveryFault(errorText(error), { retryable: false, cause: error });
