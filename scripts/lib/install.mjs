import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cacheFolder } from './cache.mjs';
import { npm } from './npm.mjs';
import { pack } from './package.mjs';
import { run } from './run.mjs';

export const PACKAGE_NAME = 'n8n-nodes-trading-bot';

/** Dropped by n8n's installer from a community package's manifest. */
const DROPPED = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * Packs the suite and lays it into an n8n user folder the way n8n's own installer does. An installed copy that came
 * from the same tarball is left as it is; another one is replaced in one step.
 *
 * @param {string} root the checkout
 * @param {string} userFolder n8n's `N8N_USER_FOLDER`
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 */
export async function installPackage(root, userFolder, toolchain) {
	const temporary = await mkdtemp(join(tmpdir(), `${PACKAGE_NAME}-`));
	try {
		const { filename } = await pack(root, { into: temporary });
		await unpackInto(userFolder, join(temporary, filename), toolchain);
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}

/**
 * @param {string} userFolder
 * @param {string} tarball
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 */
async function unpackInto(userFolder, tarball, toolchain) {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const home = join(nodes, 'node_modules', PACKAGE_NAME);
	const stamp = join(nodes, `.${PACKAGE_NAME}.sha256`);
	const hash = createHash('sha256').update(await readFile(tarball)).digest('hex');
	if (existsSync(home) && (await readFile(stamp, 'utf8').catch(() => '')) === hash) return;

	const draft = join(nodes, `.${PACKAGE_NAME}.new`);
	const old = join(nodes, `.${PACKAGE_NAME}.old`);
	for (const folder of [draft, old]) await rm(folder, { recursive: true, force: true });
	await mkdir(draft, { recursive: true });
	await mkdir(join(nodes, 'node_modules'), { recursive: true });
	const log = join(cacheFolder(), 'logs', 'install.log');
	await run('tar', ['-xzf', tarball, '-C', draft, '--strip-components=1'], { what: 'Unpacking the suite', log });
	await dropUnusedDependencies(join(draft, 'package.json'));
	await npm(
		['install', '--install-strategy=shallow', '--ignore-scripts=true', '--bin-links=false', '--package-lock=false'],
		{ what: 'Installing the suite into n8n', log, cwd: draft, path: toolchain.bin },
	);
	await rm(stamp, { force: true });
	if (existsSync(home)) await rename(home, old);
	await rename(draft, home);
	await writeFile(stamp, hash);
	await rm(old, { recursive: true, force: true });
}

/** @param {string} file a package.json */
async function dropUnusedDependencies(file) {
	const manifest = JSON.parse(await readFile(file, 'utf8'));
	for (const field of DROPPED) delete manifest[field];
	await writeFile(file, JSON.stringify(manifest, null, 2));
}
