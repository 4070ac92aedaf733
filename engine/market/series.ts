import { EngineError } from '../errors';
import type { Timeframe } from './timeframe';

/** One candle as ccxt and n8n items write it: open time in epoch milliseconds UTC, then prices and volume. */
export type CandleRow = readonly [time: number, open: number, high: number, low: number, close: number, volume: number];

/** The columns of a candle series, all of equal length. `time` is the open of each bar, epoch milliseconds UTC. */
export interface CandleColumns {
	readonly time: Float64Array;
	readonly open: Float64Array;
	readonly high: Float64Array;
	readonly low: Float64Array;
	readonly close: Float64Array;
	readonly volume: Float64Array;
}

/** Candles of one symbol and timeframe, column by column; `time` rises strictly, prices are finite and not negative. */
export interface CandleSeries extends CandleColumns {
	readonly symbol: string;
	readonly timeframe: Timeframe;
	readonly length: number;
}

/** The bar that has not closed yet: `close` is the latest price. */
export interface FormingCandle {
	readonly time: number;
	readonly open: number;
	readonly high: number;
	readonly low: number;
	readonly close: number;
	readonly volume: number;
}

/** A candle, or a set of them, that cannot be true. `row` counts from 0; `line` (files only) from 1. */
export class CandleError extends EngineError {
	constructor(
		message: string,
		readonly row?: number,
		readonly line?: number,
		hint?: string,
	) {
		super(message, hint);
	}
}
