import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

import { cacheFolder } from './cache.mjs';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { npmCli, withoutNpmRun } from './npm.mjs';
import { capture, run } from './run.mjs';

/** What `dist/` is made from. */
const BUILD_INPUTS = [
	'engine',
	'nodes',
	'credentials',
	'scripts/build.mjs',
	'scripts/lib',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'tsconfig.types.json',
];

/**
 * Builds `dist/` when its sources have changed since it was built.
 *
 * @param {string} root the checkout
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {import('./progress.mjs').Progress} progress
 */
export async function build(root, toolchain, progress) {
	await progress.during('Build', (step) =>
		withLock(
			join(root, 'node_modules', '.cache', 'build.lock'),
			async () => {
				const stamp = join(root, 'node_modules', '.cache', 'build-stamp');
				const sources = await contentHash(root, BUILD_INPUTS);
				const current = existsSync(join(root, 'dist')) ? await readFile(stamp, 'utf8').catch(() => '') : '';
				if (current === sources) return;
				step.update('bundling the nodes and the engine');
				await rm(stamp, { force: true });
				await run(toolchain.node, [join(root, 'scripts', 'build.mjs')], {
					what: 'The build',
					log: join(cacheFolder(), 'logs', 'build.log'),
					cwd: root,
				});
				await mkdir(dirname(stamp), { recursive: true });
				await writeFile(stamp, sources);
			},
			{ onWait: () => step.update('waiting for another process that is building') },
		),
	);
}

/**
 * @typedef {{ filename: string, files: { path: string, size: number }[], size: number, unpackedSize: number }} Packed
 */

/**
 * Runs `npm pack`.
 *
 * @param {string} root
 * @param {{ into: string } | { dryRun: true }} where
 * @returns {Promise<Packed>}
 */
export async function pack(root, where) {
	const target = 'into' in where ? ['--pack-destination', where.into] : ['--dry-run'];
	const { code, stdout, stderr } = await capture(
		process.execPath,
		[npmCli(), 'pack', '--json', '--loglevel=error', '--ignore-scripts', ...target],
		{ cwd: root, env: withoutNpmRun(process.env) },
	);
	if (code !== 0) throw new Failure(`npm pack did not work (${code}):\n\n${stderr.trim()}`);
	return JSON.parse(stdout)[0];
}

/**
 * @param {string} root
 * @param {readonly string[]} inputs files and folders
 * @returns {Promise<string>}
 */
async function contentHash(root, inputs) {
	const hash = createHash('sha256');
	for (const input of inputs) {
		for (const file of await filesUnder(join(root, input))) {
			hash.update(`${relative(root, file)}\0`).update(await readFile(file)).update('\0');
		}
	}
	return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {Promise<string[]>} sorted; the path itself when it is a file, nothing when it is absent
 */
async function filesUnder(path) {
	const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((error) => {
		if (error.code === 'ENOTDIR') return undefined;
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	if (!entries) return [path];
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath ?? /** @type {any} */ (entry).path, entry.name))
		.sort();
}
