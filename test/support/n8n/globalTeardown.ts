import { rm } from 'node:fs/promises';
import { runningN8n, stopRunning } from './running';

export default async function globalTeardown(): Promise<void> {
	const { data } = runningN8n();
	await stopRunning();
	await rm(data, { recursive: true, force: true });
}
