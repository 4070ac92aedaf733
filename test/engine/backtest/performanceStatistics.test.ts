import { readFileSync } from 'node:fs';
import { performanceStatistics } from '../../../engine/backtest';
import { readCsv } from '../../../engine/market';
import { describeShared, sharedPath } from '../../support/shared';
import { curveOf, tradeOf } from './handmade';

describe('the returns', () => {
	const curve = curveOf([100, 110, 99, 99, 118.8]);
	const returns = [0.1, -0.1, 0, 0.2];
	const mean = returns.reduce((sum, r) => sum + r) / 4;
	const deviation = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 3);
	const downside = Math.sqrt(0.1 ** 2 / 4);

	it('are daily, arithmetic for Sharpe and Sortino and geometric for the annualised return', () => {
		const metrics = performanceStatistics(curve, [], { annualisation: 252 });
		expect(metrics.totalReturn).toBeCloseTo(0.188, 12);
		expect(metrics.annualisedReturn).toBeCloseTo(1.188 ** (252 / 4) - 1, 6);
		expect(metrics.volatility).toBeCloseTo(deviation * Math.sqrt(252), 12);
		expect(metrics.downsideDeviation).toBeCloseTo(downside * Math.sqrt(252), 12);
		expect(metrics.sharpe).toBeCloseTo((mean / deviation) * Math.sqrt(252), 12);
		expect(metrics.sortino).toBeCloseTo((mean / downside) * Math.sqrt(252), 12);
		expect(metrics.calmar).toBeCloseTo(metrics.annualisedReturn / 0.1, 6);
	});

	it('are taken over the risk-free rate, spread over the year by compounding', () => {
		const { sharpe } = performanceStatistics(curve, [], { annualisation: 252, riskFree: 0.05 });
		expect(sharpe).toBeCloseTo(((mean - (1.05 ** (1 / 252) - 1)) / deviation) * Math.sqrt(252), 12);
	});

	it('of an intraday curve are from day to day, its first bar being the base', () => {
		const hours = [0, 12, 24, 36, 48].map((hour) => Date.UTC(2024, 0, 1, hour));
		const intraday = curveOf([100, 104, 90, 110, 118.8], hours);
		const [first, second, third] = [0.04, 110 / 104 - 1, 0.08];
		const average = (first + second + third) / 3;
		const spread = Math.sqrt(((first - average) ** 2 + (second - average) ** 2 + (third - average) ** 2) / 2);
		expect(performanceStatistics(intraday, [], { annualisation: 1 }).sharpe).toBeCloseTo(average / spread, 12);
	});

	it('compound over calendar years of 365.25 days for the CAGR', () => {
		const year = [Date.UTC(2023, 0, 1), Date.UTC(2023, 0, 1) + 365.25 * 86_400_000 * 2];
		expect(performanceStatistics(curveOf([100, 121], year), []).cagr).toBeCloseTo(0.1, 12);
	});

	it('count from the equity before the first bar when it is given', () => {
		expect(performanceStatistics(curveOf([99, 110]), [], { initialEquity: 100 })).toMatchObject({
			initialEquity: 100,
			peakEquity: 110,
			totalReturn: 110 / 100 - 1,
		});
	});

	it('stand beside those of buying and holding', () => {
		expect(performanceStatistics(curve, [], { benchmark: Float64Array.of(50, 10, 80) }).buyAndHoldReturn).toBeCloseTo(0.6, 12);
	});
});

describe('annualisation', () => {
	const sharpeOver = (values: number[], time: number[]) => performanceStatistics(curveOf(values, time), []).sharpe;
	const values = Array.from({ length: 60 }, (_, k) => 100 + (k % 3));
	const daily = performanceStatistics(curveOf(values), [], { annualisation: 1 }).sharpe;
	const times = (count: number, at: (k: number) => number) => Array.from({ length: count }, (_, k) => at(k));

	it('is 365 for a market that trades at weekends', () => {
		expect(sharpeOver(values, times(60, (k) => Date.UTC(2024, 0, 1 + k)))).toBeCloseTo(daily * Math.sqrt(365), 12);
	});

	it('is 252 for one that does not', () => {
		const workdays = times(60, (k) => Date.UTC(2024, 0, 1 + k + 2 * Math.floor(k / 5)));
		expect(sharpeOver(values, workdays)).toBeCloseTo(daily * Math.sqrt(252), 12);
	});

	it('is 52 for weeks and 12 for months', () => {
		expect(sharpeOver(values, times(60, (k) => Date.UTC(2020, 0, 6 + 7 * k)))).toBeCloseTo(daily * Math.sqrt(52), 12);
		expect(sharpeOver(values, times(60, (k) => Date.UTC(2015, k, 1)))).toBeCloseTo(daily * Math.sqrt(12), 12);
	});
});

describe('the drawdowns', () => {
	it('run from a high to the bar that regains it, or to the end', () => {
		const metrics = performanceStatistics(curveOf([100, 90, 80, 100, 120, 108, 120, 114]), []);
		expect(metrics.maxDrawdown).toBeCloseTo(0.2, 12);
		expect(metrics.averageDrawdown).toBeCloseTo((0.2 + 0.1 + 0.05) / 3, 12);
		expect(metrics.maxDrawdownDays).toBe(3);
		expect(metrics.averageDrawdownDays).toBeCloseTo((3 + 2 + 1) / 3, 12);
		expect(metrics.timeUnderWater).toBe(4 / 8);
	});

	it('of a rising curve are none', () => {
		const metrics = performanceStatistics(curveOf([100, 101, 102]), []);
		expect(metrics).toMatchObject({ maxDrawdown: 0, maxDrawdownDays: 0, timeUnderWater: 0 });
		expect(metrics).not.toHaveProperty('averageDrawdown');
		expect(metrics).not.toHaveProperty('calmar');
	});
});

describe('the trades', () => {
	const curve = curveOf(Array.from({ length: 20 }, () => 100));

	it('give money figures net of fees, and percentages of each entry', () => {
		const trades = [10, -5, 20, 0, -15].map((profit, k) => tradeOf(profit, { entryBar: 4 * k, bars: k, fees: 0.5 }));
		const metrics = performanceStatistics(curve, trades);
		expect(metrics).toMatchObject({
			trades: 5,
			winningTrades: 2,
			losingTrades: 2,
			winRate: 0.4,
			profitFactor: 1.5,
			payoff: 1.5,
			expectancy: 2,
			averageWin: 15,
			averageLoss: -10,
			bestTrade: 0.2,
			worstTrade: -0.15,
			averageHoldingBars: 2,
			averageHoldingHours: 2,
			totalFees: 2.5,
		});
		expect(metrics.averageTrade).toBeCloseTo(0.02, 12);
		expect(metrics.kelly).toBeCloseTo(0.4 - 0.6 / 1.5, 12);
		expect(metrics.sqn).toBeCloseTo((Math.sqrt(5) * 2) / Math.sqrt((64 + 49 + 324 + 4 + 289) / 4), 12);
	});

	it('give the longest streaks, which a trade of no profit breaks', () => {
		const trades = [1, 1, -1, -1, -1, 0, -1, 1, 1, 1].map((profit) => tradeOf(profit));
		expect(performanceStatistics(curve, trades)).toMatchObject({ longestWinStreak: 3, longestLossStreak: 3 });
	});

	it('give the share of bars with a position, a bar of two trades counted once', () => {
		const trades = [tradeOf(1, { entryBar: 2, bars: 3 }), tradeOf(1, { entryBar: 5, bars: 4 })];
		expect(performanceStatistics(curve, trades).exposure).toBe(8 / 20);
	});

	it('include a position kept open in exposure and fees', () => {
		const openPosition = {
			side: 'long',
			quantity: 1,
			entryBar: 15,
			entryTime: 0,
			entryPrice: 100,
			fees: 0.25,
			unrealizedProfit: 0,
		} as const;
		const metrics = performanceStatistics(curve, [tradeOf(1, { fees: 1 })], { openPosition });
		expect(metrics).toMatchObject({ exposure: 7 / 20, totalFees: 1.25 });
	});
});

describe('what is not defined has no key', () => {
	it('leaves ratios of a flat curve without trades out', () => {
		const metrics = performanceStatistics(curveOf([100, 100, 100]), [], { riskFree: 0.03 });
		for (const key of ['sharpe', 'calmar', 'winRate', 'profitFactor', 'sqn', 'kelly', 'buyAndHoldReturn']) {
			expect(metrics).not.toHaveProperty(key);
		}
		expect(metrics).toMatchObject({ totalReturn: 0, volatility: 0, trades: 0, exposure: 0 });
	});

	it('leaves the profit factor of a run without losses out', () => {
		const metrics = performanceStatistics(curveOf([100, 101]), [tradeOf(1)]);
		expect(metrics).not.toHaveProperty('profitFactor');
		expect(metrics.winRate).toBe(1);
	});

	it('survives JSON, even for one bar and for a ruined account', () => {
		for (const curve of [curveOf([100]), curveOf([100, 50, 0, 0, 0])]) {
			const metrics = performanceStatistics(curve, [tradeOf(-100)]);
			expect(JSON.parse(JSON.stringify(metrics))).toEqual(metrics);
		}
	});

	it('refuses a curve without bars', () => {
		expect(() => performanceStatistics(curveOf([]), [])).toThrow(/no bars/);
	});
});

describeShared('the figures equal those of empyrical on one equity curve', () => {
	const read = (path: string): unknown => JSON.parse(readFileSync(sharedPath(path), 'utf8'));
	const { time } = readCsv(readFileSync(sharedPath('data/ohlcv/equities/GOOG.csv')), { symbol: 'GOOG' });
	const definitions = read('oracles/metrics/equity_metrics_multi_definition.json') as Record<
		string,
		Record<string, Record<string, number>>
	>;

	it.each(['goog_long_fixed', 'goog_tight_sltp'])('%s', (name) => {
		const curve = curveOf((read(`oracles/backtestingpy/${name}.json`) as { equity: number[] }).equity, time);
		for (const annualisation of [252, 365]) {
			const expected = definitions[name][`empyrical_${annualisation}`];
			const metrics = performanceStatistics(curve, [], { annualisation });
			const pairs: [number, number][] = [
				[metrics.annualisedReturn, expected.annual_return],
				[metrics.volatility, expected.annual_volatility],
				[metrics.downsideDeviation, expected.downside_risk],
				[metrics.sharpe, expected.sharpe],
				[metrics.sortino, expected.sortino],
				[metrics.calmar, expected.calmar],
				[-metrics.maxDrawdown, expected.max_drawdown],
			];
			for (const [ours, theirs] of pairs) expect(Math.abs(ours / theirs - 1)).toBeLessThan(1e-9);
		}
	});
});
