import { matchColumnNames, matchDateAndClock, type ColumnLayout } from '../columnNames';
import { CandleError } from '../series';
import { parseNumberText } from './number';
import { parseTimeText } from './time';

/** How one file is written, found from its first lines. */
export interface CsvLayout extends ColumnLayout {
	readonly delimiter: ',' | ';' | '\t';
	/** `1,5` is one and a half: so it is where the semicolon separates. */
	readonly decimalComma: boolean;
	/** Columns a row has. */
	readonly width: number;
	/** Byte at which the first candle begins. */
	readonly dataStart: number;
}

/**
 * Finds separator, columns and the first candle: a header line anywhere in the first ten lines (titles and links above
 * it are passed over), or, without one, rows that begin with a time and four prices in the order open, high, low, close.
 * @throws CandleError saying what is missing.
 */
export function detectLayout(bytes: Uint8Array): CsvLayout {
	const lines = firstLines(bytes, 64);
	if (lines.length === 0) throw new CandleError('The file is empty. Give a CSV file with candles in it.');
	for (const line of lines.slice(0, 10)) {
		for (const delimiter of [',', ';', '\t'] as const) {
			const fields = splitFields(line.text, delimiter);
			const layout =
				headerLayout(fields, lines[lines.indexOf(line) + 1], delimiter) ??
				headerlessLayout(fields, lines.slice(lines.indexOf(line)), delimiter);
			if (layout) return layout;
		}
	}
	throw new CandleError(
		`Line ${lines[0].number}: no candle columns in "${excerpt(lines[0].text)}". Give the file a header such as time,open,high,low,close,volume.`,
		undefined,
		lines[0].number,
	);
}

/** A line of the file cut to a readable length, for an error. */
export function excerpt(text: string): string {
	return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** The fields of one line, quotes taken off. */
export function splitFields(text: string, delimiter: string): string[] {
	const fields: string[] = [];
	let field = '';
	let quoted = false;
	for (const char of text) {
		if (char === '"') quoted = !quoted;
		else if (char === delimiter && !quoted) {
			fields.push(field.trim());
			field = '';
		} else field += char;
	}
	return [...fields, field.trim()];
}

interface Line {
	readonly text: string;
	readonly number: number;
	readonly start: number;
	readonly next: number;
}

function firstLines(bytes: Uint8Array, count: number): Line[] {
	const decoder = new TextDecoder();
	const lines: Line[] = [];
	let start = 0;
	for (let number = 1; start < bytes.length && lines.length < count; number++) {
		let end = start;
		while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
		const next = bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
		const text = decoder.decode(bytes.subarray(start, Math.min(end, start + 4096)));
		if (text.trim() !== '') lines.push({ text, number, start, next });
		start = next;
	}
	return lines;
}

function headerLayout(
	names: readonly string[],
	firstRow: Line | undefined,
	delimiter: CsvLayout['delimiter'],
): CsvLayout | undefined {
	const { time, open, high, low, close, volume } = matchColumnNames(names);
	const prices = { open, high, low, close };
	const missing = Object.entries(prices).filter(([, index]) => index === undefined);
	// Two price names make it a header; with fewer it may be a title, or a row.
	if (missing.length > 2 || names.length < 3) return undefined;
	if (!firstRow) throw new CandleError('The file has a header and no candles below it.');
	if (time === undefined || open === undefined || high === undefined || low === undefined || close === undefined) {
		const lacking = [...(time === undefined ? ['time'] : []), ...missing.map(([name]) => name)];
		throw new CandleError(
			`The header "${excerpt(names.join(delimiter))}" has no column for ${lacking.join(', ')}. Name the columns time, open, high, low, close and volume.`,
		);
	}
	const layout = { delimiter, decimalComma: delimiter === ';', width: names.length, dataStart: firstRow.start };
	const row = splitFields(firstRow.text, delimiter);
	const both = matchDateAndClock(names);
	const timing = both && CLOCK.test(row[both.clock] ?? '') ? { time: both.date, clock: both.clock } : { time };
	return { ...layout, ...timing, open, high, low, close, volume };
}

function headerlessLayout(
	fields: readonly string[],
	lines: readonly Line[],
	delimiter: CsvLayout['delimiter'],
): CsvLayout | undefined {
	const decimalComma = delimiter === ';';
	const clock = CLOCK.test(fields[1] ?? '') ? 1 : undefined;
	const first = clock === undefined ? 1 : 2;
	const isNumber = (text: string | undefined) => !Number.isNaN(parseNumberText(text ?? '', decimalComma));
	if (Number.isNaN(parseTimeText(fields[0])) || !fields.slice(first, first + 4).every(isNumber)) return undefined;
	if (fields.length < first + 4) return undefined;
	for (const line of lines) {
		const [open, high, low, close] = splitFields(line.text, delimiter)
			.slice(first, first + 4)
			.map((text) => parseNumberText(text, decimalComma));
		if (Math.max(open, close, low) > high || Math.min(open, close) < low) {
			throw new CandleError(
				`Line ${line.number}: the file has no header, and "${excerpt(line.text)}" does not read as time, open, high, low, close. Put a header line on top that names the columns.`,
				undefined,
				line.number,
			);
		}
	}
	return {
		delimiter,
		decimalComma,
		width: fields.length,
		dataStart: lines[0].start,
		time: 0,
		clock,
		open: first,
		high: first + 1,
		low: first + 2,
		close: first + 3,
		volume: isNumber(fields[first + 4]) ? first + 4 : undefined,
	};
}

const CLOCK = /^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/;
