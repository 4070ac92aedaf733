/**
 * Sum of the last `period` values, written to `out`, which arrives filled with NaN. A window that holds a value that
 * is not finite has no sum; the windows after it do. Leading NaNs only delay the start.
 *
 * The running sum carries its rounding error along (Knuth's TwoSum, Ogita, Rump & Oishi 2005), so that it does not
 * drift however long the series is.
 */
export function rollingSum(source: Float64Array, period: number, out: Float64Array): void {
	const start = firstFinite(source);
	let sum = 0;
	let error = 0;
	let missing = 0;
	for (let i = start; i < source.length; i++) {
		const entering = source[i];
		if (entering - entering === 0) {
			const next = sum + entering;
			const part = next - sum;
			error += sum - (next - part) + (entering - part);
			sum = next;
		} else {
			missing++;
		}
		if (i >= start + period) {
			const leaving = source[i - period];
			if (leaving - leaving === 0) {
				const next = sum - leaving;
				const part = next - sum;
				error += sum - (next - part) - (leaving + part);
				sum = next;
			} else {
				missing--;
			}
		}
		if (missing === 0 && i >= start + period - 1) out[i] = sum + error;
	}
}

/** Row of the first finite value; the length when there is none. */
export function firstFinite(source: Float64Array): number {
	let i = 0;
	while (i < source.length && !Number.isFinite(source[i])) i++;
	return i;
}
