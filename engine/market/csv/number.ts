/** 10^0 … 10^22: the powers of ten a double holds exactly. */
export const EXACT_POWERS: readonly number[] = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** Below this an integer built digit by digit is exact. */
export const EXACT_MANTISSA = 2 ** 53;

/**
 * Reads a number the quick way refused: exponents, many digits, quotes and padding, thousands separators
 * (`"1,234.50"`), and a decimal comma where the file's separator is a semicolon. Decimal text gives exactly
 * `Number(text)`; anything else gives NaN.
 */
export function parseNumberText(text: string, decimalComma: boolean): number {
	let plain = text.trim().replace(/^"(.*)"$/, '$1').trim();
	if (decimalComma && /^[+-]?\d+,\d+$/.test(plain)) plain = plain.replace(',', '.');
	else if (GROUPED.test(plain)) plain = plain.replaceAll(',', '');
	return DECIMAL.test(plain) ? Number(plain) : NaN;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;
