/** A quotient this close below a whole number is that number: 0.3 / 0.1 is 2.9999999999999996 in floating point. */
const WHOLE = 1 + 4 * Number.EPSILON;

/**
 * The largest multiple of `lotSize` that is not above `quantity` (≥ 0); a `lotSize` of 0 leaves it as it is.
 * Lots such as 0.1 or 0.001 give the nearest float to the decimal: `roundLot(0.37, 0.1)` is 0.3, not 0.30000000000000004.
 */
export function roundLot(quantity: number, lotSize: number): number {
	if (lotSize <= 0) return quantity;
	const lots = Math.floor((quantity / lotSize) * WHOLE);
	const lotsPerUnit = Math.round(1 / lotSize);
	return Math.abs(lotsPerUnit * lotSize - 1) < 1e-12 ? lots / lotsPerUnit : lots * lotSize;
}
