import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { installDependencies } from './dependencies.mjs';
import { Failure } from './failure.mjs';
import { n8nHost } from './host.mjs';
import { installPackage } from './install.mjs';
import { tryLock } from './lock.mjs';
import { startN8n } from './n8n.mjs';
import { build } from './package.mjs';
import { freePort } from './ports.mjs';
import { restClient } from './rest.mjs';
import { beforeExit } from './shutdown.mjs';
import { node24 } from './toolchain.mjs';

/**
 * From a bare checkout to a running n8n with the suite in it.
 *
 * @typedef {{ root: string, toolchain: import('./toolchain.mjs').Toolchain, host: import('./host.mjs').Host }} Prepared
 * @typedef {{ n8n: import('./n8n.mjs').RunningN8n, rest: import('./rest.mjs').Rest, close(): Promise<void> }} Launched
 */

/**
 * Installs and builds whatever is missing. Needs nothing but the running Node and its npm.
 *
 * @param {string} root the checkout
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<Prepared>}
 */
export async function prepare(root, progress) {
	const toolchain = await node24(progress);
	await installDependencies(root, toolchain, progress);
	await build(root, toolchain, progress);
	const host = await n8nHost(root, toolchain, progress);
	return { root, toolchain, host };
}

/**
 * Installs the suite into the user folder `data` and starts n8n on it. Only one n8n may run on a folder.
 *
 * @param {Prepared} prepared
 * @param {{ data: string, port?: number, progress: import('./progress.mjs').Progress }} options port: default any free one
 * @returns {Promise<Launched>} n8n also ends when this process does, whichever way
 */
export async function launch(prepared, { data, port, progress }) {
	const chosen = port ?? (await freePort());
	await mkdir(join(data, 'files'), { recursive: true });
	const lock = await tryLock(join(data, 'running.lock'), `http://127.0.0.1:${chosen}`);
	if ('owner' in lock) {
		throw new Failure(
			`n8n is running on ${data} already: ${lock.owner.note}, process ${lock.owner.pid}. ` +
				`Stop it there with Ctrl-C, or give another folder with --data.`,
		);
	}
	const unlock = beforeExit(() => lock.release());
	try {
		await progress.during('The suite, installed into n8n', () => installPackage(prepared.root, data, prepared.toolchain));
		const n8n = await progress.during('n8n, starting', () => startN8n({ ...prepared, data, port: chosen }));
		const stop = beforeExit(() => n8n.stop());
		return {
			n8n,
			rest: restClient(n8n.url),
			async close() {
				await stop();
				await unlock();
			},
		};
	} catch (error) {
		await unlock();
		throw error;
	}
}
