import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { StoreConfig } from '../../engine/store';

type PostgresConfig = Extract<StoreConfig, { kind: 'postgres' }>;

/** A private PostgreSQL server that lives in a temporary folder, on a unix socket, for the time of a test file. */
export interface ThrowAwayPostgres {
	readonly config: PostgresConfig;
	/** A new empty database. */
	createDatabase(): PostgresConfig;
	stop(): void;
}

const PASSWORD = 'throw-away-secret';
const PORT = 5432;

/** Folder of PostgreSQL's own programs, the newest installed; undefined on a machine without a server. */
export function postgresPrograms(): string | undefined {
	const root = '/usr/lib/postgresql';
	const versions = existsSync(root) ? readdirSync(root) : [];
	return versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => join(root, version, 'bin'))
		.find((folder) => existsSync(join(folder, 'initdb')));
}

export function startPostgres(programs: string): ThrowAwayPostgres {
	const folder = mkdtempSync(join(tmpdir(), 'trading-pg-'));
	// PostgreSQL refuses to run as root.
	const asRoot = userInfo().uid === 0;
	if (asRoot) chownSync(folder, ...idsOf('postgres'));
	const run = (program: string, args: readonly string[]) => {
		const command = [join(programs, program), ...args];
		const [file, ...rest] = asRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
		execFileSync(file, rest, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PGPASSWORD: PASSWORD } });
	};
	const data = join(folder, 'data');
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, PASSWORD);
	run('initdb', ['-D', data, '-U', 'trader', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-sync']);
	const settings = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off -c full_page_writes=off -c max_connections=60`;
	run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${PORT} ${settings}`, 'start']);
	const psql = (sql: string) => { run('psql', ['-h', folder, '-p', String(PORT), '-U', 'trader', '-d', 'postgres', '-c', sql]); };

	let databases = 0;
	const config: PostgresConfig = {
		kind: 'postgres',
		host: folder,
		port: PORT,
		database: 'postgres',
		user: 'trader',
		password: PASSWORD,
	};
	return {
		config,
		createDatabase: () => {
			const database = `trading_${++databases}`;
			psql(`CREATE DATABASE ${database}`);
			return { ...config, database };
		},
		stop: () => {
			run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function idsOf(user: string): [uid: number, gid: number] {
	const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
	return [id('-u'), id('-g')];
}
