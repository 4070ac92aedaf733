import type { Kysely, Transaction } from 'kysely';
import type { TradingSchema } from './schema';

export type StoreDialect = 'sqlite' | 'postgres';

/** The tables, within a transaction or outside of one: what functions that read take. */
export type TradingDatabase = Kysely<TradingSchema>;

export type TradingTransaction = Transaction<TradingSchema>;

/** The open books. One process needs one store; it queues or pools its users itself. */
export interface TradingStore {
	readonly db: TradingDatabase;
	readonly dialect: StoreDialect;
	/** Runs `work` in a transaction: all of it is written, or, when it throws, nothing. Within it use `trx`, never `db`. */
	transaction<T>(work: (trx: TradingTransaction) => Promise<T>): Promise<T>;
	/**
	 * A transaction that is alone with an account's books: any other one for the same account, in this process or
	 * another, waits until it is done.
	 */
	withAccount<T>(account: string, work: (trx: TradingTransaction) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}
