/** Highest of the last `period` values; no value for a window that holds a NaN. `out` arrives filled with NaN. */
export function rollingHighest(source: Float64Array, period: number, out: Float64Array): void {
	const kept = new Int32Array(ringSize(period, source.length));
	const mask = kept.length - 1;
	let head = 0;
	let tail = 0;
	let unbroken = 0;
	for (let i = 0; i < source.length; i++) {
		const value = source[i];
		unbroken = Number.isNaN(value) ? 0 : unbroken + 1;
		if (unbroken === 0) head = tail;
		else {
			while (tail > head && source[kept[(tail - 1) & mask]] <= value) tail--;
			kept[tail++ & mask] = i;
			if (kept[head & mask] <= i - period) head++;
			if (unbroken >= period) out[i] = source[kept[head & mask]];
		}
	}
}

/** Lowest of the last `period` values; no value for a window that holds a NaN. `out` arrives filled with NaN. */
export function rollingLowest(source: Float64Array, period: number, out: Float64Array): void {
	const kept = new Int32Array(ringSize(period, source.length));
	const mask = kept.length - 1;
	let head = 0;
	let tail = 0;
	let unbroken = 0;
	for (let i = 0; i < source.length; i++) {
		const value = source[i];
		unbroken = Number.isNaN(value) ? 0 : unbroken + 1;
		if (unbroken === 0) head = tail;
		else {
			while (tail > head && source[kept[(tail - 1) & mask]] >= value) tail--;
			kept[tail++ & mask] = i;
			if (kept[head & mask] <= i - period) head++;
			if (unbroken >= period) out[i] = source[kept[head & mask]];
		}
	}
}

/**
 * Both keep the rows that may yet become the extreme, in order (a monotone queue: each row enters and leaves once,
 * whatever the period). The queue never holds more than `period` + 1 rows; a power of two makes the ring cheap.
 */
function ringSize(period: number, length: number): number {
	return 2 ** Math.ceil(Math.log2(Math.min(period, length) + 2));
}
