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

const oracle = (name: string): Oracle => JSON.parse(readFileSync(sharedPath(`oracles/backtestingpy/${name}.json`), 'utf8'));

function run({ input, broker }: Pick<Oracle, 'input' | 'broker'>, definition: object, options: BacktestOptions = {}): BacktestResult {
	const [fixed, taker] = typeof broker.commission === 'number' ? [0, broker.commission] : broker.commission;
	return runBacktest(parseStrategy(definition), readCsv(readFileSync(sharedPath(`data/ohlcv/${input}`)), { symbol: input }), {
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

/** A trade as the numbers that both sides know. */
const ourTrades = ({ trades }: BacktestResult) =>
	trades.map((trade) => [
		trade.side === 'long' ? trade.quantity : -trade.quantity,
		trade.entryBar,
		trade.exitBar,
		trade.entryPrice,
		trade.exitPrice,
		trade.profit,
		trade.fees,
		trade.profitPercent,
	]);

const theirTrades = ({ trades }: Oracle) =>
	trades.map((trade) => [
		trade.size,
		trade.entryBar,
		trade.exitBar,
		trade.entryPrice,
		trade.exitPrice,
		trade.pnl,
		trade.commission,
		trade.returnPct,
	]);

describeShared('backtesting.py', () => {
	describe.each(Object.keys(RUNS))('%s', (name) => {
		const expected = oracle(name);
		const result = run(expected, RUNS[name]);
		const { metrics } = result;

		it('has the same trades: side, size, bars, prices, profit, fees', () => {
			expect(result.trades).toHaveLength(expected.trades.length);
			theirTrades(expected).forEach((trade, index) => expectClose(ourTrades(result)[index], trade));
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
			expectClose([100 * metrics.annualisedReturn, metrics.calmar], [expected.stats['Return (Ann.) [%]'], expected.stats['Calmar Ratio']]);
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
		theirTrades(expected).slice(0, -1).forEach((trade, index) => expectClose(ourTrades(result)[index], trade));
		expectClose(result.equity.value.slice(0, -1), expected.equity.slice(0, -1));
	});

	// It books a fill at the close one bar later, and closes the last position at the last close but one.
	it('goog_trade_on_close: the same trades, but for the end of the last', () => {
		const expected = oracle('goog_trade_on_close');
		const result = run(expected, longOnly, { fillOn: 'close' });
		expect(result.trades).toHaveLength(expected.trades.length);
		theirTrades(expected).slice(0, -1).forEach((trade, index) => expectClose(ourTrades(result)[index], trade));
	});

	it('agrees with empyrical on the run without fees', () => {
		const definitions = JSON.parse(readFileSync(sharedPath('oracles/metrics/equity_metrics_multi_definition.json'), 'utf8'));
		const { empyrical_252: theirs, backtestingpy } = definitions.goog_rev_nofee;
		const { metrics } = run({ input: 'equities/GOOG.csv', broker: { cash: 10_000, commission: 0 } }, reversal);
		expectClose(
			[metrics.annualisedReturn, metrics.volatility, metrics.downsideDeviation, metrics.sharpe, metrics.sortino, metrics.calmar, -metrics.maxDrawdown],
			[theirs.annual_return, theirs.annual_volatility, theirs.downside_risk, theirs.sharpe, theirs.sortino, theirs.calmar, theirs.max_drawdown],
		);
		expectClose([100 * metrics.cagr, metrics.sqn, metrics.kelly], [backtestingpy['CAGR [%]'], backtestingpy.SQN, backtestingpy['Kelly Criterion']]);
	});
});
