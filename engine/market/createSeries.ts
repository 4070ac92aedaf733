import type { CandleColumns, CandleSeries } from './series';
import type { Timeframe } from './timeframe';
import { validateColumns } from './validation';

/**
 * Makes a series of columns, which it keeps without copying. @throws CandleError naming the first row that cannot be
 * true: unequal columns, a duplicate or backward timestamp, NaN, a negative price, a high below the low, an open or
 * close outside them.
 */
export function createSeries(input: {
	readonly symbol: string;
	readonly timeframe: Timeframe;
	readonly columns: CandleColumns;
}): CandleSeries {
	validateColumns(input.columns);
	return trustedSeries(input.symbol, input.timeframe, input.columns);
}

/** A series of columns already known to be sound: slices, aggregates and readers that have validated them. */
export function trustedSeries(symbol: string, timeframe: Timeframe, columns: CandleColumns): CandleSeries {
	const { time, open, high, low, close, volume } = columns;
	return { symbol, timeframe, length: time.length, time, open, high, low, close, volume };
}

/** Columns of zeros for `length` candles. */
export function emptyColumns(length: number): CandleColumns {
	const column = () => new Float64Array(length);
	return { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
}
