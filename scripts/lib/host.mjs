import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { cached, cacheFolder } from './cache.mjs';
import { Failure } from './failure.mjs';
import { npm, npmCli, prependPath, withoutNpmRun } from './npm.mjs';
import { capture, run } from './run.mjs';
import { PLATFORM } from './toolchain.mjs';

/**
 * The real n8n, installed from npm by the lock file in `scripts/host`.
 *
 * @typedef {{ version: string, folder: string, cli: string }} Host cli: n8n's own script, to be run with Node 24
 */

/**
 * @param {string} root the checkout
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<Host>}
 */
export async function n8nHost(root, toolchain, progress) {
	const { version, name } = await identity(root);
	const installed = existsSync(join(cacheFolder(), name));
	return await progress.during(`n8n ${version}${installed ? '' : ' (6 to 8 minutes, this once)'}`, async (step) => {
		const folder = await cached(name, (draft) => install(root, draft, version, toolchain, step), {
			onWait: () => step.update('waiting for another process that is installing it'),
		});
		return { version, folder, cli: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
	});
}

/**
 * @param {string} root
 * @returns {Promise<{ version: string, name: string }>} name: of its folder in the cache
 */
async function identity(root) {
	const manifest = await readFile(join(root, 'scripts', 'host', 'package.json'), 'utf8');
	const lock = await readFile(join(root, 'scripts', 'host', 'package-lock.json'), 'utf8');
	const version = JSON.parse(manifest).dependencies.n8n;
	const hash = createHash('sha256').update(manifest).update(lock).digest('hex').slice(0, 12);
	return { version, name: `n8n-${version}-${hash}-${PLATFORM}` };
}

/**
 * Install scripts stay off: of the 2,300 packages only sqlite3 needs its own, and one of the others insists on a
 * download that n8n does not use.
 *
 * @param {string} root
 * @param {string} folder
 * @param {string} version
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {import('./progress.mjs').Step} step
 */
async function install(root, folder, version, toolchain, step) {
	const log = join(cacheFolder(), 'logs', `n8n-${version}.log`);
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(join(root, 'scripts', 'host', file), join(folder, file));
	}
	step.update('downloading 2,300 packages from npm');
	// Not `npm ci`: it refuses a lock file without an entry for an optional part of some other platform.
	await npm(['install', '--no-save', '--ignore-scripts', '--omit=dev'], {
		what: 'Installing n8n',
		cwd: folder,
		log,
		path: toolchain.bin,
	});
	step.update('fetching or compiling its SQLite driver');
	await buildSqlite(toolchain, folder, log);
	await assertLoads(folder, 'sqlite3', toolchain, log);
	await assertLoads(folder, 'isolated-vm', toolchain, log);
}

/**
 * A prebuilt driver where one can be downloaded, else one compiled here. Compiled with npm's own node-gyp: the one that
 * sqlite3 brings is too old for today's Python.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {string} folder
 * @param {string} log
 */
async function buildSqlite(toolchain, folder, log) {
	const options = { what: "Preparing n8n's SQLite driver", cwd: join(folder, 'node_modules', 'sqlite3'), log };
	const env = { ...withoutNpmRun(process.env), PATH: prependPath(toolchain.bin) };
	const prebuilt = join(folder, 'node_modules', 'prebuild-install', 'bin.js');
	try {
		await run(toolchain.node, [prebuilt, '--runtime', 'napi'], { ...options, env });
	} catch {
		const missing = await missingCompilers();
		if (missing.length > 0) throw noCompiler(missing, log);
		const headers = await nodeHeaders(toolchain);
		const flags = ['--jobs=max', ...(headers ? [`--nodedir=${headers}`] : [])];
		await run(toolchain.node, [nodeGyp(folder), 'rebuild', ...flags], { ...options, env });
	}
}

/**
 * npm's own node-gyp, or n8n's where a distribution ships npm without one.
 *
 * @param {string} folder
 */
function nodeGyp(folder) {
	const homes = [join(dirname(npmCli()), '..'), folder];
	const files = homes.map((home) => join(home, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js'));
	return files.find((file) => existsSync(file)) ?? files[1];
}

/**
 * @param {readonly string[]} missing
 * @param {string} log
 */
const noCompiler = (missing, log) =>
	new Failure(
		`n8n's SQLite driver could not be downloaded for this machine (${log} says why), and to compile it ` +
			`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing. Install them (Debian and Ubuntu: ` +
			`apt-get install python3 make g++; macOS: xcode-select --install) and run this again.`,
	);

/**
 * Node's C headers, when they lie beside a Node on this machine: saves node-gyp a download. The driver uses Node-API,
 * which any Node since 20 declares alike.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 */
async function nodeHeaders(toolchain) {
	if (process.env.npm_config_nodedir) return process.env.npm_config_nodedir;
	const homes = [toolchain.bin, dirname(process.execPath)].map((bin) => dirname(bin));
	return homes.find((home) => existsSync(join(home, 'include', 'node', 'node_api.h')));
}

async function missingCompilers() {
	const tools = { python3: ['python3'], make: ['make', 'gmake'], 'a C++ compiler': ['g++', 'c++', 'clang++'] };
	const missing = [];
	for (const [name, programs] of Object.entries(tools)) {
		const answers = await Promise.all(programs.map((program) => capture(program, ['--version'])));
		if (answers.every(({ code }) => code !== 0)) missing.push(name);
	}
	return missing;
}

/**
 * @param {string} folder
 * @param {string} module
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {string} log
 */
async function assertLoads(folder, module, toolchain, log) {
	const { code, stderr } = await capture(toolchain.node, ['-e', `require(${JSON.stringify(module)})`], { cwd: folder });
	if (code === 0) return;
	throw new Failure(`n8n was installed, but its part ${module} does not load:\n\n${stderr.trim()}\n\nWhat npm said: ${log}`);
}
