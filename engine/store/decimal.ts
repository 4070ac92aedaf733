import { Decimal as DecimalJs } from 'decimal.js';
import { ParameterError } from '../errors';
import type { DecimalString } from '../orders';

/**
 * Decimal arithmetic of the books. 60 digits hold every product of two amounts exactly; only a quotient (an average
 * price) is ever rounded. What exceeds 1e±1000 is no amount: it becomes infinite or zero instead of a gigabyte of digits.
 */
export const Decimal = DecimalJs.clone({
	precision: 60,
	rounding: DecimalJs.ROUND_HALF_EVEN,
	maxE: 1000,
	minE: -1000,
});
export type Decimal = DecimalJs;

/** Digits that any double keeps (C's DBL_DIG): beyond them a float holds noise such as the last 1 of 100.05000000000001. */
const FLOAT_DIGITS = 15;

/** Places after the point in which a quotient is written out. */
const QUOTIENT_PLACES = 18;

/** Written out in full, without exponent: `1e-8` is `"0.00000001"`. @throws ParameterError on what is no finite number. */
export function decimalString(value: DecimalJs.Value): DecimalString {
	const exact = new Decimal(value);
	if (!exact.isFinite()) throw new ParameterError('amount', `${String(value)} is not an amount. Give a finite number.`);
	return exact.isZero() ? '0' : exact.toFixed();
}

/** A number of the simulation as an amount of the books, to the 15 significant digits that a double truly holds. */
export const decimalFromFloat = (value: number): DecimalString =>
	decimalString(new Decimal(value).toSignificantDigits(FLOAT_DIGITS));

/** A quotient written out to 18 places. */
export const decimalQuotient = (value: Decimal): DecimalString => decimalString(value.toDecimalPlaces(QUOTIENT_PLACES));
