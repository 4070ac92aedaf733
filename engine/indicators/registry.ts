import { ParameterError } from '../errors';
import type { CandleColumns } from '../market/series';
import { suggestName } from '../nearestName';
import { adx } from './adx';
import { atr } from './atr';
import { bbands } from './bbands';
import { cci } from './cci';
import { donchian } from './donchian';
import { ema } from './ema';
import type { CandleColumn, IndicatorInfo } from './indicator';
import { macd } from './macd';
import { mfi } from './mfi';
import { obv } from './obv';
import { resolveParameters, type IndicatorParameters } from './parameters';
import { roc } from './roc';
import { rsi } from './rsi';
import { sma } from './sma';
import { stoch } from './stoch';
import { vwap } from './vwap';
import { wma } from './wma';

const REGISTRY: readonly IndicatorInfo[] = [
	sma,
	ema,
	wma,
	rsi,
	macd,
	stoch,
	cci,
	roc,
	bbands,
	atr,
	adx,
	donchian,
	obv,
	vwap,
	mfi,
];
const BY_NAME: ReadonlyMap<string, IndicatorInfo> = new Map(REGISTRY.map((info) => [info.name, info]));

/** Every indicator there is, as data. */
export function indicators(): readonly IndicatorInfo[] {
	return REGISTRY;
}

/** One indicator by its name, in any case. Throws `ParameterError` with the nearest name when there is none. */
export function indicator(name: string): IndicatorInfo {
	const info = BY_NAME.get(name.toLowerCase());
	if (info) return info;
	throw new ParameterError('name', `There is no indicator named "${name}".`, suggestName(name, [...BY_NAME.keys()]));
}

/**
 * Computes an indicator over a series. Each output, by name and in TA-Lib's order, is as long as the series and NaN
 * in its warm-up. `source` is the column it reads where it reads one of the caller's choice: by default the close.
 *
 *     computeIndicator('bbands', series, [20, 2.5, 2.5]).upper
 *     computeIndicator('ema', series, { period: 50 }, 'open').ema
 */
export function computeIndicator(
	name: string,
	series: CandleColumns,
	parameters?: IndicatorParameters,
	source: CandleColumn | Float64Array = 'close',
): Record<string, Float64Array> {
	const info = indicator(name);
	const column = typeof source === 'string' ? series[source] : source;
	if (column.length !== series.close.length) {
		throw new ParameterError(
			'source',
			`The source of ${info.name} has ${column.length} values, but the series has ${series.close.length} bars.`,
			'Give a column as long as the series.',
		);
	}
	const outputs = computeColumns(info, series, resolveParameters(info, parameters), column);
	return Object.fromEntries(info.outputs.map((output, k) => [output.name, outputs[k]]));
}

/** The outputs of an indicator, in its order, for parameters already validated. */
export function computeColumns(
	info: IndicatorInfo,
	series: CandleColumns,
	parameters: readonly number[],
	source: Float64Array,
): Float64Array[] {
	const inputs = info.inputs.map((input) => (input === 'source' ? source : series[input]));
	const outputs = info.outputs.map(() => new Float64Array(source.length).fill(NaN));
	info.compute(inputs, parameters, outputs);
	return outputs;
}
