import type { Dialect, PostgresPool } from 'kysely';
import type { StoreConfig } from './config';
import { describeStoreFailure } from './storeError';

const SSL = { disable: false, require: { rejectUnauthorized: false }, verify: { rejectUnauthorized: true } } as const;

/**
 * Kysely on PostgreSQL: a small pool whose idle connections close after ten seconds and never keep the process alive.
 * BIGINT comes back as a number (only times and sequences are BIGINT), NUMERIC as a string.
 */
export async function postgresDialect(config: Extract<StoreConfig, { kind: 'postgres' }>): Promise<Dialect> {
	const { PostgresDialect } = await import('../vendor/kysely');
	const { Pool, types } = await import('../vendor/pg');
	// Per pool: n8n itself may use pg in this process, with its own idea of a BIGINT.
	const getTypeParser = (oid: Parameters<typeof types.getTypeParser>[0]) =>
		oid === types.builtins.INT8 ? Number : (types.getTypeParser(oid) as (text: string) => unknown);
	const { host, port, database, user, password, ssl = 'disable' } = config;
	const pool = new Pool({
		host,
		port,
		database,
		user,
		password,
		ssl: SSL[ssl],
		max: 4,
		idleTimeoutMillis: 10_000,
		allowExitOnIdle: true,
		connectionTimeoutMillis: 10_000,
		// A connection that hangs in a transaction would hold an account's lock for ever.
		idle_in_transaction_session_timeout: 60_000,
		application_name: 'n8n-nodes-trading-bot',
		types: { getTypeParser },
	});
	// The pool has dropped the broken connection already and the next query opens another; unheard, the event would end the process.
	pool.on('error', () => {});

	const describing: PostgresPool = {
		connect: async () => {
			try {
				return await pool.connect();
			} catch (error) {
				throw describeStoreFailure(error, config);
			}
		},
		end: async () => { await pool.end(); },
	};
	return new PostgresDialect({ pool: describing });
}
