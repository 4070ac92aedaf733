/**
 * Reading 1,000,000 candles from CSV: ours against splitting lines and parseFloat, the usual hand-written reader.
 *   node bench/csv.mjs [rows] [runs]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const rows = Number(process.argv[2] ?? 1_000_000);
const runs = Number(process.argv[3] ?? 7);
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-csv-'));

try {
	const engine = join(folder, 'market.cjs');
	await build({
		entryPoints: [join(root, 'engine/market/index.ts')],
		bundle: true,
		platform: 'node',
		format: 'cjs',
		external: ['*/vendor/arrow', '*/vendor/ccxt'],
		outfile: engine,
	});
	const market = createRequire(import.meta.url)(engine);
	const bytes = candleFile(market);
	const ours = measure(() => market.readCsv(bytes).length);
	const plain = measure(() => splitAndParse(bytes));
	const megabytes = bytes.length / 1e6;
	console.log(`${rows} rows, ${megabytes.toFixed(1)} MB, median of ${runs} runs, Node ${process.versions.node}`);
	console.log(`readCsv             ${ours.toFixed(0)} ms  ${(megabytes / (ours / 1000)).toFixed(0)} MB/s`);
	console.log(`split + parseFloat  ${plain.toFixed(0)} ms  ${(plain / ours).toFixed(1)} times ours`);
} finally {
	rmSync(folder, { recursive: true });
}

/** The shared generator's file where it is at hand, else the sample market's. */
function candleFile({ sampleCandles, writeCsv }) {
	const generator = resolve(root, '../shared/bench/synthetic-candles.mjs');
	if (existsSync(generator)) {
		execFileSync(process.execPath, [generator, String(rows), join(folder, 'candles.csv')]);
	} else {
		const { series } = sampleCandles({ symbol: 'BTC/USDT', timeframe: '1m', count: rows, now: Date.UTC(2024, 0, 1) });
		writeFileSync(join(folder, 'candles.csv'), writeCsv(series));
	}
	return readFileSync(join(folder, 'candles.csv'));
}

function measure(work) {
	const times = [];
	for (let run = 0; run < runs; run++) {
		const start = performance.now();
		if (work() !== rows) throw new Error('The reader lost rows.');
		times.push(performance.now() - start);
	}
	return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

function splitAndParse(bytes) {
	const lines = bytes.toString('latin1').trimEnd().split('\n').slice(1);
	const columns = Array.from({ length: 6 }, () => new Float64Array(lines.length));
	lines.forEach((line, row) => {
		const fields = line.split(',');
		columns[0][row] = Date.parse(`${fields[0]}Z`);
		for (let i = 1; i < 6; i++) columns[i][row] = parseFloat(fields[i]);
	});
	return columns[0].length;
}
