import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type StoreConfig, type TradingStore } from '../../engine/store';
import { postgresPrograms, startPostgres, type ThrowAwayPostgres } from './postgres';

/** What a test of the books is given: the same on both databases. */
export interface StoreFixture {
	/** A store of its own for this test, empty and open; closed after the test. */
	store(): Promise<TradingStore>;
	/** Where a new empty store may be opened. */
	config(): StoreConfig;
}

/** Runs the same tests on SQLite and on PostgreSQL; without PostgreSQL on this machine its half is skipped and says so. */
export function describeStores(name: string, tests: (fixture: StoreFixture) => void): void {
	describe(`${name} (SQLite)`, () => {
		let folder: string;
		let files = 0;
		beforeAll(() => {
			folder = mkdtempSync(join(tmpdir(), 'trading-store-'));
		});
		afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
		tests(fixture(() => ({ kind: 'sqlite', file: join(folder, `books-${++files}.sqlite`) })));
	});

	describePostgres(`${name} (PostgreSQL)`, (server) => { tests(fixture(() => server().createDatabase())); });
}

/** Runs tests against a PostgreSQL server of their own; where none is installed they are skipped and say so. */
export function describePostgres(name: string, tests: (server: () => ThrowAwayPostgres) => void): void {
	const programs = postgresPrograms();
	if (!programs) {
		describe.skip(`${name} (PostgreSQL is not installed here)`, () => { it.todo('needs PostgreSQL'); });
		return;
	}
	describe(name, () => {
		let server: ThrowAwayPostgres;
		beforeAll(() => {
			server = startPostgres(programs);
		}, 60_000);
		afterAll(() => { server.stop(); });
		tests(() => server);
	});
}

function fixture(config: () => StoreConfig): StoreFixture {
	const open: TradingStore[] = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map((store) => store.close()));
	});
	return {
		config,
		store: async () => {
			const store = await openStore(config());
			open.push(store);
			return store;
		},
	};
}
