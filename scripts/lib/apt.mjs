import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { cacheFolder } from './cache.mjs';
import { Failure } from './failure.mjs';
import { capture, run } from './run.mjs';

/**
 * Programs that the tests use but npm cannot install.
 *
 * @typedef {{ package: string, serves: string, present(): boolean }} SystemPackage
 */

/** @type {readonly SystemPackage[]} */
const PACKAGES = [
	{
		package: 'chromium',
		serves: 'the editor in a browser',
		present: () => ['chromium', 'chromium-browser', 'google-chrome'].some(inPath),
	},
	{ package: 'fonts-liberation', serves: 'text in the browser', present: () => existsSync('/usr/share/fonts') },
	{
		package: 'postgresql',
		serves: 'the store on PostgreSQL',
		present: () => postgresVersions().some((version) => existsSync(`/usr/lib/postgresql/${version}/bin/initdb`)),
	},
	{ package: 'poppler-utils', serves: 'the pages of the PDF report', present: () => inPath('pdftoppm') },
];

/**
 * Installs what is missing where apt and the right to use it are there; elsewhere says which tests will be skipped.
 *
 * @param {import('./progress.mjs').Progress} progress
 */
export async function installSystemPackages(progress) {
	const missing = PACKAGES.filter((entry) => !entry.present());
	if (missing.length === 0) return;
	const names = missing.map((entry) => entry.package);
	const prefix = await aptCommand();
	if (prefix !== undefined) {
		const step = progress.step(`System packages: ${names.join(', ')}`);
		try {
			await aptInstall(prefix, names);
			return step.done();
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			step.fail();
			progress.say(error.message);
		}
	}
	for (const entry of missing) progress.say(`Without ${entry.package}, tests of ${entry.serves} are skipped.`);
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} names
 */
async function aptInstall(prefix, names) {
	const options = { what: `Installing ${names.join(', ')} with apt-get`, log: join(cacheFolder(), 'logs', 'apt.log') };
	const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
	await run(program, [...rest, 'update'], options);
	await run(program, [...rest, 'install', '--yes', '--no-install-recommends', ...names], options);
}

/**
 * @returns {Promise<string[] | undefined>} what to put before apt-get; undefined when this user cannot use it
 */
async function aptCommand() {
	if (!inPath('apt-get')) return undefined;
	if (process.getuid?.() === 0) return [];
	const { code } = await capture('sudo', ['-n', 'true']);
	return code === 0 ? ['sudo', '-n'] : undefined;
}

/** @param {string} program */
const inPath = (program) =>
	(process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));

function postgresVersions() {
	return existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
}
