import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join, basename } from 'node:path';

import { Failure } from './failure.mjs';
import { run } from './run.mjs';

/**
 * Runs npm with the Node it came with. Programs that npm starts find `path` first, so install scripts and node-gyp see
 * the Node we chose.
 *
 * @param {readonly string[]} args
 * @param {{ what: string, log: string, cwd: string, path?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} options
 */
export async function npm(args, { what, log, cwd, path, env, onLine }) {
	await run(process.execPath, [npmCli(), ...args, '--loglevel=notice', '--no-audit', '--no-fund', '--no-update-notifier'], {
		what,
		log,
		cwd,
		onLine,
		env: { ...withoutNpmRun(process.env), ...(path && { PATH: prependPath(path) }), ...env },
	});
}

/** The environment as it was before `npm run` added the calling project's settings, which a child npm would obey. */
export function withoutNpmRun(/** @type {NodeJS.ProcessEnv} */ env) {
	const ours = /^(npm_package_|npm_lifecycle_|npm_command$|npm_config_local_prefix$|npm_config_ignore_scripts$|INIT_CWD$)/i;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}

/** @param {string} folder */
export function prependPath(folder) {
	return [folder, process.env.PATH ?? ''].join(delimiter);
}

/** @returns {string} path of npm's own script */
export function npmCli() {
	const calledBy = process.env.npm_execpath;
	if (calledBy && basename(calledBy) === 'npm-cli.js' && existsSync(calledBy)) return calledBy;
	const bin = dirname(process.execPath);
	const inPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
	const candidates = [
		join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		...inPath.filter((file) => existsSync(file)).map((file) => realpathSync(file)),
	];
	const found = candidates.find((file) => basename(file) === 'npm-cli.js' && existsSync(file));
	if (found) return found;
	throw new Failure('npm was not found next to Node. Install Node 20 or newer together with npm and run this again.');
}
