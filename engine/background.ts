import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CancelledError, EngineError } from './errors';
import type * as Engine from './index';

/** What may run off the event loop: functions of the engine whose arguments and results are plain data. */
export type BackgroundTask = 'runBacktest' | 'readCandles' | 'renderPerformancePdf';

type Task<T extends BackgroundTask> = (typeof Engine)[T];

export interface BackgroundRequest {
	readonly task: BackgroundTask;
	readonly args: readonly unknown[];
}

export type BackgroundReply =
	| { readonly ok: true; readonly result: unknown }
	| {
			readonly ok: false;
			readonly error: { readonly name: string; readonly message: string; readonly fields: Record<string, unknown> };
	  };

/**
 * Runs a task of the engine in a worker thread, so that the caller's event loop stays free; typed arrays are copied there
 * and back. Rejects with the task's own error (name, message, hint, line … kept), or with `CancelledError` as soon as
 * `signal` aborts, the thread being stopped at once.
 */
export async function inBackground<T extends BackgroundTask>(
	task: T,
	args: Parameters<Task<T>>,
	{ signal }: { signal?: AbortSignal } = {},
): Promise<Awaited<ReturnType<Task<T>>>> {
	if (signal?.aborted) throw new CancelledError(task);
	const request: BackgroundRequest = { task, args };
	const worker = new Worker(join(__dirname, 'worker.js'), { workerData: request });
	try {
		const reply = await firstReply(worker, task, signal);
		if (!reply.ok) throw revive(reply.error);
		return reply.result as Awaited<ReturnType<Task<T>>>;
	} finally {
		await worker.terminate();
	}
}

async function firstReply(worker: Worker, task: string, signal?: AbortSignal): Promise<BackgroundReply> {
	return await new Promise((resolve, reject) => {
		const onAbort = () => {
			reject(new CancelledError(task));
		};
		signal?.addEventListener('abort', onAbort, { once: true });
		worker.once('message', (reply: BackgroundReply) => {
			signal?.removeEventListener('abort', onAbort);
			resolve(reply);
		});
		worker.once('error', reject);
		worker.once('exit', (code) => {
			reject(new EngineError(`The background thread for ${task} ended with code ${code} before it answered.`));
		});
	});
}

function revive({ name, message, fields }: { name: string; message: string; fields: Record<string, unknown> }): EngineError {
	return Object.assign(new EngineError(message), fields, { name });
}
