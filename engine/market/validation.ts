import { CandleError, type CandleColumns } from './series';

/** How an error names a row: `Row 3` in memory, `Line 5` in a file. */
export interface RowPlace {
	readonly row: number;
	readonly name: string;
	readonly line?: number;
}

const inMemory = (row: number): RowPlace => ({ row, name: `Row ${row}` });

/**
 * Refuses columns that cannot be candles: unequal lengths, time that is not whole milliseconds or does not rise,
 * prices or volume that are not numbers or are negative, a high below the low, an open or close outside them.
 * @throws CandleError for the first fault, naming the row by `placeOf`.
 */
export function validateColumns(columns: CandleColumns, placeOf: (row: number) => RowPlace = inMemory): void {
	const { time, open, high, low, close, volume } = columns;
	for (const [name, column] of Object.entries({ open, high, low, close, volume })) {
		if (column.length !== time.length) {
			throw new CandleError(
				`The ${name} column has ${column.length} values and the time column ${time.length}. Every column needs one value for each candle.`,
			);
		}
	}
	let previous = -Infinity;
	for (let i = 0; i < time.length; i++) {
		const now = time[i];
		// One positive test a row keeps a million rows quick; it is false for NaN, so every fault falls through to `explain`.
		const sound =
			now > previous &&
			Number.isSafeInteger(now) &&
			low[i] >= 0 &&
			low[i] <= open[i] &&
			low[i] <= close[i] &&
			high[i] >= open[i] &&
			high[i] >= close[i] &&
			high[i] < Infinity &&
			volume[i] >= 0 &&
			volume[i] < Infinity;
		if (!sound) throw explain(columns, i, placeOf);
		previous = now;
	}
}

function explain(columns: CandleColumns, row: number, placeOf: (row: number) => RowPlace): CandleError {
	const place = placeOf(row);
	const fault = (message: string, hint?: string) => new CandleError(`${place.name}: ${message}`, row, place.line, hint);
	return timeFault(columns.time, row, placeOf, fault) ?? valueFault(columns, row, fault) ?? shapeFault(columns, row, fault);
}

type Fault = (message: string, hint?: string) => CandleError;

function timeFault(
	time: Float64Array,
	row: number,
	placeOf: (row: number) => RowPlace,
	fault: Fault,
): CandleError | undefined {
	const now = time[row];
	if (!Number.isSafeInteger(now)) {
		return fault(`the time ${now} is not a whole number of epoch milliseconds. Give each candle its open time, UTC.`);
	}
	if (row === 0 || now > time[row - 1]) return undefined;
	const before = placeOf(row - 1).name.toLowerCase();
	if (now === time[row - 1]) {
		return fault(
			`duplicate timestamp ${iso(now)}, the same as ${before}. Keep one candle for each time.`,
			'Two exports joined together often overlap: remove the repeated rows.',
		);
	}
	return fault(
		`backward timestamp ${iso(now)}, after ${iso(time[row - 1])} on ${before}. Sort the candles by time.`,
		'A whole file in newest-first order is read as it is; this one changes direction.',
	);
}

function valueFault(columns: CandleColumns, row: number, fault: Fault): CandleError | undefined {
	for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) {
		const value = columns[name][row];
		if (!Number.isFinite(value)) {
			return fault(`the ${name} is ${value}. Every candle needs five finite numbers: fill it in or drop the row.`);
		}
		if (value < 0) {
			return fault(`negative ${name === 'volume' ? 'volume' : 'price'}: the ${name} is ${value}. Correct or drop the row.`);
		}
	}
	return undefined;
}

function shapeFault({ open, high, low, close }: CandleColumns, row: number, fault: Fault): CandleError {
	if (high[row] < low[row]) {
		return fault(
			`high ${high[row]} is below low ${low[row]}. Swap them if the columns are mixed up, or drop the row.`,
			'If every row fails so, the header names the columns in the wrong order.',
		);
	}
	const name = open[row] > high[row] || open[row] < low[row] ? 'open' : 'close';
	const value = name === 'open' ? open[row] : close[row];
	return fault(
		value > high[row]
			? `${name} ${value} lies above the high ${high[row]}. Raise the high to ${value} or correct the ${name}.`
			: `${name} ${value} lies below the low ${low[row]}. Lower the low to ${value} or correct the ${name}.`,
	);
}

function iso(time: number): string {
	return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time);
}
