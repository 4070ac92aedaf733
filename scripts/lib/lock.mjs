import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A lock that is a file. Its holder touches it every few seconds, so a lock whose process died, or whose process
 * number now belongs to something else, is recognised and taken over.
 *
 * @typedef {{ pid: number, host: string, token: string, note: string }} LockOwner
 * @typedef {{ release(): Promise<void> }} Lock
 */

const TOUCH_MS = 5_000;
const STALE_MS = 60_000;
const POLL_MS = 500;

/**
 * Runs `work` while holding the lock, waiting for it as long as it takes.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (owner: LockOwner) => void }} [options] onWait is told once, when another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { onWait } = {}) {
	let told = false;
	for (;;) {
		const taken = await tryLock(file);
		if ('release' in taken) {
			try {
				return await work();
			} finally {
				await taken.release();
			}
		}
		if (!told) onWait?.(taken.owner);
		told = true;
		await sleep(POLL_MS);
	}
}

/**
 * Takes the lock at once or says who has it.
 *
 * @param {string} file
 * @param {string} [note] shown to whoever finds the lock taken
 * @returns {Promise<Lock | { owner: LockOwner }>}
 */
export async function tryLock(file, note = '') {
	await mkdir(dirname(file), { recursive: true });
	for (;;) {
		/** @type {LockOwner} */
		const mine = { pid: process.pid, host: hostname(), token: randomUUID(), note };
		if (await createWith(file, JSON.stringify(mine))) return hold(file, mine);
		const owner = await readOwner(file);
		if (owner === undefined) continue;
		if (!(await isStale(file, owner))) return { owner };
		await removeStale(file, owner);
	}
}

/**
 * @param {string} file
 * @param {LockOwner} mine
 * @returns {Lock}
 */
function hold(file, mine) {
	const timer = setInterval(() => utimes(file, new Date(), new Date()).catch(() => {}), TOUCH_MS);
	timer.unref();
	return {
		async release() {
			clearInterval(timer);
			if ((await readOwner(file))?.token === mine.token) await rm(file, { force: true });
		},
	};
}

/**
 * Two processes may find the same stale lock at once. The one that creates the `.takeover` file removes it, and only
 * if it is still the lock that was judged stale.
 *
 * @param {string} file
 * @param {LockOwner} stale
 */
async function removeStale(file, stale) {
	const takeover = `${file}.takeover`;
	if (!(await createWith(takeover, String(process.pid)))) {
		const age = await ageOf(takeover);
		if (age !== undefined && age > STALE_MS) await rm(takeover, { force: true });
		await sleep(POLL_MS);
		return;
	}
	try {
		if ((await readOwner(file))?.token === stale.token) await rm(file, { force: true });
	} finally {
		await rm(takeover, { force: true });
	}
}

/**
 * @param {string} file
 * @param {LockOwner} owner
 */
async function isStale(file, owner) {
	if (owner.host === hostname() && !isAlive(owner.pid)) return true;
	return ((await ageOf(file)) ?? 0) > STALE_MS;
}

/** @param {number} pid */
export function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) === 'EPERM';
	}
}

/**
 * Written beside and then linked into place, so that a lock is whole from the first moment it can be read.
 *
 * @param {string} file
 * @param {string} content
 * @returns {Promise<boolean>} false when the file is there already
 */
async function createWith(file, content) {
	const draft = `${file}.${randomUUID()}`;
	await writeFile(draft, content, { mode: 0o600 });
	try {
		await link(draft, file);
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		throw error;
	} finally {
		await rm(draft, { force: true });
	}
}

/**
 * @param {string} file
 * @returns {Promise<LockOwner | undefined>} undefined when the lock has gone
 */
async function readOwner(file) {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** @param {string} file */
async function ageOf(file) {
	try {
		return Date.now() - (await stat(file)).mtimeMs;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** @param {unknown} error */
function errorCode(error) {
	return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
