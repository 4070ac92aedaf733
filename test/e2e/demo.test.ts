import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { waveCsv } from '../support/candleCsv';

jest.setTimeout(300_000);

const script = resolve(__dirname, '../../scripts/demo.mjs');
const folder = mkdtempSync(join(tmpdir(), 'trading-bot-demo-'));

interface Outcome {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

const demo = (...flags: string[]): Promise<Outcome> =>
	new Promise((done) => {
		const args = [script, '--data', join(folder, 'data'), '--out', join(folder, 'out'), ...flags];
		execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
			done({ code: error ? Number(error.code) : 0, stdout, stderr });
		});
	});

afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

describe('npm run demo', () => {
	test('runs on sample candles, says so, and prints one JSON document', async () => {
		const { code, stdout, stderr } = await demo();
		expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
		expect(stderr).toContain('sample candles');
		const result = JSON.parse(stdout) as { report: { path: string }; n8n: { version: string } };
		expect(Object.keys(result)).toEqual(['strategy', 'backtest', 'risk', 'order', 'portfolio', 'report', 'alert', 'n8n']);
		expect(result.n8n.version).toBe('2.41.1');
		const pdf = readFileSync(result.report.path);
		expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
		expect(result.report).toMatchObject({ size: pdf.length, pages: expect.any(Number) });
	});

	test("runs on the user's own candles and strategy, on what the first run left", async () => {
		const candles = join(folder, 'candles.csv');
		writeFileSync(candles, waveCsv());
		const strategy = join(folder, 'strategy.yaml');
		writeFileSync(
			strategy,
			[
				'schema: 1',
				'name: Two averages',
				'timeframe: 1h',
				'entry:',
				'  long: crossover(sma(close, 5), sma(close, 20))',
				'exit:',
				'  long: crossunder(sma(close, 5), sma(close, 20))',
				'protect: {stopLoss: 5%}',
				'sizing: {mode: equityPercent, value: 10%}',
			].join('\n'),
		);
		const { code, stdout, stderr } = await demo(
			...['--candles', candles, '--symbol', 'WAVE/USDT', '--timeframe', '1h', '--strategy', strategy],
		);
		expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
		const result = JSON.parse(stdout);
		expect(result.strategy.definition.name).toBe('Two averages');
		expect(result.backtest.tradeCount).toBeGreaterThan(0);
		expect(JSON.stringify(result.order)).toContain('WAVE/USDT');
	});

	test('refuses a broken candle file with the line at fault', async () => {
		const candles = join(folder, 'broken.csv');
		writeFileSync(candles, waveCsv(20).replace(/^(.*\n.*\n.*\n[^,]*,)[^,]*/, '$1not-a-price'));
		const { code, stdout, stderr } = await demo('--candles', candles, '--symbol', 'X/Y', '--timeframe', '1h');
		expect([code, stdout]).toEqual([1, '']);
		expect(stderr).toMatch(/line 4/i);
		expect(stderr).toContain('not-a-price');
	});

	test.each([
		[['--what'], /--what/],
		[['--candles', 'x.csv'], /--symbol and --timeframe/],
		[['--candles', 'nowhere.csv', '--symbol', 'X/Y', '--timeframe', '1h'], /nowhere\.csv.*is not there/],
		[['--candles', 'x.csv', '--exchange', 'binance'], /not from both/],
	])('refuses %j with one sentence and exit code 2', async (flags, sentence) => {
		const { code, stdout, stderr } = await demo(...flags);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(sentence)]);
	});
});
