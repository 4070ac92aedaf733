import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { describeStoreFailure, isErrorLike } from './storeError';

const SQLITE_BUSY = 5;
const FIRST_WAIT = 2;
const LONGEST_WAIT = 50;
/** Waits of LONGEST_WAIT that come to half a minute. */
const MOST_WAITS = 600;

/**
 * Kysely on Node's built-in SQLite: one connection, its users queued; write-ahead log; foreign keys enforced; a commit
 * is on the disk when it returns. Another process's lock is waited for without blocking the event loop, since the
 * lock's owner may be a second store of this very process.
 */
export async function sqliteDialect(file: string): Promise<Dialect> {
	const { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } = await import('../vendor/kysely');
	const database = await openDatabase(file);
	return {
		createAdapter: () => new SqliteAdapter(),
		createDriver: () => new SqliteDriver(database, file),
		createIntrospector: (db) => new SqliteIntrospector(db),
		createQueryCompiler: () => new SqliteQueryCompiler(),
	};
}

async function openDatabase(file: string): Promise<DatabaseSync> {
	const { DatabaseSync } = await import('node:sqlite');
	mkdirSync(dirname(file), { recursive: true });
	const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 0 });
	try {
		await whenFree(() => { database.exec('PRAGMA journal_mode = WAL'); });
		database.exec('PRAGMA synchronous = FULL');
	} catch (error) {
		database.close();
		throw error;
	}
	return database;
}

class SqliteDriver implements Driver {
	private readonly connection: SqliteConnection;
	/** Settles when the connection is free again. */
	private last: Promise<void> = Promise.resolve();
	private release: () => void = () => {};

	constructor(
		private readonly database: DatabaseSync,
		file: string,
	) {
		this.connection = new SqliteConnection(database, file);
	}

	async init(): Promise<void> {}

	async acquireConnection(): Promise<DatabaseConnection> {
		const before = this.last;
		let release = () => {};
		this.last = new Promise((resolve) => (release = resolve));
		await before;
		this.release = release;
		return this.connection;
	}

	releaseConnection(): Promise<void> {
		this.release();
		return Promise.resolve();
	}

	/** IMMEDIATE takes the write lock at the start: two transactions can then never fail each other halfway. */
	async beginTransaction(): Promise<void> {
		await this.connection.run('BEGIN IMMEDIATE');
	}

	async commitTransaction(): Promise<void> {
		await this.connection.run('COMMIT');
	}

	/** SQLite has rolled back by itself after some errors, a full disk among them. */
	async rollbackTransaction(): Promise<void> {
		if (this.database.isTransaction) await this.connection.run('ROLLBACK');
	}

	destroy(): Promise<void> {
		if (this.database.isOpen) this.database.close();
		return Promise.resolve();
	}
}

class SqliteConnection implements DatabaseConnection {
	constructor(
		private readonly database: DatabaseSync,
		private readonly file: string,
	) {}

	async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
		return await this.run(sql, parameters as ReadonlyArray<string | number | null>);
	}

	async run<R>(sql: string, values: ReadonlyArray<string | number | null> = []): Promise<QueryResult<R>> {
		try {
			return await whenFree(() => {
				const statement = this.database.prepare(sql);
				if (statement.columns().length > 0) return { rows: statement.all(...values) as R[] };
				return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
			});
		} catch (error) {
			throw describeStoreFailure(error, { kind: 'sqlite', file: this.file });
		}
	}

	/** Kysely's interface asks for it; the engine reads whole results. */
	streamQuery(): never {
		throw new Error('The trading store reads whole results; it does not stream.');
	}
}

/** Runs `attempt`, again after growing pauses while another connection holds the lock. */
async function whenFree<T>(attempt: () => T): Promise<T> {
	for (let waits = 0; ; waits++) {
		try {
			return attempt();
		} catch (error) {
			if (!isBusy(error) || waits >= MOST_WAITS) throw error;
			await wait(Math.min(FIRST_WAIT * (waits + 1), LONGEST_WAIT));
		}
	}
}

const isBusy = (error: unknown): boolean =>
	isErrorLike(error) && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
