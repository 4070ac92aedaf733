import { firstFinite, isNumber, rollingSum } from './rollingSum';

/** Writes an average of `source` over `period` bars to `out`, which arrives filled with NaN. */
export type MovingAverage = (source: Float64Array, period: number, out: Float64Array) => void;

/** Arithmetic mean of the last `period` values. */
export function simpleAverage(source: Float64Array, period: number, out: Float64Array): void {
	rollingSum(source, period, out, period);
}

/**
 * Exponential average with factor 2 / (period + 1), seeded by the simple average of the first `period` values from
 * row `start` on. A NaN before the seed is complete starts the seed again; a later one gives NaN on its own bar
 * and leaves the average where it was.
 */
export function exponentialAverage(
	source: Float64Array,
	period: number,
	out: Float64Array,
	start = firstFinite(source),
): void {
	const { length } = source;
	const factor = 2 / (period + 1);
	let i = start;
	let seed = 0;
	let seeded = 0;
	for (; i < length && seeded < period; i++) {
		seeded = isNumber(source[i]) ? seeded + 1 : 0;
		seed = seeded > 0 ? seed + source[i] : 0;
	}
	if (seeded < period) return;
	let average = seed / period;
	out[i - 1] = average;
	for (; i < length; i++) {
		const value = source[i];
		if (isNumber(value)) out[i] = average += factor * (value - average);
	}
}

/** Linearly weighted mean: weight `period` on the newest value down to 1 on the oldest. */
export function weightedAverage(source: Float64Array, period: number, out: Float64Array): void {
	const { length } = source;
	const weights = (period * (period + 1)) / 2;
	const start = firstFinite(source);
	// By blocks, as in rollingSum; the first window is a block's beginning without another's end before it.
	for (let block = start; block < length; block += period) {
		const end = block + period < length ? block + period : length;
		if (block > start) weightEnding(source, period, out, block, end);
		let sum = 0;
		let weighted = 0;
		for (let i = block; i < end; i++) {
			const k = i - block;
			sum += source[i];
			weighted += (k + 1) * source[i];
			// Row k of the block weighs `period` now, and each row before it one less.
			const beginning = (period - 1 - k) * sum + weighted;
			if (block > start) out[i] = (out[i] + beginning) / weights;
			else if (k === period - 1) out[i] = beginning / weights;
		}
	}
}

/** Into each row of a block, the weighted sum of that part of its window that lies in the block before. */
function weightEnding(source: Float64Array, period: number, out: Float64Array, block: number, end: number): void {
	let sum = 0;
	let weighted = 0;
	for (let i = block + period - 1; i >= block; i--) {
		if (i < end) out[i] = weighted;
		sum += source[i - period];
		weighted += sum;
	}
}

/** A parameter that chooses an average, by TA-Lib's numbers. */
export const AVERAGE_KIND = { type: 'integer', default: 0, min: 0, max: 2, choices: { sma: 0, ema: 1, wma: 2 } } as const;

/** The averages in the order of those numbers. */
export const AVERAGES: readonly MovingAverage[] = [simpleAverage, exponentialAverage, weightedAverage];
