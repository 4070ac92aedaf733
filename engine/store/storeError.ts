import { EngineError } from '../errors';
import type { StoreConfig } from './config';

/** The trading store cannot be opened, read or written. The message never holds the password. */
export class StoreError extends EngineError {}

/**
 * What a database driver threw, as one sentence that a trader can act on. Errors that are not about reaching or writing
 * the store (a bug in a query, a unique constraint) come back as they are.
 */
export function describeStoreFailure(error: unknown, config: StoreConfig): unknown {
	if (error instanceof EngineError || !isErrorLike(error)) return error;
	const sentence = config.kind === 'sqlite' ? sqliteFailure(error, config.file) : postgresFailure(error, config);
	if (!sentence) return error;
	// The driver's error is not kept as a cause: drivers put connection settings into theirs.
	return new StoreError(...sentence);
}

/** Known by its shape: a driver's error may come from another realm, where it is no instance of this one's `Error`. */
export const isErrorLike = (error: unknown): error is Error =>
	typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';

type Sentence = readonly [message: string, hint: string];

/** Primary result codes, https://sqlite.org/rescode.html */
const SQLITE_FAILURES: Readonly<Record<number, ((file: string) => Sentence) | undefined>> = {
	3: notWritable,
	5: (file) => [
		`The trading store ${file} is locked by another process.`,
		'Several n8n processes that trade at once need a PostgreSQL store.',
	],
	8: notWritable,
	10: (file) => [`The trading store ${file} cannot be read or written: the disk reports an error.`, 'Check the disk.'],
	11: damaged,
	13: (file) => [`The disk that holds the trading store ${file} is full.`, 'Free some space; nothing was half written.'],
	14: notWritable,
	26: damaged,
};

function notWritable(file: string): Sentence {
	return [
		`The trading store ${file} cannot be opened for writing.`,
		'Give the user that runs n8n write access to the file and its folder, or choose another file.',
	];
}

function damaged(file: string): Sentence {
	return [
		`${file} is not a SQLite database, or it is damaged.`,
		'Restore the file from a backup, or choose another file for the trading store.',
	];
}

function sqliteFailure(error: Error & { errcode?: number; code?: string }, file: string): Sentence | undefined {
	if (error.errcode !== undefined) return SQLITE_FAILURES[error.errcode & 0xff]?.(file);
	if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(error.code ?? '')) return notWritable(file);
	if (error.code === 'ERR_UNKNOWN_BUILTIN_MODULE') {
		return [`Node ${process.version} has no built-in SQLite.`, 'Run n8n on Node 22.13 or later, or use a PostgreSQL store.'];
	}
	return undefined;
}

type PostgresConfig = Extract<StoreConfig, { kind: 'postgres' }>;

function postgresFailure(error: Error & { code?: string }, config: PostgresConfig): Sentence | undefined {
	const { host, port, database, user } = config;
	const server = `the PostgreSQL server ${host}:${port}`;
	const unreachable: Sentence = [
		`Cannot reach ${server}.`,
		'Check host and port in the credential, and that the server is running and accepts connections from here.',
	];
	const refused: Sentence = [
		`${capitalise(server)} refused the user "${user}" or its password.`,
		'Correct user and password in the trading store credential.',
	];
	const byCode: Readonly<Record<string, Sentence | undefined>> = {
		ECONNREFUSED: unreachable,
		ECONNRESET: unreachable,
		EHOSTUNREACH: unreachable,
		ENETUNREACH: unreachable,
		ETIMEDOUT: unreachable,
		ENOENT: unreachable,
		EPIPE: unreachable,
		ENOTFOUND: [`The host name "${host}" of the trading store is not known.`, 'Correct the host in the credential.'],
		EAI_AGAIN: [`The host name "${host}" of the trading store cannot be looked up now.`, 'Check the host and the network.'],
		'28P01': refused,
		'28000': refused,
		'3D000': [
			`There is no database "${database}" on ${server}.`,
			`Create it (CREATE DATABASE "${database}" OWNER "${user}"), or correct the name in the credential.`,
		],
		'42501': [
			`The user "${user}" may not do this in the database "${database}" on ${server}: ${error.message}.`,
			`Grant it CREATE and USAGE on the schema, or make it the owner of the database.`,
		],
		'53100': [`The disk of ${server} is full.`, 'Free some space; nothing was half written.'],
		'53300': [`${capitalise(server)} has no free connection.`, 'Raise max_connections, or close other clients.'],
		'57P01': unreachable,
		'57P03': [`${capitalise(server)} is starting up or shutting down.`, 'Try again in a moment.'],
		'08006': unreachable,
		'08001': unreachable,
	};
	const known = byCode[error.code ?? ''];
	if (known) return known;
	if (/timeout|terminated|not queryable/i.test(error.message)) return unreachable;
	if (/does not support SSL/.test(error.message)) {
		return [`${capitalise(server)} does not offer SSL.`, 'Set SSL to Disable in the credential, or switch SSL on in the server.'];
	}
	if (/certificate|self.signed/i.test(error.message)) {
		return [
			`The certificate of ${server} is not trusted: ${error.message}.`,
			'Install the authority that signed it, or set SSL to Require to encrypt without this check.',
		];
	}
	return undefined;
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
