/** A percentage as a fraction: `2%` is 0.02, without the last-digit noise of the division. */
export function fractionOf(percentage: string): number {
	return Number((Number.parseFloat(percentage) / 100).toPrecision(15));
}

/** A fraction as the percentage it is: 0.02 is `2%`. */
export function percentOf(fraction: number): string {
	return `${Number((fraction * 100).toPrecision(12))}%`;
}
