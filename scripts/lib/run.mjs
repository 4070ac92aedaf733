import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import { Failure } from './failure.mjs';

const TAIL_LINES = 25;

/**
 * Runs a program to its end with its output in a log file.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ what: string, log: string, cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} options
 *        what: the sentence's subject in a failure, such as "Installing n8n"
 * @returns {Promise<void>}
 * @throws {Failure} with the log's last lines and its path
 */
export async function run(command, args, { what, log, cwd, env, onLine }) {
	await mkdir(dirname(log), { recursive: true });
	const file = createWriteStream(log, { flags: 'a' });
	const tail = lineTail(TAIL_LINES, onLine);
	file.write(`\n$ ${[command, ...args].join(' ')}\n`);
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (/** @type {Buffer} */ chunk) => {
			file.write(chunk);
			tail.push(chunk.toString('utf8'));
		});
	}
	const outcome = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => resolve(code ?? signal));
	}).catch((/** @type {Error} */ error) => error.message);
	await new Promise((resolve) => file.end(() => resolve(undefined)));
	if (outcome !== 0) {
		throw new Failure(`${what} did not work (${outcome}). The last it said:\n\n${tail.text()}\n\nAll of it: ${log}`);
	}
}

/**
 * Runs a program and returns what it printed on stdout.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} code null: it could not be started
 */
export async function capture(command, args, { cwd, env } = {}) {
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
	return await new Promise((resolve) => {
		child.once('error', (error) => resolve({ code: null, stdout, stderr: error.message }));
		child.once('close', (code) => resolve({ code, stdout, stderr }));
	});
}

/**
 * Keeps the last lines of a stream of text.
 *
 * @param {number} count
 * @param {(line: string) => void} [onLine]
 */
export function lineTail(count, onLine) {
	/** @type {string[]} */
	const lines = [];
	let partial = '';
	return {
		/** @param {string} text */
		push(text) {
			const parts = (partial + text).split('\n');
			partial = parts.pop() ?? '';
			for (const line of parts) {
				lines.push(line);
				onLine?.(line);
			}
			if (lines.length > count) lines.splice(0, lines.length - count);
		},
		text: () => [...lines, partial].join('\n').trim(),
	};
}
