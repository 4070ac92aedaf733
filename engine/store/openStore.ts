import { resolve } from 'node:path';
import type { Dialect } from 'kysely';
import type { StoreConfig } from './config';
import { migrate } from './migrate';
import { postgresDialect } from './postgres';
import type { TradingSchema } from './schema';
import { sqliteDialect } from './sqlite';
import type { TradingStore, TradingTransaction } from './store';
import { describeStoreFailure } from './storeError';

/**
 * Opens the trading store and brings its tables to this version's shape, creating them on first use; several processes
 * may do so at once. A SQLite file's folder is created when missing.
 *
 * @throws StoreError when the file cannot be written or is no database, or when the server cannot be reached or refuses.
 */
export async function openStore(given: StoreConfig, { clock = Date.now }: { clock?: () => number } = {}): Promise<TradingStore> {
	const config = given.kind === 'sqlite' ? { ...given, file: resolve(given.file) } : given;
	try {
		return await open(config, clock);
	} catch (error) {
		throw describeStoreFailure(error, config);
	}
}

async function open(config: StoreConfig, clock: () => number): Promise<TradingStore> {
	const { Kysely, sql } = await import('../vendor/kysely');
	const dialect = config.kind;
	const db = new Kysely<TradingSchema>({ dialect: await kyselyDialect(config) });
	try {
		await migrate(db as unknown as Parameters<typeof migrate>[0], { dialect, clock, place: placeOf(config) });
	} catch (error) {
		await db.destroy();
		throw error;
	}

	const transaction: TradingStore['transaction'] = async (work) => {
		try {
			return await db.transaction().execute(work);
		} catch (error) {
			throw describeStoreFailure(error, config);
		}
	};
	// A SQLite transaction is alone with the whole file from its start.
	const lockAccount = async (trx: TradingTransaction, account: string): Promise<void> => {
		if (dialect === 'sqlite') return;
		await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`trading_accounts/${account}`}, 0))`.execute(trx);
	};
	return {
		db,
		dialect,
		transaction,
		withAccount: async (account, work) =>
			await transaction(async (trx) => {
				await lockAccount(trx, account);
				return await work(trx);
			}),
		close: async () => { await db.destroy(); },
	};
}

async function kyselyDialect(config: StoreConfig): Promise<Dialect> {
	return config.kind === 'sqlite' ? await sqliteDialect(config.file) : await postgresDialect(config);
}

const placeOf = (config: StoreConfig): string =>
	config.kind === 'sqlite'
		? `The trading store ${config.file}`
		: `The trading store in database "${config.database}" on ${config.host}:${config.port}`;
