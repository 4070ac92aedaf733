import { runBacktest, type BacktestOptions } from '../../../engine/backtest';
import { parseStrategy } from '../../../engine/strategy';
import { randomBars, seriesOf, type Ohlc } from './handmade';

const series = seriesOf(randomBars(3_000, 7));
const trend = parseStrategy(`
schema: 1
name: Trend
parameters:
  fast: {default: 5, min: 2, max: 20}
indicators:
  fastMa: ema(close, fast)
  slowMa: ema(close, 30)
entry:
  long: crossover(fastMa, slowMa)
exit:
  long: crossunder(fastMa, slowMa)
protect: {stopLoss: 3%, takeProfit: 6%}
`);
const real = { fee: { taker: 0.001 }, slippage: 0.0005 };
const warningsOf = (options: BacktestOptions, on = series, definition = trend) => runBacktest(definition, on, options).warnings;

describe('runBacktest', () => {
	it('gives trades, orders, equity, figures, the definition and every option in force', () => {
		const result = runBacktest(trend, series, { ...real, parameters: { fast: 8 } });
		expect(result).toMatchObject({ symbol: 'TEST/USD', timeframe: '1h', definition: trend });
		expect(result.options).toEqual({
			initialCash: 10_000,
			fee: { taker: 0.001, maker: 0.001, fixed: 0 },
			slippage: 0.0005,
			fillOn: 'nextOpen',
			policy: 'default',
			lotSize: 0,
			unaffordable: 'shrink',
			closeAtEnd: 'close',
			parameters: { fast: 8 },
			riskFree: 0,
			annualisation: 365,
		});
		expect(result.trades.length).toBeGreaterThan(30);
		expect(result.orders).toHaveLength(2 * result.trades.length);
		expect(result.metrics.trades).toBe(result.trades.length);
		expect(result.metrics.finalEquity).toBe(result.equity.value.at(-1));
		expect(Object.values(result.metrics).every(Number.isFinite)).toBe(true);
	});

	it('moves with the parameters', () => {
		const final = (fast: number) => runBacktest(trend, series, { parameters: { fast } }).metrics.finalEquity;
		expect(final(5)).toBe(runBacktest(trend, series).metrics.finalEquity);
		expect(final(8)).not.toBe(final(5));
	});

	it('compares with buying where the rules begin to have values, and holding', () => {
		const { metrics } = runBacktest(trend, series);
		const warmUp = 30; // ema(close, 30) begins on bar 29, and a crossover needs the bar before
		expect(metrics.buyAndHoldReturn).toBeCloseTo(series.close[2_999] / series.close[warmUp] - 1, 12);
	});

	it('refuses fewer than two candles, and figures that cannot be used', () => {
		expect(() => runBacktest(trend, seriesOf(randomBars(1, 1)))).toThrow(/at least 2 candles/);
		expect(() => runBacktest(trend, series, { annualisation: 0 })).toThrow(/annualisation is 0/);
		expect(() => runBacktest(trend, series, { riskFree: NaN })).toThrow(/riskFree is NaN/);
	});
});

describe('the warnings', () => {
	it('are none for a run with costs, trades enough, a whole history and no open end', () => {
		const warnings = warningsOf(real);
		expect(warnings).toEqual([]);
	});

	it('say that no costs were counted', () => {
		expect(warningsOf({})).toContainEqual(expect.stringMatching(/^No fees and no slippage/));
	});

	it('say that filling at the deciding close is a wish', () => {
		expect(warningsOf({ ...real, fillOn: 'close' })).toContainEqual(expect.stringMatching(/very close that decided them/));
	});

	it('say when there are too few trades, or none', () => {
		expect(warningsOf(real, seriesOf(randomBars(500, 7)))).toContainEqual(expect.stringMatching(/^Only \d+ trades?: too few/));
		expect(warningsOf(real, seriesOf(Array.from({ length: 200 }, (): Ohlc => [1, 1, 1, 1])))).toContainEqual('No trade was made.');
	});

	it('say when the history is short, or too short for the indicators', () => {
		expect(warningsOf(real, seriesOf(randomBars(48, 1)))).toContainEqual(expect.stringMatching(/spans 1 days?; figures for a year/));
		expect(warningsOf(real, seriesOf(randomBars(10, 1)))).toContainEqual(expect.stringMatching(/10 bars and the rules have a value only from bar/));
	});

	it('say when entries were left out or made smaller for lack of cash', () => {
		const greedy = parseStrategy({ ...trend, sizing: { mode: 'fixed', value: 1_000_000 } });
		expect(warningsOf(real, series, greedy)).toContainEqual(expect.stringMatching(/entries were made smaller than asked for lack of cash/));
		expect(warningsOf({ ...real, unaffordable: 'skip' }, series, greedy)).toContainEqual(
			expect.stringMatching(/entries were left out for lack of cash/),
		);
	});

	it('say that a position is still open, or was closed by the end of the data', () => {
		const holder = parseStrategy({ schema: 1, name: 'Hold', entry: { long: 'close > 0' } });
		expect(warningsOf({ ...real, closeAtEnd: 'keep' }, series, holder)).toContainEqual(expect.stringMatching(/^A long position is still open/));
		expect(warningsOf(real, series, holder)).toContainEqual(expect.stringMatching(/^The last trade was closed because the data ends/));
	});

	it('say where candles are missing from a market that never closes', () => {
		const whole = randomBars(500, 3);
		const { time, ...columns } = seriesOf(whole);
		const late = { ...columns, time: time.map((at, bar) => (bar < 100 ? at : at + 3 * 3_600_000)) };
		expect(warningsOf(real, late)).toContainEqual(expect.stringMatching(/has 1 gap \(3 bars missing\), the first on 2024-01-05/));
	});

	it('say when the account was ruined', () => {
		const rising = seriesOf(Array.from({ length: 300 }, (_, bar): Ohlc => [100 + bar, 100 + bar, 100 + bar, 100 + bar]));
		const shorter = parseStrategy({ schema: 1, name: 'Short', entry: { short: 'close > 0' } });
		expect(warningsOf(real, rising, shorter)[0]).toMatch(/^The account was ruined on 2024-01-0\d/);
	});
});
