import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, StoreError, type StoreConfig } from '../../../engine/store';
import { runInProcess } from '../../support/runInProcess';
import { describePostgres, describeStores } from '../../support/stores';

describeStores('the trading store', ({ store, config }) => {
	it('opens an empty store with all its tables and can be opened again', async () => {
		const place = config();
		const first = await openStore(place, { clock: () => 1_000 });
		await first.db
			.insertInto('trading_accounts')
			.values({ account: 'demo', currency: 'USDT', time_zone: 'UTC', created_at: 1 })
			.execute();
		await first.close();
		const second = await openStore(place);
		expect(await second.db.selectFrom('trading_accounts').selectAll().execute()).toEqual([
			{ account: 'demo', currency: 'USDT', time_zone: 'UTC', created_at: 1 },
		]);
		await second.close();
	});

	it('may be opened for the first time by several connections at once', async () => {
		const place = config();
		const stores = await Promise.all(Array.from({ length: 6 }, async () => await openStore(place)));
		for (const one of stores) expect(await one.db.selectFrom('trading_orders').selectAll().execute()).toEqual([]);
		await Promise.all(stores.map(async (one) => { await one.close(); }));
	});

	it('may be opened for the first time by several processes at once', async () => {
		const place = config();
		const exits = await Promise.all(
			[1, 2, 3].map(async () => await runInProcess('test/support/processes/openStore.ts', place)),
		);
		expect(exits).toEqual([1, 2, 3].map(() => ({ code: 0, signal: null, output: 'opened\n' })));
	}, 60_000);

	it('keeps every digit of an amount and gives it back as a string', async () => {
		const books = await store();
		await books.db
			.insertInto('trading_risk_counters')
			.values({ account: 'a', date: '2024-01-01', name: 'n', value: '1234567890123456789.000000000000000001', updated_at: 1.7e12 })
			.execute();
		expect(await books.db.selectFrom('trading_risk_counters').select(['value', 'updated_at']).executeTakeFirst()).toEqual({
			value: '1234567890123456789.000000000000000001',
			updated_at: 1.7e12,
		});
	});

	it('writes all of a transaction or nothing', async () => {
		const books = await store();
		const row = { account: 'a', currency: 'USDT', time_zone: 'UTC', created_at: 1 };
		const failing = books.transaction(async (trx) => {
			await trx.insertInto('trading_accounts').values(row).execute();
			throw new Error('halfway');
		});
		await expect(failing).rejects.toThrow('halfway');
		expect(await books.db.selectFrom('trading_accounts').selectAll().execute()).toEqual([]);
	});

	it('refuses to change or delete what was booked', async () => {
		const books = await store();
		await books.db
			.insertInto('trading_risk_limits')
			.values({ account: 'a', symbol: '*', name: 'stopLoss', value: '1', set_at: 1 })
			.execute();
		await expect(sqlOf(books, 'UPDATE trading_risk_limits SET value = NULL')).rejects.toThrow('append-only');
		await expect(sqlOf(books, 'DELETE FROM trading_risk_limits')).rejects.toThrow('append-only');
	});

	it('lets one transaction at a time into the books of an account, over all connections', async () => {
		const place = config();
		const stores = await Promise.all([1, 2, 3].map(async () => await openStore(place)));
		let inside = 0;
		let most = 0;
		await Promise.all(
			Array.from({ length: 9 }, async (_, i) =>
				stores[i % 3].withAccount('demo', async (trx) => {
					most = Math.max(most, ++inside);
					await trx.selectFrom('trading_orders').selectAll().execute();
					inside--;
				}),
			),
		);
		expect(most).toBe(1);
		await Promise.all(stores.map(async (one) => { await one.close(); }));
	});

	it('refuses a store that a later version has written to', async () => {
		const place = config();
		const later = await openStore(place);
		await sqlOf(later, "INSERT INTO trading_migrations VALUES ('999-later', 1)");
		await later.close();
		await expect(openStore(place)).rejects.toThrow(/later version .*999-later/);
	});
});

describePostgres('a PostgreSQL store that cannot be opened', (server) => {
	const failureOf = async (place: StoreConfig): Promise<StoreError> => {
		const error: unknown = await openStore(place).then(
			() => undefined,
			(reason: unknown) => reason,
		);
		expect(error).toBeInstanceOf(StoreError);
		return error as StoreError;
	};

	it('says in one sentence what is wrong, and never the password', async () => {
		const place = server().config;
		const cases: ReadonlyArray<[Partial<typeof place>, RegExp]> = [
			[{ password: 'guessed-wrongly' }, /refused the user "trader" or its password/],
			[{ database: 'nowhere' }, /There is no database "nowhere"/],
			[{ host: '127.0.0.1', port: 1 }, /Cannot reach the PostgreSQL server 127.0.0.1:1/],
			[{ host: 'no-such-host.invalid' }, /host name "no-such-host.invalid"/],
		];
		for (const [change, message] of cases) {
			const error = await failureOf({ ...place, ...change });
			expect(error.message).toMatch(message);
			expect(error.hint).toBeTruthy();
			const told = JSON.stringify([error.message, error.hint, error.stack, String(error.cause)]);
			expect(told).not.toContain(place.password);
			expect(told).not.toContain('guessed-wrongly');
		}
	}, 30_000);
});

describe('a SQLite file that cannot be opened', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'trading-store-'));
	});
	afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

	it('is told from a folder', async () => {
		await expect(openStore({ kind: 'sqlite', file: folder })).rejects.toThrow(/cannot be opened for writing/);
	});

	it('is told from a path below a file', async () => {
		const file = join(folder, 'plain');
		writeFileSync(file, '');
		await expect(openStore({ kind: 'sqlite', file: join(file, 'books.sqlite') })).rejects.toThrow(/cannot be opened for writing/);
	});

	it('is told from a file of another kind', async () => {
		const file = join(folder, 'notes.txt');
		writeFileSync(file, 'These are notes, not books. '.repeat(100));
		await expect(openStore({ kind: 'sqlite', file })).rejects.toThrow(/is not a SQLite database, or it is damaged/);
	});

	it('creates the folder of a new file', async () => {
		const store = await openStore({ kind: 'sqlite', file: join(folder, 'new', 'deep', 'books.sqlite') });
		await store.close();
	});
});

async function sqlOf(store: Awaited<ReturnType<typeof openStore>>, statement: string): Promise<void> {
	const { sql } = await import('../../../engine/vendor/kysely');
	await sql.raw(statement).execute(store.db);
}
