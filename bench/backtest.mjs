// What a backtest costs: SMA 50/200, long only, 100 units, 0.02 % fee, over 1,000,000 one-minute candles.
// Prints medians in milliseconds, beside a plain typed-array loop in the same run, and beside C where gcc and ../shared are.
//
//     npm run build && node bench/backtest.mjs [bars] [runs]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const engineFile = join(root, 'dist/engine/index.js');
if (!existsSync(engineFile)) throw new Error('dist/engine is not there. Run `npm run build` first.');
const engine = createRequire(import.meta.url)(engineFile);

const bars = Number(process.argv[2] ?? 1_000_000);
const runs = Number(process.argv[3] ?? 15);
const shared = resolve(root, '../shared/bench');
const folder = mkdtempSync(join(tmpdir(), 'bench-'));

try {
	const series = candles();
	const definition = engine.parseStrategy({
		schema: 1,
		name: 'SMA 50/200',
		entry: { long: 'crossover(sma(close, 50), sma(close, 200))' },
		exit: { long: 'crossunder(sma(close, 50), sma(close, 200))' },
		sizing: { mode: 'fixed', value: 100 },
	});
	const guarded = engine.parseStrategy({ ...definition, protect: { stopLoss: '1%', takeProfit: '2%', trailingStop: { distance: '1%' } } });
	const options = { initialCash: 1_000_000, fee: { taker: 0.0002 }, closeAtEnd: 'keep' };
	const strategy = engine.compileStrategy(definition);
	const signals = strategy.evaluate(series);
	const { equity, trades } = engine.simulate(series, signals, options);
	const statistics = { annualisation: 365 };

	const rows = [
		['plain JS loop (the limit in JS)', () => plainLoop(series)],
		['runBacktest, all of it', () => final(engine.runBacktest(definition, series, options))],
		['  indicators and rules', () => strategy.evaluate(series).warmUp],
		['  simulate', () => final(engine.simulate(series, signals, options))],
		['  performanceStatistics', () => engine.performanceStatistics(equity, trades, statistics).finalEquity],
		['runBacktest with stop, target and trailing stop', () => final(engine.runBacktest(guarded, series, options))],
	];
	console.log(`${series.length.toLocaleString('en')} bars, ${trades.length} trades, median of ${runs} runs, Node ${process.version}`);
	for (const [name, work] of rows) report(name, work);
	if (bars === 1_000_000) await limitInC(series);
} finally {
	rmSync(folder, { recursive: true, force: true });
}

function candles() {
	const generator = join(shared, 'synthetic-candles.mjs');
	if (!existsSync(generator)) {
		const now = Date.UTC(2024, 0, 1);
		return engine.sampleCandles({ symbol: 'TEST/USD', timeframe: '1m', count: bars, now, seed: 1 }).series;
	}
	const file = join(folder, 'candles.csv');
	execFileSync(process.execPath, [generator, String(bars), file]);
	return engine.readCsv(readFileSync(file), { symbol: 'TEST/USD' });
}

function report(name, work) {
	const times = [];
	let result;
	for (let run = 0; run < runs + 2; run++) {
		const start = performance.now();
		result = work();
		times.push(performance.now() - start);
	}
	const sorted = times.slice(2).sort((a, b) => a - b);
	const [median, best] = [sorted[runs >> 1], sorted[0]];
	console.log(`${name.padEnd(50)} ${median.toFixed(1).padStart(8)} ms  best ${best.toFixed(1).padStart(7)}  → ${result}`);
}

function final({ equity }) {
	return equity.value[equity.value.length - 1];
}

/** The same work without options: no rules but these, no trade list, no figures but the largest drawdown. */
function plainLoop({ open, close, length }) {
	const equity = new Float64Array(length);
	let [fastSum, slowSum, cash, units, peak, deepest, fastBefore, slowBefore, order] = [0, 0, 1_000_000, 0, 0, 0, NaN, NaN, 0];
	for (let bar = 0; bar < length; bar++) {
		if (order === 1 && units === 0) {
			cash -= 100 * open[bar] * 1.0002;
			units = 100;
		} else if (order === -1 && units > 0) {
			cash += units * open[bar] * 0.9998;
			units = 0;
		}
		order = 0;
		fastSum += close[bar] - (bar >= 50 ? close[bar - 50] : 0);
		slowSum += close[bar] - (bar >= 200 ? close[bar - 200] : 0);
		if (bar >= 199) {
			const [fast, slow] = [fastSum / 50, slowSum / 200];
			if (fastBefore < slowBefore && fast > slow) order = 1;
			else if (fastBefore > slowBefore && fast < slow) order = -1;
			fastBefore = fast;
			slowBefore = slow;
		}
		const value = cash + units * close[bar];
		equity[bar] = value;
		if (value > peak) peak = value;
		const drawdown = 1 - value / peak;
		if (drawdown > deepest) deepest = drawdown;
	}
	return equity[length - 1];
}

async function limitInC({ open, close }) {
	const source = join(shared, 'limit.c');
	if (!existsSync(source)) return;
	try {
		execFileSync('gcc', ['-O3', '-march=native', source, '-o', join(folder, 'limit')], { stdio: 'ignore' });
	} catch {
		console.log('No gcc: the limit in C was left out.');
		return;
	}
	writeFileSync(join(folder, 'o.bin'), Buffer.from(open.buffer, open.byteOffset, open.byteLength));
	writeFileSync(join(folder, 'c.bin'), Buffer.from(close.buffer, close.byteOffset, close.byteLength));
	console.log(execFileSync(join(folder, 'limit'), { cwd: folder, encoding: 'utf8' }).trim());
}
