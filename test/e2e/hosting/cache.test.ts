import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached, cacheFolder } from '../../../scripts/lib/cache.mjs';

const cache = mkdtempSync(join(tmpdir(), 'trading-bot-cache-'));

afterAll(() => {
	rmSync(cache, { recursive: true, force: true });
});

const fill = async (folder: string): Promise<void> => {
	writeFileSync(join(folder, 'content'), 'whole');
	await Promise.resolve();
};

describe('the cache', () => {
	test('makes a folder once, also when asked twice at the same time', async () => {
		let made = 0;
		const make = async (folder: string) => {
			made++;
			await fill(folder);
		};
		const folders = await Promise.all([cached('once', make, { cache }), cached('once', make, { cache })]);
		await cached('once', make, { cache });
		expect([made, new Set(folders).size]).toEqual([1, 1]);
	});

	test('does not keep what was interrupted, and clears it away with the next making', async () => {
		const interrupted = async (folder: string) => {
			writeFileSync(join(folder, 'content'), 'hal');
			await Promise.reject(new Error('interrupted'));
		};
		await expect(cached('half', interrupted, { cache })).rejects.toThrow('interrupted');
		expect(existsSync(join(cache, 'half'))).toBe(false);
		await cached('half', fill, { cache });
		expect(readdirSync(cache).filter((name) => name.startsWith('half'))).toEqual(['half']);
	});

	test.each([
		['N8N_TRADING_CACHE', { N8N_TRADING_CACHE: '/somewhere', XDG_CACHE_HOME: '/xdg' }, '/somewhere'],
		['XDG_CACHE_HOME', { XDG_CACHE_HOME: '/xdg' }, '/xdg/n8n-nodes-trading-bot'],
	])('stands where %s says', (_name, env, folder) => {
		expect(cacheFolder(env, 'linux')).toBe(folder);
	});
});
