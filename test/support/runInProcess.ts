import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(__dirname, '../..');

export interface ProcessEnd {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	/** What it wrote to stdout; and to stderr, when it failed. */
	readonly output: string;
}

/** Runs a TypeScript file in a Node process of its own, with `argument` as JSON in its first argument. */
export async function runInProcess(source: string, argument: unknown): Promise<ProcessEnd> {
	const folder = mkdtempSync(join(tmpdir(), 'trading-process-'));
	try {
		const outfile = join(folder, 'main.cjs');
		await build({
			entryPoints: [join(root, source)],
			outfile,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node22',
			// Never loaded there, and slow to bundle.
			external: ['pg-native', 'ccxt', 'apache-arrow'],
			logLevel: 'silent',
		});
		return await new Promise((done, fail) => {
			const child = spawn(process.execPath, [outfile, JSON.stringify(argument)], { stdio: ['ignore', 'pipe', 'pipe'] });
			let stdout = '';
			let stderr = '';
			child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
				stdout += chunk;
			});
			child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
				stderr += chunk;
			});
			child.on('error', fail);
			child.on('close', (code, signal) => { done({ code, signal, output: code === 0 || signal ? stdout : stdout + stderr }); });
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
