const { max, min } = Math;

/**
 * Highest of the last `period` values, written to `out`, which arrives filled with NaN. A window that holds a NaN has
 * none. Each window is the end of one block of `period` rows and the beginning of the next (van Herk 1992): two
 * comparisons a bar, whatever the period.
 */
export function rollingHighest(source: Float64Array, period: number, out: Float64Array): void {
	const { length } = source;
	for (let block = 0; block < length; block += period) {
		const end = block + period < length ? block + period : length;
		let ending = -Infinity;
		for (let i = block + period - 1; i >= block && block > 0; i--) {
			if (i < end) out[i] = ending;
			ending = max(ending, source[i - period]);
		}
		let beginning = -Infinity;
		for (let i = block; i < end; i++) {
			beginning = max(beginning, source[i]);
			if (block > 0) out[i] = max(out[i], beginning);
			else if (i === period - 1) out[i] = beginning;
		}
	}
}

/** Lowest of the last `period` values; else as `rollingHighest`. */
export function rollingLowest(source: Float64Array, period: number, out: Float64Array): void {
	const { length } = source;
	for (let block = 0; block < length; block += period) {
		const end = block + period < length ? block + period : length;
		let ending = Infinity;
		for (let i = block + period - 1; i >= block && block > 0; i--) {
			if (i < end) out[i] = ending;
			ending = min(ending, source[i - period]);
		}
		let beginning = Infinity;
		for (let i = block; i < end; i++) {
			beginning = min(beginning, source[i]);
			if (block > 0) out[i] = min(out[i], beginning);
			else if (i === period - 1) out[i] = beginning;
		}
	}
}
