/** The n8n that the e2e ring's set-up has started, as its test files see it. */
export interface RunningForTests {
	readonly url: string;
	/** n8n's user folder. */
	readonly data: string;
	readonly owner: { readonly email: string; readonly password: string };
	/** The owner's open session. */
	readonly cookie: string;
}

/** Jest hands environment variables, and nothing else, from its set-up to the test files. */
const VARIABLE = 'TRADING_BOT_E2E';
const shared: { stopN8n?: () => Promise<void> } = globalThis as object;

export function keepRunning(n8n: RunningForTests, stop: () => Promise<void>): void {
	process.env[VARIABLE] = JSON.stringify(n8n);
	shared.stopN8n = stop;
}

export function runningN8n(): RunningForTests {
	const text = process.env[VARIABLE];
	if (text === undefined) throw new Error('No n8n is running: these tests belong to the e2e ring, `npm test -- e2e`.');
	return JSON.parse(text) as RunningForTests;
}

export async function stopRunning(): Promise<void> {
	await shared.stopN8n?.();
}
