import { firstFinite, isNumber } from './rollingSum';

const { sqrt } = Math;

/**
 * Population standard deviation of the last `period` values, written to `out`; `out` and `scratch` arrive filled with
 * NaN, all of one length. A window that holds a NaN has none.
 *
 * By blocks, as in `rollingSum`. Sums of squares lose their digits when prices stand far from zero: these are of
 * distances to a price of the block before, and where even so little is left of them, the window is computed by itself.
 */
export function rollingDeviation(source: Float64Array, period: number, out: Float64Array, scratch: Float64Array): void {
	const { length } = source;
	const start = firstFinite(source);
	if (start + period > length) return;
	out[start + period - 1] = deviationOf(source, start, start + period);
	for (let block = start + period; block < length; block += period) {
		const end = block + period < length ? block + period : length;
		const typical = middleOf(source[block - period], source[block - 1 - (period >> 1)], source[block - 1]);
		const origin = isNumber(typical) ? typical : 0;
		let sum = 0;
		let squares = 0;
		for (let i = block + period - 1; i >= block; i--) {
			if (i < end) {
				out[i] = sum;
				scratch[i] = squares;
			}
			const distance = source[i - period] - origin;
			sum += distance;
			squares += distance * distance;
		}
		sum = squares = 0;
		for (let i = block; i < end; i++) {
			const distance = source[i] - origin;
			sum += distance;
			squares += distance * distance;
			const mean = (out[i] + sum) / period;
			const meanSquare = (scratch[i] + squares) / period;
			const variance = meanSquare - mean * mean;
			out[i] = variance < 1e-6 * meanSquare ? deviationOf(source, i + 1 - period, i + 1) : sqrt(variance);
		}
	}
}

function deviationOf(source: Float64Array, from: number, to: number): number {
	let sum = 0;
	for (let i = from; i < to; i++) sum += source[i] - source[from];
	const mean = source[from] + sum / (to - from);
	let squares = 0;
	for (let i = from; i < to; i++) squares += (source[i] - mean) * (source[i] - mean);
	return sqrt(squares / (to - from));
}

/** The middle one, so that no single spike is taken. */
function middleOf(a: number, b: number, c: number): number {
	if (a < b === b < c) return b;
	return a < b === c < a ? a : c;
}
