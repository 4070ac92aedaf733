/**
 * Sum of the last `period` values, over `divisor`, written to `out`, which arrives filled with NaN. A window that holds
 * a NaN has no sum; the windows after it do. Leading NaNs only delay the start.
 *
 * The column is cut into blocks of `period` rows, so that each window is the end of one block and the beginning of the
 * next (van Herk 1992, there for extremes). Both parts are only ever added up and nothing is taken away again: there is
 * no drift, and neither a spike nor a NaN leaves a trace once it is out of the window.
 */
export function rollingSum(source: Float64Array, period: number, out: Float64Array, divisor = 1): void {
	const { length } = source;
	const start = firstFinite(source);
	if (start + period > length) return;
	let first = 0;
	for (let i = start; i < start + period; i++) first += source[i];
	out[start + period - 1] = first / divisor;
	for (let block = start + period; block < length; block += period) {
		const end = block + period < length ? block + period : length;
		let ending = 0;
		for (let i = block + period - 1; i >= block; i--) {
			if (i < end) out[i] = ending;
			ending += source[i - period];
		}
		let beginning = 0;
		for (let i = block; i < end; i++) {
			beginning += source[i];
			out[i] = (out[i] + beginning) / divisor;
		}
	}
}

/** Row of the first finite value; the length when there is none. */
export function firstFinite(source: Float64Array): number {
	let i = 0;
	while (i < source.length && !isNumber(source[i])) i++;
	return i;
}

/** Finite; spelt so that hot loops stay free of calls. */
export function isNumber(value: number): boolean {
	return value - value === 0;
}
