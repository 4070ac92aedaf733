import type { Kysely } from 'kysely';
import { MIGRATIONS } from './migrations';
import { StoreError } from './storeError';
import type { StoreDialect } from './store';

const LEDGER_OF_MIGRATIONS = 'trading_migrations';

interface MigrationsSchema {
	trading_migrations: { name: string; applied_at: number };
}

export interface MigrationContext {
	readonly dialect: StoreDialect;
	readonly clock: () => number;
	/** How the store calls itself in messages: a file, or a database and server. Never holds a password. */
	readonly place: string;
}

/**
 * Brings the store to this version's shape, in one transaction under a lock, so that several processes may open the same
 * empty store at once. Throws `StoreError` on a store that a later version has written to.
 */
export async function migrate(database: Kysely<never>, { dialect, clock, place }: MigrationContext): Promise<void> {
	const { sql } = await import('../vendor/kysely');
	const db = database as unknown as Kysely<MigrationsSchema>;
	if (await isCurrent(db, dialect, place)) return;

	await db.transaction().execute(async (trx) => {
		// SQLite's transactions start with the write lock taken (see sqlite.ts).
		if (dialect === 'postgres') {
			await sql`SELECT pg_advisory_xact_lock(hashtextextended(${LEDGER_OF_MIGRATIONS}, 0))`.execute(trx);
		}
		const time = dialect === 'postgres' ? 'BIGINT' : 'INTEGER';
		await sql
			.raw(`CREATE TABLE IF NOT EXISTS ${LEDGER_OF_MIGRATIONS} (name TEXT PRIMARY KEY, applied_at ${time} NOT NULL)`)
			.execute(trx);
		const applied = await appliedNames(trx, place);
		for (const { name, statements } of MIGRATIONS) {
			if (applied.has(name)) continue;
			for (const statement of statements(dialect)) await sql.raw(statement).execute(trx);
			await trx.insertInto(LEDGER_OF_MIGRATIONS).values({ name, applied_at: clock() }).execute();
		}
	});
}

async function isCurrent(db: Kysely<MigrationsSchema>, dialect: StoreDialect, place: string): Promise<boolean> {
	const { sql } = await import('../vendor/kysely');
	const { rows } =
		dialect === 'postgres'
			? await sql`SELECT 1 WHERE to_regclass(${LEDGER_OF_MIGRATIONS}) IS NOT NULL`.execute(db)
			: await sql`SELECT 1 FROM sqlite_master WHERE name = ${LEDGER_OF_MIGRATIONS}`.execute(db);
	if (rows.length === 0) return false;
	const applied = await appliedNames(db, place);
	return MIGRATIONS.every(({ name }) => applied.has(name));
}

async function appliedNames(db: Kysely<MigrationsSchema>, place: string): Promise<ReadonlySet<string>> {
	const rows = await db.selectFrom(LEDGER_OF_MIGRATIONS).select('name').execute();
	const unknown = rows.find(({ name }) => !MIGRATIONS.some((migration) => migration.name === name));
	if (unknown) {
		throw new StoreError(
			`${place} was written by a later version of n8n-nodes-trading-bot (it holds the change "${unknown.name}").`,
			'Update the package, or choose another store.',
		);
	}
	return new Set(rows.map(({ name }) => name));
}
