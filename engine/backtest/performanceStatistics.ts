import { ParameterError } from '../errors';
import { drawdownStatistics } from './drawdowns';
import { downsideDeviation, highest, mean, sampleDeviation, sum } from './moments';
import type { EquityCurve, OpenPosition, Trade } from './result';
import { inferAnnualisation, periodEnds, periodReturns, yearsOf } from './returns';
import { exposure, tradeStatistics } from './tradeStatistics';

export interface StatisticsOptions {
	/** Equity before the first bar. Default: at its close. */
	readonly initialEquity?: number;
	/** Periods of return a year counts. Default: inferred, see `inferAnnualisation`. */
	readonly annualisation?: number;
	/** Annual risk-free rate as a fraction. Default 0. */
	readonly riskFree?: number;
	/** Prices that buying and holding would have earned, first to last. */
	readonly benchmark?: Float64Array;
	/** A position the run left open: it counts for exposure and fees. */
	readonly openPosition?: OpenPosition;
}

/**
 * The named figures of a run; docs/metrics.md gives each one's definition. Rates are fractions, money is in quote currency.
 * A figure that is not defined (the Sharpe ratio of a flat curve, the win rate of no trades) has no key, so every value is a
 * finite number. Throws `ParameterError` on an empty curve.
 */
export function performanceStatistics(
	equity: EquityCurve,
	trades: readonly Trade[],
	options: StatisticsOptions = {},
): Record<string, number> {
	const { time, value } = equity;
	if (time.length === 0) throw new ParameterError('equity', 'The equity curve has no bars, so it has no statistics.');
	const { initialEquity = value[0], benchmark, openPosition } = options;
	const finalEquity = value[value.length - 1];
	const drawdown = drawdownStatistics(equity);
	const returns = returnStatistics(equity, options);
	return defined({
		bars: time.length,
		initialEquity,
		finalEquity,
		peakEquity: Math.max(initialEquity, highest(value)),
		totalReturn: finalEquity / initialEquity - 1,
		buyAndHoldReturn: benchmark && benchmark[benchmark.length - 1] / benchmark[0] - 1,
		cagr: (finalEquity / initialEquity) ** (1 / yearsOf(time)) - 1,
		...returns,
		calmar: (returns.annualisedReturn ?? NaN) / (drawdown.maxDrawdown ?? NaN),
		...drawdown,
		exposure: exposure(trades, openPosition?.entryBar, time.length),
		totalFees: sum(trades.map((trade) => trade.fees)) + (openPosition?.fees ?? 0),
		...tradeStatistics(trades),
	});
}

/** Figures of the daily returns (of each bar's, where bars are longer than a day). */
function returnStatistics(
	{ time, value }: EquityCurve,
	{ annualisation = inferAnnualisation(time), riskFree = 0 }: StatisticsOptions,
): Record<string, number | undefined> {
	const returns = periodReturns(value, periodEnds(time));
	if (returns.length === 0) return {};
	const free = (1 + riskFree) ** (1 / annualisation) - 1;
	const excess = returns.map((earned) => earned - free);
	const deviation = sampleDeviation(returns);
	const aYear = Math.sqrt(annualisation);
	return {
		annualisedReturn: (value[value.length - 1] / value[0]) ** (annualisation / returns.length) - 1,
		volatility: deviation * aYear,
		downsideDeviation: downsideDeviation(excess) * aYear,
		sharpe: (mean(excess) / deviation) * aYear,
		sortino: (mean(excess) / downsideDeviation(excess)) * aYear,
	};
}

/** Keeps what is a finite number: NaN and infinity are not figures, and JSON has neither. */
function defined(figures: Record<string, number | undefined>): Record<string, number> {
	return Object.fromEntries(
		Object.entries(figures).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
	);
}
