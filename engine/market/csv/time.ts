/**
 * Reads a candle's time, epoch milliseconds UTC, or NaN when the text is none of: ISO 8601 with or without zone (`Z`,
 * `UTC`, `+01:00`), `YYYY-MM-DD[ HH:MM[:SS[.f…]]]` (also with `/` or `.`), `DD.MM.YYYY[ …]`, `YYYYMMDD[ HHMMSS]`, or an
 * epoch in seconds, milliseconds, microseconds or nanoseconds, told apart by its magnitude. A time without a zone is UTC.
 */
export function parseTimeText(text: string): number {
	const plain = text.trim().replace(/^"(.*)"$/, '$1').trim();
	return epochText(plain) ?? compactDate(plain) ?? writtenDate(plain) ?? NaN;
}

/** Milliseconds from 1970 to midnight UTC of that day, or NaN when there is no such day. */
export function dayStart(year: number, month: number, day: number): number {
	const start = Date.UTC(year, month - 1, day);
	const date = new Date(start);
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? start : NaN;
}

/**
 * An epoch of unknown unit, as milliseconds: up to 11 digits are seconds, 14 ms, 17 µs, then ns. Below 1e8 (seconds of
 * 1973) it is NaN: such numbers are row numbers or spreadsheet days, not times.
 */
export function epochToMs(value: number): number {
	const size = Math.abs(value);
	if (size < 1e8) return NaN;
	if (size < 1e11) return Math.round(value * 1000);
	if (size < 1e14) return Math.floor(value);
	if (size < 1e17) return Math.floor(value / 1000);
	return Math.floor(value / 1_000_000);
}

function epochText(text: string): number | undefined {
	if (!/^-?\d+(\.\d+)?(e\+?\d+)?$/i.test(text) || /^\d{8}$/.test(text) || /^\d{14}$/.test(text)) return undefined;
	// Nanoseconds exceed a double's integers: cut them off as text, so that the millisecond is never off by one.
	const nanoseconds = /^(-?\d{12,14})\d{6}(\.\d+)?$/.exec(text);
	return nanoseconds ? Number(nanoseconds[1]) : epochToMs(Number(text));
}

function compactDate(text: string): number | undefined {
	const match = /^(\d{4})(\d{2})(\d{2})(?:[ T]?(\d{2}):?(\d{2})(?::?(\d{2})(\d{3})?)?)?$/.exec(text);
	if (!match) return undefined;
	// An absent group is undefined, which the array's type does not say.
	const [year, month, day, hour, minute, second, ms] = match.slice(1).map((part) => Number(part || 0));
	return dayStart(year, month, day) + clockMs(hour, minute, second) + ms;
}

function writtenDate(text: string): number | undefined {
	const match = WRITTEN.exec(text);
	if (!match) return undefined;
	const [, yearFirst, , monthAfter, dayLast, dayFirst, monthDotted, yearLast, hour, minute, second, fraction, zone] = match;
	const day = yearFirst
		? dayStart(Number(yearFirst), Number(monthAfter), Number(dayLast))
		: dayStart(Number(yearLast), Number(monthDotted), Number(dayFirst));
	const clock = clockMs(Number(hour || 0), Number(minute || 0), Number(second || 0));
	const ms = fraction ? Number(fraction.slice(0, 3).padEnd(3, '0')) : 0;
	return day + clock + ms - zoneMs(zone);
}

/** Year first with one separator throughout, or day first with dots (slashes would leave day and month in doubt). */
const WRITTEN =
	/^(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4}))(?:(?:\s+|[T,])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?$/i;

function clockMs(hour: number, minute: number, second: number): number {
	return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1000 : NaN;
}

function zoneMs(zone: string | undefined): number {
	const match = zone && /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
	if (!match) return 0;
	const minutes = Number(match[2]) * 60 + Number(match[3] || 0);
	return minutes <= 14 * 60 ? (match[1] === '-' ? -minutes : minutes) * 60_000 : NaN;
}

