import { firstFinite, rollingSum } from './rollingSum';

/** Writes an average of `source` over `period` bars to `out`, which arrives filled with NaN. */
export type MovingAverage = (source: Float64Array, period: number, out: Float64Array) => void;

/** Arithmetic mean of the last `period` values. */
export function simpleAverage(source: Float64Array, period: number, out: Float64Array): void {
	rollingSum(source, period, out);
	for (let i = 0; i < out.length; i++) out[i] /= period;
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
	const factor = 2 / (period + 1);
	let seed = 0;
	let seeded = 0;
	let average = 0;
	for (let i = start; i < source.length; i++) {
		const value = source[i];
		if (!Number.isFinite(value)) {
			if (seeded < period) seed = seeded = 0;
		} else if (seeded < period) {
			seed += value;
			seeded++;
			if (seeded === period) out[i] = average = seed / period;
		} else {
			average += factor * (value - average);
			out[i] = average;
		}
	}
}

/** Linearly weighted mean: weight `period` on the newest value down to 1 on the oldest. */
export function weightedAverage(source: Float64Array, period: number, out: Float64Array): void {
	const weights = (period * (period + 1)) / 2;
	// A fresh start at least every `period` bars keeps the two running sums from drifting at twice the cost of none.
	const stride = Math.max(period, 512);
	const start = firstFinite(source);
	let sum = 0;
	let weighted = 0;
	let missing = 0;
	for (let i = start; i < source.length; i++) {
		if ((i - start) % stride === 0 && i >= start + period) {
			sum = weighted = 0;
			for (let k = 0; k < period; k++) {
				const value = finiteOrZero(source[i - period + k]);
				sum += value;
				weighted += value * (k + 1);
			}
		}
		const entering = source[i];
		const position = i - start;
		if (position < period) {
			weighted += finiteOrZero(entering) * (position + 1);
			sum += finiteOrZero(entering);
		} else {
			const leaving = source[i - period];
			weighted += finiteOrZero(entering) * period - sum;
			sum += finiteOrZero(entering) - finiteOrZero(leaving);
			if (!Number.isFinite(leaving)) missing--;
		}
		if (!Number.isFinite(entering)) missing++;
		if (missing === 0 && position >= period - 1) out[i] = weighted / weights;
	}
}

/** The averages an indicator with a choice of average offers, with TA-Lib's numbers for them. */
export const AVERAGE_CHOICES = { sma: 0, ema: 1, wma: 2 } as const;

/** Average by TA-Lib's number. */
export const AVERAGES: readonly MovingAverage[] = [simpleAverage, exponentialAverage, weightedAverage];

function finiteOrZero(value: number): number {
	return Number.isFinite(value) ? value : 0;
}
