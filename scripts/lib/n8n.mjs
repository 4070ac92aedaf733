import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { Failure } from './failure.mjs';
import { prependPath, withoutNpmRun } from './npm.mjs';
import { freePort } from './ports.mjs';

/**
 * @typedef {{ url: string, version: string, pid: number, log: string, exited: Promise<void>, stop(): Promise<void> }} RunningN8n
 * @typedef {{ root: string, toolchain: import('./toolchain.mjs').Toolchain, host: import('./host.mjs').Host, data: string,
 *             port?: number, env?: Record<string, string> }} N8nOptions
 *          data: the user folder that holds everything this n8n keeps; port: default any free one; env: n8n settings on top
 */

const START_TIMEOUT_MS = 300_000;
const SHUTDOWN_SECONDS = 10;
const KILL_AFTER_MS = (SHUTDOWN_SECONDS + 5) * 1000;
const READY_POLL_MS = 200;
const TAIL_LINES = 30;

/**
 * Starts n8n on the loopback interface and waits until it is ready.
 *
 * @param {N8nOptions} options
 * @returns {Promise<RunningN8n>}
 * @throws {Failure} with the end of n8n's log
 */
export async function startN8n({ root, toolchain, host, data, port, env = {} }) {
	const log = join(data, 'logs', 'n8n.log');
	await mkdir(join(data, 'logs'), { recursive: true });
	const url = `http://127.0.0.1:${port ?? (await freePort())}`;
	const guard = pathToFileURL(join(root, 'scripts', 'lib', 'n8n-guard.mjs')).href;
	// Straight into the file: a pipe would break with this process and take n8n's orderly shutdown with it.
	const output = await open(log, 'w');
	const child = spawn(toolchain.node, ['--import', guard, host.cli, 'start'], {
		cwd: data,
		env: { ...inherited(), ...(await settings(toolchain, data, url)), ...env },
		stdio: ['pipe', output.fd, output.fd],
		// A process group of its own: Ctrl-C reaches n8n through stop() and not past it.
		detached: process.platform !== 'win32',
		windowsHide: true,
	});
	/** @type {Promise<void>} */
	const exited = new Promise((resolve) => {
		child.once('error', () => resolve());
		child.once('exit', () => resolve());
	});
	await output.close();

	const stop = () => stopChild(child, exited);
	try {
		await untilReady(url, child);
	} catch (error) {
		await stop();
		const reason = error instanceof Error ? error.message : String(error);
		const lines = (await readFile(log, 'utf8')).trim().split('\n').slice(-TAIL_LINES);
		throw new Failure(`n8n did not start: ${reason}. The last it said:\n\n${lines.join('\n')}\n\nAll of it: ${log}`);
	}
	return { url, version: host.version, pid: child.pid ?? 0, log, exited, stop };
}

/** The caller's environment without settings meant for another n8n. */
function inherited() {
	const foreign = /^(N8N_|DB_|QUEUE_|EXECUTIONS_|OFFLOAD_|CREDENTIALS_|NODES_|WEBHOOK_|GENERIC_TIMEZONE$|NODE_ENV$)/;
	return Object.fromEntries(Object.entries(withoutNpmRun(process.env)).filter(([name]) => !foreign.test(name)));
}

/**
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {string} data
 * @param {string} url
 * @returns {Promise<Record<string, string>>}
 */
async function settings(toolchain, data, url) {
	return {
		PATH: prependPath(toolchain.bin),
		N8N_USER_FOLDER: data,
		N8N_HOST: '127.0.0.1',
		N8N_PORT: new URL(url).port,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_EDITOR_BASE_URL: url,
		N8N_WEBHOOK_URL: url,
		GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
		N8N_SECURE_COOKIE: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_RESTRICT_FILE_ACCESS_TO: ['~/.n8n-files', join(data, 'files')].join(';'),
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: String(SHUTDOWN_SECONDS),
		N8N_PERSONALIZATION_ENABLED: 'false',
		...NO_CALLS_HOME,
	};
}

/** A bot's host has no reason to talk to anybody but the venues and channels its workflows name. */
const NO_CALLS_HOME = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
};

/**
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} child
 */
async function untilReady(url, child) {
	/** @type {Error | undefined} */
	let broken;
	child.once('error', (error) => (broken = error));
	const deadline = Date.now() + START_TIMEOUT_MS;
	for (;;) {
		if (broken) throw broken;
		if (child.exitCode !== null || child.signalCode !== null) {
			throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
		}
		if (await answersReady(url)) return;
		if (Date.now() > deadline) throw new Error(`it was not ready after ${START_TIMEOUT_MS / 1000} s`);
		await sleep(READY_POLL_MS);
	}
}

/** @param {string} url */
async function answersReady(url) {
	try {
		const answer = await fetch(`${url}/healthz/readiness`, { signal: AbortSignal.timeout(5_000) });
		await answer.body?.cancel();
		return answer.ok;
	} catch {
		return false;
	}
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<void>} exited
 */
async function stopChild(child, exited) {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGTERM');
	const timer = setTimeout(() => killGroup(child), KILL_AFTER_MS);
	await exited;
	clearTimeout(timer);
}

/** @param {import('node:child_process').ChildProcess} child */
function killGroup(child) {
	try {
		if (process.platform !== 'win32' && child.pid) process.kill(-child.pid, 'SIGKILL');
		else child.kill('SIGKILL');
	} catch {
		child.kill('SIGKILL');
	}
}
