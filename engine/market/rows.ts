import { emptyColumns, trustedSeries } from './createSeries';
import { CandleError, type CandleRow, type CandleSeries } from './series';
import { inferTimeframe, type Timeframe } from './timeframe';
import { validateColumns } from './validation';

/** A series of rows `[time, open, high, low, close, volume]`; without a timeframe, that of their spacing. @throws CandleError */
export function seriesFromRows(
	rows: readonly CandleRow[],
	options: { readonly symbol: string; readonly timeframe?: Timeframe },
): CandleSeries {
	const columns = emptyColumns(rows.length);
	for (let i = 0; i < rows.length; i++) {
		const row: readonly number[] = rows[i];
		if (!isRow(row)) {
			throw new CandleError(
				`Row ${i}: ${JSON.stringify(row)} is not a candle. Give [time, open, high, low, close, volume], all numbers.`,
				i,
			);
		}
		columns.time[i] = row[0];
		columns.open[i] = row[1];
		columns.high[i] = row[2];
		columns.low[i] = row[3];
		columns.close[i] = row[4];
		columns.volume[i] = row.length > 5 ? row[5] : 0;
	}
	validateColumns(columns);
	return trustedSeries(options.symbol, options.timeframe ?? inferTimeframe(columns.time), columns);
}

/** Rows come from outside as often as from typed code. The volume may be left out. */
function isRow(row: unknown): boolean {
	return Array.isArray(row) && row.length >= 5 && row.every((value) => typeof value === 'number');
}

/** The candles from index `from` up to but not including `to`, as rows; negative indexes count from the end. */
export function seriesToRows(series: CandleSeries, from = 0, to = series.length): CandleRow[] {
	const { time, open, high, low, close, volume } = sliceSeries(series, from, to);
	return Array.from(time, (at, i) => [at, open[i], high[i], low[i], close[i], volume[i]] as const);
}

/** The candles from index `from` up to but not including `to`, sharing the memory; negative indexes count from the end. */
export function sliceSeries(series: CandleSeries, from: number, to: number = series.length): CandleSeries {
	return trustedSeries(series.symbol, series.timeframe, {
		time: series.time.subarray(from, to),
		open: series.open.subarray(from, to),
		high: series.high.subarray(from, to),
		low: series.low.subarray(from, to),
		close: series.close.subarray(from, to),
		volume: series.volume.subarray(from, to),
	});
}
