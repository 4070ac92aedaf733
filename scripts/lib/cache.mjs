import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { withLock } from './lock.mjs';

const NAME = 'n8n-nodes-trading-bot';

/**
 * The folder, outside the checkout, that keeps what is slow to make.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string} absolute path
 */
export function cacheFolder(env = process.env, platform = process.platform) {
	if (env.N8N_TRADING_CACHE) return resolve(env.N8N_TRADING_CACHE);
	if (env.XDG_CACHE_HOME) return join(resolve(env.XDG_CACHE_HOME), NAME);
	if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', NAME);
	if (platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, NAME, 'Cache');
	return join(homedir(), '.cache', NAME);
}

/**
 * Makes a folder once. It is made beside its place and renamed there when complete, so a folder that exists under its
 * own name is always whole; an interrupted build leaves only a sibling, which the next build removes.
 *
 * @param {string} name everything the content depends on must be in it
 * @param {(folder: string) => Promise<void>} make fills the empty folder it is given
 * @param {{ onWait?: () => void, cache?: string }} [options] onWait: another process is making the same folder
 * @returns {Promise<string>} absolute path of the finished folder
 */
export async function cached(name, make, { onWait, cache = cacheFolder() } = {}) {
	const folder = join(cache, name);
	if (existsSync(folder)) return folder;
	return await withLock(
		`${folder}.lock`,
		async () => {
			if (existsSync(folder)) return folder;
			await removeAbandoned(cache, name);
			const draft = `${folder}.making-${process.pid}`;
			await mkdir(draft, { recursive: true });
			await make(draft);
			await rename(draft, folder);
			return folder;
		},
		{ onWait },
	);
}

/**
 * Called under the lock, when nobody can be at work on a draft.
 *
 * @param {string} cache
 * @param {string} name
 */
async function removeAbandoned(cache, name) {
	for (const entry of await readdir(cache)) {
		if (entry.startsWith(`${name}.making-`)) await rm(join(cache, entry), { recursive: true, force: true });
	}
}
