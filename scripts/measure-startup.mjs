// How much the suite adds to n8n's start: time until n8n is ready and its memory then, with the suite and without it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { readFlags, runCommand, wrongUsage } from './lib/command.mjs';
import { Failure } from './lib/failure.mjs';
import { installPackage } from './lib/install.mjs';
import { startN8n } from './lib/n8n.mjs';
import { createProgress } from './lib/progress.mjs';
import { capture } from './lib/run.mjs';
import { prepare } from './lib/setup.mjs';

const HELP = `node scripts/measure-startup.mjs [--runs N]

Starts n8n N times (default 5) with the suite installed and N times without, in turns, after one start of each that does
not count, and prints a table. Keep the machine quiet meanwhile.
`;
const COMMAND = 'node scripts/measure-startup.mjs';
/** n8n goes on loading for a moment after it is ready. */
const SETTLE_MS = 5_000;

/** @typedef {{ milliseconds: number, megabytes: number }} Start */

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

await runCommand(async () => {
	const flags = readFlags(process.argv.slice(2), { runs: { type: 'string' }, help: { type: 'boolean', short: 'h' } }, COMMAND);
	if (flags.help) return void process.stdout.write(HELP);
	const runs = Number(flags.runs ?? 5);
	if (!Number.isInteger(runs) || runs < 1) throw wrongUsage(`--runs takes a number of runs, not "${flags.runs}".`, COMMAND);

	const progress = createProgress();
	const prepared = await prepare(root, progress);
	const folders = { without: await temporary('without'), with: await temporary('with') };
	try {
		await installPackage(root, folders.with, prepared.toolchain);
		for (const [name, data] of Object.entries(folders)) {
			await progress.during(`First start ${name} the suite, not counted`, () => measure(prepared, data));
		}
		/** @type {Record<'without' | 'with', Start[]>} */
		const starts = { without: [], with: [] };
		for (let run = 1; run <= runs; run++) {
			for (const name of /** @type {const} */ (['without', 'with'])) {
				const title = `Start ${run} of ${runs} ${name} the suite`;
				starts[name].push(await progress.during(title, () => measure(prepared, folders[name])));
			}
		}
		process.stdout.write(table(starts));
	} finally {
		for (const folder of Object.values(folders)) await rm(folder, { recursive: true, force: true });
	}
});

/** @param {string} name */
function temporary(name) {
	return mkdtemp(join(tmpdir(), `n8n-${name}-suite-`));
}

/**
 * @param {import('./lib/setup.mjs').Prepared} prepared
 * @param {string} data
 * @returns {Promise<Start>}
 */
async function measure(prepared, data) {
	const started = performance.now();
	const n8n = await startN8n({ ...prepared, data });
	const milliseconds = performance.now() - started;
	try {
		await sleep(SETTLE_MS);
		const { code, stdout } = await capture('ps', ['-o', 'rss=', '-p', String(n8n.pid)]);
		if (code !== 0) throw new Failure('`ps` does not say how much memory a process uses here.');
		return { milliseconds, megabytes: Number(stdout) / 1024 };
	} finally {
		await n8n.stop();
	}
}

/** @param {Record<'without' | 'with', Start[]>} starts */
function table(starts) {
	const row = (/** @type {string} */ label, /** @type {Start[]} */ list) => {
		const times = list.map(({ milliseconds }) => milliseconds / 1000);
		const sizes = list.map(({ megabytes }) => megabytes);
		return `| ${label} | ${spread(times, 2, 's')} | ${spread(sizes, 0, 'MB')} |`;
	};
	const difference = (/** @type {(start: Start) => number} */ of) =>
		median(starts.with.map(of)) - median(starts.without.map(of));
	return [
		'| n8n | time until ready: median (lowest – highest) | memory (RSS): median (lowest – highest) |',
		'|---|---|---|',
		row('without the suite', starts.without),
		row('with the suite', starts.with),
		`| difference of the medians | ${(difference((start) => start.milliseconds) / 1000).toFixed(2)} s ` +
			`| ${difference((start) => start.megabytes).toFixed(0)} MB |`,
		'',
	].join('\n');
}

/**
 * @param {number[]} values
 * @param {number} digits
 * @param {string} unit
 */
function spread(values, digits, unit) {
	const [middle, low, high] = [median(values), Math.min(...values), Math.max(...values)].map((v) => v.toFixed(digits));
	return `${middle} ${unit} (${low} – ${high})`;
}

/** @param {number[]} values */
function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const half = sorted.length / 2;
	return sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}
