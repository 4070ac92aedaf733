import { ParameterError } from '../errors';
import type { CandleSeries } from '../market';
import { compileStrategy } from '../strategy';
import type { StrategyDefinition } from '../strategy/definition';
import { resolveOptions } from './options';
import { performanceStatistics } from './performanceStatistics';
import type { BacktestOptions, BacktestResult } from './result';
import { simulate } from './simulate';
import { backtestWarnings } from './warnings';

/**
 * Trades a strategy over a series of candles and reports what came of it. The same inputs give the same bits.
 * Throws `StrategyError` on a definition, `ParameterError` on options or parameters that cannot be used.
 *
 *     const result = runBacktest(parseStrategy(yaml), await readCandles('BTCUSDT_1h.csv'), { fee: { taker: 0.001 } });
 *     result.metrics.totalReturn; // 0.42 is 42 %
 */
export function runBacktest(
	definition: StrategyDefinition,
	series: CandleSeries,
	options: BacktestOptions = {},
): BacktestResult {
	if (series.length < 2) {
		throw new ParameterError('series', `A backtest needs at least 2 candles, and ${series.symbol} has ${series.length}.`);
	}
	const compiled = compileStrategy(definition);
	const signals = compiled.evaluate(series, { parameters: options.parameters });
	const resolved = resolveOptions(options, series, signals.parameters);
	const { incidents, ...simulation } = simulate(series, signals, resolved);
	const { equity, trades, openPosition } = simulation;
	const metrics = performanceStatistics(equity, trades, {
		initialEquity: resolved.initialCash,
		annualisation: resolved.annualisation,
		riskFree: resolved.riskFree,
		benchmark: series.close.subarray(Math.min(signals.warmUp, series.length - 1)),
		openPosition,
	});
	const warnings = backtestWarnings({ series, signals, simulation: { ...simulation, incidents }, options: resolved });
	const { symbol, timeframe } = series;
	return { symbol, timeframe, ...simulation, metrics, warnings, definition: compiled.definition, options: resolved };
}
