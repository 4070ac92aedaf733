import { firstFinite } from './rollingSum';

/**
 * Population standard deviation of the last `period` values, written to `out`, which arrives filled with NaN.
 * A window that holds a value that is not finite has none.
 *
 * Running sums of squares lose their digits when prices stand far from zero. These sums are kept of the distances to
 * a recent mean instead, and are taken afresh at least every `period` bars and whenever the variance has become a
 * small rest of what the sums once held (a spike that left the window), so that the error never builds up.
 */
export function rollingDeviation(source: Float64Array, period: number, out: Float64Array): void {
	const stride = Math.max(period, 128);
	const start = firstFinite(source);
	let origin = 0;
	let sum = 0;
	let squares = 0;
	let largest = 0;
	let missing = 0;
	let age = stride;
	for (let i = start; i < source.length; i++) {
		if (!Number.isFinite(source[i])) missing++;
		if (i >= start + period && !Number.isFinite(source[i - period])) missing--;
		if (missing > 0 || i < start + period - 1) {
			age = stride;
			continue;
		}
		if (age < stride) {
			const entering = source[i] - origin;
			const leaving = source[i - period] - origin;
			sum += entering - leaving;
			squares += (entering - leaving) * (entering + leaving);
			if (squares > largest) largest = squares;
			age++;
		}
		let variance = (squares - (sum * sum) / period) / period;
		if (age >= stride || variance * period < 1e-5 * largest) {
			let total = 0;
			for (let k = i - period + 1; k <= i; k++) total += source[k];
			origin = total / period;
			sum = squares = 0;
			for (let k = i - period + 1; k <= i; k++) {
				const distance = source[k] - origin;
				sum += distance;
				squares += distance * distance;
			}
			variance = (squares - (sum * sum) / period) / period;
			largest = squares;
			age = 0;
		}
		out[i] = variance > 0 ? Math.sqrt(variance) : 0;
	}
}
