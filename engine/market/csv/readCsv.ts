import { emptyColumns, trustedSeries } from '../createSeries';
import { CandleError, type CandleColumns, type CandleSeries } from '../series';
import { inferTimeframe, type Timeframe } from '../timeframe';
import { validateColumns, type RowPlace } from '../validation';
import { detectLayout, type CsvLayout } from './layout';
import { RowScanner } from './rowScanner';

/** What a file does not say itself. */
export interface ReadOptions {
	/** Default: what the file says, else an empty name. */
	readonly symbol?: string;
	/** Default: what the file says, else the most frequent spacing of its candles. */
	readonly timeframe?: Timeframe;
}

/**
 * Reads candles from CSV text: header names in any case and of many vendors, or none; separators `,` `;` tab; quotes,
 * CRLF, BOM; times as ISO 8601, `YYYY-MM-DD HH:MM:SS`, or epoch s, ms, µs, ns (UTC where no zone is given). Without a
 * volume column the volume is zero; a file in newest-first order is turned round. Every value is bit-equal to
 * `Number(text)`.
 * @throws CandleError naming the line and the text of the first row that cannot be read or cannot be true.
 */
export function readCsv(bytes: Uint8Array, options: ReadOptions = {}): CandleSeries {
	const text = endedByNewline(asUtf8(bytes));
	const layout = detectLayout(text);
	const parsed = parseRows(text, layout);
	const newestFirst = isNewestFirst(parsed.time);
	const columns = newestFirst ? reverse(parsed) : parsed;
	const rows = columns.time.length;
	validateColumns(columns, (row) => placeOfRow(text, layout.dataStart, newestFirst ? rows - 1 - row : row, row));
	return trustedSeries(options.symbol ?? '', options.timeframe ?? inferTimeframe(columns.time), columns);
}

/** Spreadsheets save "Unicode text" as UTF-16, and put a byte order mark before UTF-8. */
function asUtf8(bytes: Uint8Array): Uint8Array {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextEncoder().encode(new TextDecoder('utf-16le').decode(bytes));
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function endedByNewline(bytes: Uint8Array): Uint8Array {
	if (bytes.length === 0 || bytes[bytes.length - 1] === 10 || bytes[bytes.length - 1] === 13) return bytes;
	const ended = new Uint8Array(bytes.length + 1);
	ended.set(bytes);
	ended[bytes.length] = 10;
	return ended;
}

function parseRows(bytes: Uint8Array, layout: CsvLayout): CandleColumns {
	let columns = emptyColumns(estimateRows(bytes, layout.dataStart));
	let row = 0;
	const scanner = new RowScanner(bytes, layout, layout.dataStart, (at) => ({ line: lineAt(bytes, at), row }));
	const { width, time, clock, open, high, low, close, volume } = layout;
	while (scanner.findRow()) {
		if (row === columns.time.length) columns = resized(columns, row * 2);
		let clockMs = 0;
		for (let column = 0; column < width; column++) {
			if (column > 0) scanner.nextColumn(column - 1);
			if (column === open) columns.open[row] = scanner.number('open');
			else if (column === high) columns.high[row] = scanner.number('high');
			else if (column === low) columns.low[row] = scanner.number('low');
			else if (column === close) columns.close[row] = scanner.number('close');
			else if (column === volume) columns.volume[row] = scanner.volume();
			else if (column === time) columns.time[row] = scanner.time();
			else if (column === clock) clockMs = scanner.clock();
			else scanner.skip();
		}
		scanner.nextRow();
		columns.time[row] += clockMs;
		row++;
	}
	if (row === 0) throw new CandleError('The file has a header and no candles below it.');
	return row === columns.time.length ? columns : resized(columns, row);
}

/** Rows to make room for, from the length of the first ones. */
function estimateRows(bytes: Uint8Array, start: number): number {
	const sample = bytes.subarray(start, start + 65_536);
	const lines = sample.reduce((count, char) => (char === 10 ? count + 1 : count), 1);
	return Math.ceil(((bytes.length - start) / sample.length) * lines * 1.02) + 1;
}

function resized(columns: CandleColumns, length: number): CandleColumns {
	const resize = (column: Float64Array): Float64Array => {
		// Copying to give back a few per cent of room costs more than it frees.
		if (length <= column.length) return length > column.length * 0.9 ? column.subarray(0, length) : column.slice(0, length);
		const larger = new Float64Array(length);
		larger.set(column);
		return larger;
	};
	return {
		time: resize(columns.time),
		open: resize(columns.open),
		high: resize(columns.high),
		low: resize(columns.low),
		close: resize(columns.close),
		volume: resize(columns.volume),
	};
}

function isNewestFirst(time: Float64Array): boolean {
	if (time.length < 2 || time[0] <= time[time.length - 1]) return false;
	let backward = 0;
	for (let i = 1; i < time.length; i++) if (time[i] <= time[i - 1]) backward++;
	return backward > (time.length - 1) / 2;
}

function reverse(columns: CandleColumns): CandleColumns {
	const { time, open, high, low, close, volume } = columns;
	for (const column of [time, open, high, low, close, volume]) column.reverse();
	return columns;
}

function placeOfRow(bytes: Uint8Array, start: number, fileRow: number, row: number): RowPlace {
	let at = start;
	for (let i = 0; ; at = nextLine(bytes, at)) {
		if (bytes[at] === 10 || bytes[at] === 13) continue;
		if (i++ === fileRow) break;
	}
	const line = lineAt(bytes, at);
	return { row, name: `Line ${line}`, line };
}

function lineAt(bytes: Uint8Array, at: number): number {
	let line = 1;
	for (let next = nextLine(bytes, 0); next <= at; next = nextLine(bytes, next)) line += 1;
	return line;
}

function nextLine(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
	return bytes[at] === 13 && bytes[at + 1] === 10 ? at + 2 : at + 1;
}
