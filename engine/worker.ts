import { parentPort, workerData } from 'node:worker_threads';
import type { BackgroundRequest, BackgroundReply, BackgroundTask } from './background';

/** The other side of `inBackground`: runs one task of the engine in this thread and posts its result. */
async function serve(): Promise<void> {
	const { task, args } = workerData as BackgroundRequest;
	const engine = await import('./index');
	const run = engine[task] as (...args: readonly unknown[]) => unknown;
	const reply: BackgroundReply = await Promise.resolve()
		.then(() => run(...args))
		.then(
			(result) => ({ ok: true as const, result: result as Awaited<ReturnType<(typeof engine)[BackgroundTask]>> }),
			(error: unknown) => ({ ok: false as const, error: describeError(error) }),
		);
	parentPort?.postMessage(reply);
}

function describeError(error: unknown): { name: string; message: string; fields: Record<string, unknown> } {
	if (!(error instanceof Error)) return { name: 'Error', message: String(error), fields: {} };
	const fields = Object.fromEntries(
		Object.entries(error).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
	);
	return { name: error.name, message: error.message, fields };
}

void serve();
