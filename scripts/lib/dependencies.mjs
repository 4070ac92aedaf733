import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { cacheFolder } from './cache.mjs';
import { withLock } from './lock.mjs';
import { npm } from './npm.mjs';

/**
 * Installs the checkout's development dependencies, unless what is installed is what the lock file says.
 *
 * @param {string} root the checkout
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {import('./progress.mjs').Progress} progress
 */
export async function installDependencies(root, toolchain, progress) {
	if (await isInstalled(root)) return;
	await progress.during('Development dependencies', (step) =>
		withLock(
			join(cacheFolder(), `dependencies-${toolchain.version}.lock`),
			async () => {
				if (await isInstalled(root)) return;
				step.update('about a minute');
				// Not `npm ci`: it refuses a lock file without an entry for an optional part of some other platform.
				await npm(['install', '--no-save', '--ignore-scripts', '--include=dev'], {
					what: 'Installing the development dependencies',
					log: join(cacheFolder(), 'logs', 'dependencies.log'),
					cwd: root,
					path: toolchain.bin,
				});
			},
			{ onWait: () => step.update('waiting for another process that is installing them') },
		),
	);
}

/**
 * npm leaves its own record of what it installed: every package of the lock file must stand in it, in the same version.
 *
 * @param {string} root
 */
async function isInstalled(root) {
	const wanted = await packagesOf(join(root, 'package-lock.json'));
	const installed = await packagesOf(join(root, 'node_modules', '.package-lock.json'));
	if (!wanted || !installed) return false;
	return Object.entries(wanted).every(
		([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
	);
}

/**
 * @param {string} lock
 * @returns {Promise<Record<string, { version?: string, optional?: boolean }> | undefined>} undefined when there is none
 */
async function packagesOf(lock) {
	try {
		return JSON.parse(await readFile(lock, 'utf8')).packages;
	} catch {
		return undefined;
	}
}
