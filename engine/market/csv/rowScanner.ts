import { CandleError } from '../series';
import { excerpt, type CsvLayout } from './layout';
import { EXACT_MANTISSA, EXACT_POWERS, parseNumberText } from './number';
import { dayStart, parseTimeText } from './time';

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const COLON = 58;
const NEWLINE = 10;
const RETURN = 13;

/**
 * Reads fields from the bytes of a CSV file, one after the other, without making strings: plain decimals and ISO times
 * are computed from their digits, and only what does not fit that goes through text. The bytes must end with a newline,
 * so that every scan stops by itself.
 */
export class RowScanner {
	/** Byte the next field begins at. */
	at: number;
	private readonly delimiter: number;
	private readonly comma: number;
	private lastDay = -1;
	private lastDayStart = NaN;

	constructor(
		private readonly bytes: Uint8Array,
		private readonly layout: CsvLayout,
		start: number,
		/** Names the line and row of a byte, for an error. */
		private readonly placeOf: (at: number) => { line: number; row: number },
	) {
		this.at = start;
		this.delimiter = layout.delimiter.charCodeAt(0);
		this.comma = layout.decimalComma ? COMMA : POINT;
	}

	/** Goes to the next row, over blank lines; false at the end of the file. */
	findRow(): boolean {
		const { bytes } = this;
		let at = this.at;
		while (at < bytes.length && (bytes[at] === NEWLINE || bytes[at] === RETURN)) at++;
		this.at = at;
		return at < bytes.length;
	}

	/** A decimal field, exactly as `Number` reads its text. */
	number(name: string): number {
		const { bytes } = this;
		let at = this.at;
		let char = bytes[at];
		const quoted = char === QUOTE;
		if (quoted) char = bytes[++at];
		const negative = char === MINUS;
		if (negative) char = bytes[++at];
		let mantissa = 0;
		let digits = at;
		while (char >= 48 && char <= 57) {
			mantissa = mantissa * 10 + (char - 48);
			char = bytes[++at];
		}
		digits = at - digits;
		let scale = 0;
		if (char === POINT || char === this.comma) {
			const point = at;
			char = bytes[++at];
			while (char >= 48 && char <= 57) {
				mantissa = mantissa * 10 + (char - 48);
				char = bytes[++at];
			}
			scale = at - point - 1;
			digits += scale;
		}
		if (quoted) char = char === QUOTE ? bytes[++at] : QUOTE;
		// Both the mantissa and the power of ten are exact here, so their quotient is rounded once, as Number rounds it.
		if (digits > 0 && mantissa < EXACT_MANTISSA && scale <= 22 && this.endsField(char)) {
			this.at = at;
			const value = scale === 0 ? mantissa : mantissa / EXACT_POWERS[scale];
			return negative ? -value : value;
		}
		return this.numberFromText(name);
	}

	/** A volume field; an empty one counts as zero, as a missing column does. */
	volume(): number {
		return this.endsField(this.bytes[this.at]) ? 0 : this.number('volume');
	}

	/** A time field: epoch milliseconds UTC. */
	time(): number {
		const { bytes } = this;
		const start = this.at + (bytes[this.at] === QUOTE ? 1 : 0);
		const value = bytes[start + 4] === MINUS && bytes[start + 7] === MINUS ? this.isoTime(start) : this.epoch(start);
		return Number.isNaN(value) ? this.timeFromText() : value;
	}

	/** A time of day in a column of its own: milliseconds since midnight. */
	clock(): number {
		const text = this.fieldText();
		const value = parseTimeText(`1970-01-01 ${text}`);
		if (Number.isNaN(value)) throw this.fault(`the time of day "${excerpt(text)}" is not HH:MM or HH:MM:SS`);
		return value;
	}

	/** Passes over a field nobody asked for. */
	skip(): void {
		const { bytes } = this;
		let at = this.at;
		if (bytes[at] === QUOTE) {
			this.fieldText();
			return;
		}
		while (!this.endsField(bytes[at])) at++;
		this.at = at;
	}

	/** Steps over the separator between two columns. */
	nextColumn(column: number): void {
		if (this.bytes[this.at] !== this.delimiter) throw this.widthFault(column + 1);
		this.at++;
	}

	/** Steps over the end of the row, one empty surplus column allowed. */
	nextRow(): void {
		const { bytes } = this;
		let at = this.at;
		if (bytes[at] === this.delimiter && (bytes[at + 1] === NEWLINE || bytes[at + 1] === RETURN)) at++;
		if (bytes[at] === this.delimiter) throw this.widthFault(this.countColumns());
		this.at = bytes[at] === RETURN && bytes[at + 1] === NEWLINE ? at + 2 : at + 1;
	}

	private endsField(char: number): boolean {
		return char === this.delimiter || char === NEWLINE || char === RETURN;
	}

	private isoTime(start: number): number {
		const { bytes } = this;
		const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
		const day = (year * 100 + twoDigits(bytes, start + 5)) * 100 + twoDigits(bytes, start + 8);
		if (day !== this.lastDay) {
			if (day < 0) return NaN;
			this.lastDay = day;
			this.lastDayStart = dayStart(year, Math.floor(day / 100) % 100, day % 100);
		}
		let at = start + 10;
		let ms = this.lastDayStart;
		if (bytes[at] === 32 || bytes[at] === 84) {
			const hour = twoDigits(bytes, at + 1);
			const minute = twoDigits(bytes, at + 4);
			if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || bytes[at + 3] !== COLON) return NaN;
			ms += (hour * 60 + minute) * 60_000;
			at += 6;
			if (bytes[at] === COLON) {
				const second = twoDigits(bytes, at + 1);
				if (second < 0 || second > 59) return NaN;
				ms += second * 1000;
				at += 3;
				if (bytes[at] === POINT) {
					let unit = 100;
					for (at++; bytes[at] >= 48 && bytes[at] <= 57; at++) {
						ms += Math.floor(unit) * (bytes[at] - 48);
						unit /= 10;
					}
				}
			}
			if (bytes[at] === 90) at++;
		}
		return this.finishTime(start, at, ms);
	}

	private epoch(start: number): number {
		const { bytes } = this;
		let at = start;
		let value = 0;
		while (bytes[at] >= 48 && bytes[at] <= 57) value = value * 10 + (bytes[at++] - 48);
		const digits = at - start;
		if (digits < 9 || digits > 13) return NaN;
		return this.finishTime(start, at, digits < 12 ? value * 1000 : value);
	}

	private finishTime(start: number, end: number, ms: number): number {
		const quoted = start > this.at;
		const at = quoted ? end + 1 : end;
		if (Number.isNaN(ms) || (quoted && this.bytes[end] !== QUOTE) || !this.endsField(this.bytes[at])) return NaN;
		this.at = at;
		return ms;
	}

	private numberFromText(name: string): number {
		const start = this.at;
		const text = this.fieldText();
		const value = parseNumberText(text, this.layout.decimalComma);
		if (!Number.isNaN(value)) return value;
		if (name === 'volume' && text === '') return 0;
		this.at = start;
		throw this.fault(
			text === ''
				? `the ${name} is empty. Fill it in or drop the row`
				: `the ${name} "${excerpt(text)}" is not a number. Write plain decimals such as 1234.5, or drop the row`,
		);
	}

	private timeFromText(): number {
		const start = this.at;
		const text = this.fieldText();
		const value = parseTimeText(text);
		if (!Number.isNaN(value)) return value;
		this.at = start;
		const slashes = /^\d{1,2}[/-]\d{1,2}[/-]\d{4}/.test(text);
		throw this.fault(
			slashes
				? `the time "${excerpt(text)}" may mean day or month first. Write YYYY-MM-DD`
				: `the time "${excerpt(text)}" is not a time. Write YYYY-MM-DD HH:MM:SS (UTC), ISO 8601 or an epoch`,
		);
	}

	/** The field as text without its quotes, and on to its end. */
	private fieldText(): string {
		const { bytes } = this;
		const start = this.at;
		let at = start;
		let quoted = false;
		while (at < bytes.length && (quoted || !this.endsField(bytes[at]))) {
			if (bytes[at] === QUOTE) quoted = !quoted;
			at++;
		}
		if (quoted) throw this.fault('a quotation mark is opened and never closed');
		this.at = at;
		return new TextDecoder().decode(bytes.subarray(start, at)).trim().replace(/^"(.*)"$/s, '$1').trim();
	}

	private widthFault(columns: number): CandleError {
		const expected = this.layout.width;
		return this.fault(`${columns} columns where the file has ${expected}. Complete the row or drop it`);
	}

	private countColumns(): number {
		let columns = this.layout.width;
		while (this.bytes[this.at] === this.delimiter) {
			this.at++;
			columns++;
			this.skip();
		}
		this.at--;
		return columns;
	}

	private fault(message: string): CandleError {
		const { bytes } = this;
		let start = this.at;
		while (start > 0 && bytes[start - 1] !== NEWLINE && bytes[start - 1] !== RETURN) start--;
		let end = this.at;
		while (end < bytes.length && bytes[end] !== NEWLINE && bytes[end] !== RETURN) end++;
		const text = new TextDecoder().decode(bytes.subarray(start, end));
		const { line, row } = this.placeOf(start);
		return new CandleError(`Line ${line}: ${message}.`, row, line, `The line reads: ${excerpt(text)}`);
	}
}

/** Two digits as a number; far below zero when they are not digits, so that no sum can hide it. */
function twoDigits(bytes: Uint8Array, at: number): number {
	const tens = bytes[at] - 48;
	const ones = bytes[at + 1] - 48;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1e9;
}
