type Numbers = readonly number[] | Float64Array;

export function sum(values: Numbers): number {
	let total = 0;
	for (let k = 0; k < values.length; k++) total += values[k];
	return total;
}

/** Arithmetic mean; NaN of nothing. */
export const mean = (values: Numbers): number => sum(values) / values.length;

export function highest(values: Numbers): number {
	let top = -Infinity;
	for (let k = 0; k < values.length; k++) if (values[k] > top) top = values[k];
	return top;
}

/** Standard deviation of a sample (ddof 1); NaN below two values. */
export function sampleDeviation(values: Numbers): number {
	if (values.length < 2) return NaN;
	const centre = mean(values);
	let squares = 0;
	for (let k = 0; k < values.length; k++) squares += (values[k] - centre) ** 2;
	return Math.sqrt(squares / (values.length - 1));
}

/** Root mean square of what lies below 0, over all values (the downside deviation for a target of 0). */
export function downsideDeviation(values: Numbers): number {
	let squares = 0;
	for (let k = 0; k < values.length; k++) squares += Math.min(values[k], 0) ** 2;
	return Math.sqrt(squares / values.length);
}
