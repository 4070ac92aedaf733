import { readFileSync } from 'node:fs';
import { runBacktest, type BacktestOptions, type BacktestResult } from '../../../engine/backtest';
import { readCsv } from '../../../engine/market';
import { parseStrategy } from '../../../engine/strategy';
import { describeShared, sharedPath } from '../../support/shared';

interface Oracle {
	readonly input: string;
	readonly broker: { readonly cash: number; readonly commission: number | readonly [fixed: number, rate: number] };
	readonly trades: ReadonlyArray<{
		readonly size: number;
		readonly entryBar: number;
		readonly exitBar: number;
		readonly entryPrice: number;
		readonly exitPrice: number;
		readonly pnl: number;
		readonly commission: number;
		readonly returnPct: number;
	}>;
	readonly equity: readonly number[];
	readonly stats: Readonly<Record<string, number>>;
}

/** One run's figures by run, program and name. */
type Definitions = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;

const up = 'crossover(sma(close, 10), sma(close, 30))';
const down = 'crossunder(sma(close, 10), sma(close, 30))';
const tenUnits = { mode: 'fixed', value: 10 };

const longOnly = { schema: 1, name: 'Long only', entry: { long: up }, exit: { long: down }, sizing: tenUnits };
const reversal = { schema: 1, name: 'Reversal', entry: { long: up, short: down }, sizing: { mode: 'equityPercent', value: '100%' } };

const RUNS: Record<string, object> = {
	goog_long_fixed: longOnly,
	goog_long_sltp: { ...longOnly, protect: { stopLoss: { price: 'close * 0.97' }, takeProfit: { price: 'close * 1.05' } } },
	goog_rev_fee: reversal,
	eurusd_rev: reversal,
	btc1d_rev: reversal,
	goog_pct_size: { ...longOnly, sizing: { mode: 'equityPercent', value: '50%' } },
	goog_fixed_plus_rel_commission: longOnly,
};

const read = (path: string): unknown => JSON.parse(readFileSync(sharedPath(path), 'utf8'));
const oracle = (name: string) => read(`oracles/backtestingpy/${name}.json`) as Oracle;

function run(
	{ input, broker }: Pick<Oracle, 'input' | 'broker'>,
	definition: object,
	options: BacktestOptions = {},
): BacktestResult {
	const [fixed, taker] = typeof broker.commission === 'number' ? [0, broker.commission] : broker.commission;
	const series = readCsv(readFileSync(sharedPath(`data/ohlcv/${input}`)), { symbol: input });
	return runBacktest(parseStrategy(definition), series, {
		policy: 'backtesting.py',
		initialCash: broker.cash,
		fee: { taker, fixed },
		...options,
	});
}

function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>): void {
	expect(ours).toHaveLength(theirs.length);
	for (let k = 0; k < ours.length; k++) {
		const difference = Math.abs(ours[k] - theirs[k]);
		if (!(difference <= 1e-9 * Math.max(Math.abs(theirs[k]), 1e-3))) {
			throw new Error(`Value ${k} is ${ours[k]}; the oracle has ${theirs[k]}.`);
		}
	}
}

/** Holds the first trades of a run to the oracle's, in every number that both sides know. */
function expectSameTrades({ trades }: BacktestResult, expected: Oracle['trades']): void {
	expected.forEach((theirs, index) => {
		const ours = trades[index];
		expectClose(
			[
				ours.side === 'long' ? ours.quantity : -ours.quantity,
				ours.entryBar,
				ours.exitBar,
				ours.entryPrice,
				ours.exitPrice,
				ours.profit,
				ours.fees,
				ours.profitPercent,
			],
			[
				theirs.size,
				theirs.entryBar,
				theirs.exitBar,
				theirs.entryPrice,
				theirs.exitPrice,
				theirs.pnl,
				theirs.commission,
				theirs.returnPct,
			],
		);
	});
}

describeShared('backtesting.py', () => {
	describe.each(Object.keys(RUNS))('%s', (name) => {
		const expected = oracle(name);
		const result = run(expected, RUNS[name]);
		const { metrics } = result;

		it('has the same trades: side, size, bars, prices, profit, fees', () => {
			expect(result.trades).toHaveLength(expected.trades.length);
			expectSameTrades(result, expected.trades);
		});

		it('has the same equity on every bar', () => {
			expectClose(result.equity.value, expected.equity);
		});

		it('has the same figures where the definitions are the same', () => {
			const { stats } = expected;
			const pairs: Record<string, [number, number]> = {
				finalEquity: [metrics.finalEquity, stats['Equity Final [$]']],
				peakEquity: [metrics.peakEquity, stats['Equity Peak [$]']],
				totalFees: [metrics.totalFees, stats['Commissions [$]']],
				totalReturn: [100 * metrics.totalReturn, stats['Return [%]']],
				cagr: [100 * metrics.cagr, stats['CAGR [%]']],
				maxDrawdown: [-100 * metrics.maxDrawdown, stats['Max. Drawdown [%]']],
				averageDrawdown: [-100 * metrics.averageDrawdown, stats['Avg. Drawdown [%]']],
				exposure: [100 * metrics.exposure, stats['Exposure Time [%]']],
				trades: [metrics.trades, stats['# Trades']],
				winRate: [100 * metrics.winRate, stats['Win Rate [%]']],
				bestTrade: [100 * metrics.bestTrade, stats['Best Trade [%]']],
				worstTrade: [100 * metrics.worstTrade, stats['Worst Trade [%]']],
				averageTrade: [100 * metrics.averageTrade, stats['Expectancy [%]']],
				sqn: [metrics.sqn, stats.SQN],
				kelly: [metrics.kelly, stats['Kelly Criterion']],
			};
			for (const [ours, theirs] of Object.values(pairs)) expectClose([ours], [theirs]);
		});
	});

	it('annualises the return of daily bars alike', () => {
		for (const name of ['goog_long_fixed', 'goog_rev_fee', 'btc1d_rev']) {
			const expected = oracle(name);
			const { metrics } = run(expected, RUNS[name]);
			expectClose([100 * metrics.annualisedReturn], [expected.stats['Return (Ann.) [%]']]);
			expectClose([metrics.calmar], [expected.stats['Calmar Ratio']]);
		}
	});

	// It runs its broker once more on the last bar, with orders that were placed on that bar: one more trade, at its open.
	it('goog_tight_sltp: the same 2,098 trades, but for the one it places on the last bar and fills before it', () => {
		const expected = oracle('goog_tight_sltp');
		const result = run(expected, {
			schema: 1,
			name: 'Tight',
			entry: { long: 'sma(close, 30)[1] > 0' },
			protect: { stopLoss: { price: 'close * 0.995' }, takeProfit: { price: 'close * 1.005' } },
			sizing: tenUnits,
		});
		expect(result.trades).toHaveLength(2_098);
		expectSameTrades(result, expected.trades.slice(0, -1));
		expectClose(result.equity.value.slice(0, -1), expected.equity.slice(0, -1));
	});

	// It books a fill at the close one bar later, and closes the last position at the last close but one.
	it('goog_trade_on_close: the same trades, but for the end of the last', () => {
		const expected = oracle('goog_trade_on_close');
		const result = run(expected, longOnly, { fillOn: 'close' });
		expect(result.trades).toHaveLength(expected.trades.length);
		expectSameTrades(result, expected.trades.slice(0, -1));
	});

	it('agrees with empyrical on the run without fees', () => {
		const definitions = read('oracles/metrics/equity_metrics_multi_definition.json') as Definitions;
		const { empyrical_252: theirs, backtestingpy } = definitions.goog_rev_nofee;
		const { metrics } = run({ input: 'equities/GOOG.csv', broker: { cash: 10_000, commission: 0 } }, reversal);
		const pairs: [number, number][] = [
			[metrics.annualisedReturn, theirs.annual_return],
			[metrics.volatility, theirs.annual_volatility],
			[metrics.downsideDeviation, theirs.downside_risk],
			[metrics.sharpe, theirs.sharpe],
			[metrics.sortino, theirs.sortino],
			[metrics.calmar, theirs.calmar],
			[-metrics.maxDrawdown, theirs.max_drawdown],
			[100 * metrics.cagr, backtestingpy['CAGR [%]']],
			[metrics.sqn, backtestingpy.SQN],
			[metrics.kelly, backtestingpy['Kelly Criterion']],
		];
		for (const [ours, expected] of pairs) expectClose([ours], [expected]);
	});
});
