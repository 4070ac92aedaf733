import { ParameterError } from '../errors';
import { emptyColumns, trustedSeries } from './createSeries';
import type { CandleColumns, CandleSeries } from './series';
import { barOpenAt, nextBarOpen, timeframeMs, type Timeframe } from './timeframe';

/**
 * The same candles in a longer timeframe: first open, highest high, lowest low, last close, summed volume, stamped by
 * the open of the bucket (weeks on Monday, months on the 1st, UTC). Only closed buckets are given: the last one appears
 * once its final candle, or any later one, is there. Times without any candle make no bucket, as in the source.
 * @throws ParameterError when the timeframe is shorter, or is not made of whole source candles.
 */
export function resample(series: CandleSeries, timeframe: Timeframe): CandleSeries {
	refuseUnlessWhole(series.timeframe, timeframe);
	const { columns, length } = aggregate(series, timeframe);
	const isLastOpen =
		length > 0 &&
		nextBarOpen(series.time[series.length - 1], series.timeframe) < nextBarOpen(columns.time[length - 1], timeframe);
	return trustedSeries(series.symbol, timeframe, truncate(columns, isLastOpen ? length - 1 : length));
}

function refuseUnlessWhole(from: Timeframe, to: Timeframe): void {
	const source = timeframeMs(from);
	const target = timeframeMs(to);
	const sourceIsMonths = from.endsWith('M');
	const whole = to.endsWith('M')
		? sourceIsMonths
			? Math.round(target / timeframeMs('1M')) % Math.round(source / timeframeMs('1M')) === 0
			: timeframeMs('1d') % source === 0
		: !sourceIsMonths && target % source === 0;
	if (target >= source && whole) return;
	throw new ParameterError(
		'timeframe',
		target < source
			? `Candles of ${from} cannot become ${to}: a shorter timeframe needs finer data. Read finer candles and resample those.`
			: `Candles of ${from} do not fill ${to} evenly. Choose a multiple of ${from}.`,
	);
}

function aggregate(series: CandleSeries, timeframe: Timeframe): { columns: CandleColumns; length: number } {
	const columns = emptyColumns(series.length);
	let bucket = -1;
	let end = -Infinity;
	for (let i = 0; i < series.length; i++) {
		if (series.time[i] >= end) {
			bucket++;
			columns.time[bucket] = barOpenAt(series.time[i], timeframe);
			end = nextBarOpen(columns.time[bucket], timeframe);
			columns.open[bucket] = series.open[i];
			columns.high[bucket] = series.high[i];
			columns.low[bucket] = series.low[i];
		}
		columns.high[bucket] = Math.max(columns.high[bucket], series.high[i]);
		columns.low[bucket] = Math.min(columns.low[bucket], series.low[i]);
		columns.close[bucket] = series.close[i];
		columns.volume[bucket] += series.volume[i];
	}
	return { columns, length: bucket + 1 };
}

function truncate(columns: CandleColumns, length: number): CandleColumns {
	return {
		time: columns.time.slice(0, length),
		open: columns.open.slice(0, length),
		high: columns.high.slice(0, length),
		low: columns.low.slice(0, length),
		close: columns.close.slice(0, length),
		volume: columns.volume.slice(0, length),
	};
}
