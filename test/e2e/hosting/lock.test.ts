import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryLock, withLock } from '../../../scripts/lib/lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'trading-bot-lock-'));
let count = 0;
const newLock = (): string => join(folder, `${count++}.lock`);

afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

describe('a lock file', () => {
	test('lets one in at a time', async () => {
		const file = newLock();
		let inside = 0;
		let most = 0;
		const work = () =>
			withLock(file, async () => {
				most = Math.max(most, ++inside);
				await new Promise((done) => setTimeout(done, 20));
				inside--;
			});
		await Promise.all([work(), work(), work()]);
		expect(most).toBe(1);
		expect(existsSync(file)).toBe(false);
	});

	test('says who holds it', async () => {
		const file = newLock();
		const lock = await tryLock(file, 'http://127.0.0.1:5678');
		expect(await tryLock(file)).toMatchObject({ owner: { pid: process.pid, note: 'http://127.0.0.1:5678' } });
		if ('release' in lock) await lock.release();
		expect(await tryLock(file)).toHaveProperty('release');
	});

	test('is taken over from a process that has died', async () => {
		const file = newLock();
		const { pid } = spawnSync(process.execPath, ['--version']);
		writeFileSync(file, JSON.stringify({ pid, host: hostname(), token: 'gone', note: '' }));
		const takers = await Promise.all([tryLock(file), tryLock(file), tryLock(file)]);
		expect(takers.filter((taker) => 'release' in taker)).toHaveLength(1);
	});
});
