// `npm test`: installs and builds what it needs, then types, lint, package content and the three rings of tests.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { installSystemPackages } from './lib/apt.mjs';
import { runCommand } from './lib/command.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { n8nHost } from './lib/host.mjs';
import { prependPath, withoutNpmRun } from './lib/npm.mjs';
import { build } from './lib/package.mjs';
import { createProgress } from './lib/progress.mjs';
import { jestTally, sumTallies, tallyLine } from './lib/tally.mjs';
import { node24 } from './lib/toolchain.mjs';

const HELP = `npm test [-- [engine] [nodes] [e2e] [-- JEST ARGUMENTS]]

Without arguments: type check, lint, package content, then the rings engine, nodes and e2e.
With rings: only those. Arguments after a second -- go to jest, such as -t "name of a test" or a path.
`;
const RINGS = ['engine', 'nodes', 'e2e'];

/**
 * @typedef {import('./lib/tally.mjs').Tally} Tally
 * @typedef {import('./lib/toolchain.mjs').Toolchain} Toolchain
 */

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

await runCommand(async () => {
	const { rings, jestArguments, help } = readArguments(process.argv.slice(2));
	if (help) return void process.stdout.write(HELP);
	const everything = rings.length === 0;
	const chosen = everything ? RINGS : rings;

	const progress = createProgress();
	const toolchain = await node24(progress);
	await installDependencies(root, toolchain, progress);
	await installSystemPackages(progress);
	await build(root, toolchain, progress);
	if (chosen.includes('e2e')) await n8nHost(root, toolchain, progress);

	/** @type {Tally[]} */
	const tallies = [];
	if (everything) {
		const bin = (/** @type {string} */ name) => join(root, 'node_modules', name);
		tallies.push(await check('Types', [bin('typescript/bin/tsc'), '--noEmit', '-p', root], toolchain));
		tallies.push(await check('Types of the scripts', [bin('typescript/bin/tsc'), '-p', join(root, 'scripts')], toolchain));
		tallies.push(await check('Lint', [bin('eslint/bin/eslint.js'), '--max-warnings=0', '.'], toolchain));
		tallies.push(await packageContent());
	}
	for (const ring of chosen) tallies.push(await runRing(ring, jestArguments, toolchain));

	const sum = sumTallies(tallies);
	process.stdout.write(`\n${tallyLine(sum)}\n`);
	return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
});

/** @param {string[]} argv */
function readArguments(argv) {
	const rings = argv.filter((word, index) => RINGS.includes(word) && argv.slice(0, index).every((w) => RINGS.includes(w)));
	const rest = argv.slice(rings.length);
	const help = rest.includes('--help') || rest.includes('-h');
	return { rings, jestArguments: rest[0] === '--' ? rest.slice(1) : rest, help };
}

/**
 * A program whose success counts as one test.
 *
 * @param {string} title
 * @param {string[]} args of node
 * @param {Toolchain} toolchain
 * @returns {Promise<Tally>}
 */
async function check(title, args, toolchain) {
	heading(title);
	return verdict(title, (await runNode(args, toolchain)) === 0);
}

/** @returns {Promise<Tally>} */
async function packageContent() {
	heading('Package content');
	// Loaded only now: it reads the list of bundles, which needs what npm has installed by here.
	const { checkPackageContent } = await import('./lib/package-content.mjs');
	const problems = await checkPackageContent(root);
	for (const problem of problems) process.stdout.write(`  ${problem}\n`);
	return verdict('Package content', problems.length === 0);
}

/**
 * @param {string} ring
 * @param {string[]} jestArguments
 * @param {Toolchain} toolchain
 * @returns {Promise<Tally>}
 */
async function runRing(ring, jestArguments, toolchain) {
	heading(`Ring: ${ring}`);
	const temporary = await mkdtemp(join(tmpdir(), 'trading-bot-tests-'));
	const reportFile = join(temporary, 'report.json');
	try {
		const code = await runNode(
			[
				join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
				...['--selectProjects', ring, '--json', '--outputFile', reportFile],
				// One n8n and one browser serve the whole ring.
				...(ring === 'e2e' ? ['--runInBand'] : []),
				...(jestArguments.length > 0 ? ['--passWithNoTests', ...jestArguments] : []),
			],
			toolchain,
			{ quietOutput: true },
		);
		const report = await readFile(reportFile, 'utf8').catch(() => undefined);
		if (report === undefined) return verdict(`Ring ${ring}, which did not even start`, false);
		const tally = jestTally(JSON.parse(report));
		return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}

/**
 * @param {string[]} args
 * @param {Toolchain} toolchain
 * @param {{ quietOutput?: boolean }} [options] quietOutput: what is meant for people comes on stderr
 * @returns {Promise<number>}
 */
async function runNode(args, toolchain, { quietOutput = false } = {}) {
	const child = spawn(toolchain.node, args, {
		cwd: root,
		env: { ...withoutNpmRun(process.env), PATH: prependPath(toolchain.bin) },
		stdio: ['ignore', quietOutput ? 'ignore' : 'inherit', 'inherit'],
	});
	return await new Promise((done) => {
		child.once('error', () => done(1));
		child.once('close', (code) => done(code ?? 1));
	});
}

/** @param {string} title */
function heading(title) {
	process.stdout.write(`\n── ${title}\n`);
}

/**
 * @param {string} title
 * @param {boolean} good
 * @returns {Tally}
 */
function verdict(title, good) {
	process.stdout.write(`${good ? '✔' : '✖'} ${title}\n`);
	return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
}
