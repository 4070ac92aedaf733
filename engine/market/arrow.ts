import type { Data, Table, Vector } from 'apache-arrow';
import type * as Arrow from '../vendor/arrow';
import { matchColumnNames } from './columnNames';
import { trustedSeries } from './createSeries';
import type { ReadOptions } from './csv/readCsv';
import { epochToMs, parseTimeText } from './csv/time';
import { CandleError, type CandleColumns, type CandleSeries } from './series';
import { inferTimeframe, parseTimeframe } from './timeframe';
import { validateColumns } from './validation';

type ArrowLibrary = typeof Arrow;

/**
 * The series as an Arrow IPC stream: float64 columns `time` (epoch ms UTC), `open`, `high`, `low`, `close`, `volume`, with
 * `symbol`, `timeframe` and `timeUnit` in the schema's metadata. `readArrow` gives the same bits back.
 */
export async function writeArrow(series: CandleSeries): Promise<Uint8Array> {
	const { Field, Float64, RecordBatch, Schema, Struct, Table, makeData, tableToIPC } = await import('../vendor/arrow');
	const columns = [series.time, series.open, series.high, series.low, series.close, series.volume];
	const fields = COLUMN_NAMES.map((name) => new Field(name, new Float64(), false));
	const metadata = new Map([
		['symbol', series.symbol],
		['timeframe', series.timeframe],
		['timeUnit', 'ms'],
	]);
	const schema = new Schema(fields, metadata);
	const children = columns.map((data) => makeData({ type: new Float64(), data, length: data.length, nullCount: 0 }));
	const body = makeData({ type: new Struct(fields), length: series.length, nullCount: 0, children });
	return tableToIPC(new Table(schema, [new RecordBatch(schema, body)]), 'stream');
}

/**
 * Reads candles from an Arrow IPC stream or file, ours or another tool's: columns found by name as in CSV, prices as
 * floats or integers, time as a timestamp or date of any unit, an epoch in a number, or ISO text. A single float64 batch
 * is used where it lies, without copying.
 * @throws CandleError for a missing or null column, a type that holds no numbers, and every fault of a series.
 */
export async function readArrow(bytes: Uint8Array, options: ReadOptions = {}): Promise<CandleSeries> {
	const arrow = await import('../vendor/arrow');
	const table = parseTable(arrow, bytes);
	const columns = readColumns(arrow, table);
	validateColumns(columns);
	const { metadata } = table.schema;
	const written = metadata.get('timeframe');
	const timeframe = options.timeframe ?? (written ? parseTimeframe(written) : inferTimeframe(columns.time));
	return trustedSeries(options.symbol ?? metadata.get('symbol') ?? '', timeframe, columns);
}

const COLUMN_NAMES = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

function parseTable(arrow: ArrowLibrary, bytes: Uint8Array): Table {
	try {
		return arrow.tableFromIPC(bytes);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw /codec/i.test(reason)
			? new CandleError('The Arrow file is compressed. Write it uncompressed (in pyarrow: compression="uncompressed").')
			: new CandleError(`The Arrow data cannot be read: ${reason}. Is the file complete?`);
	}
}

function readColumns(arrow: ArrowLibrary, table: Table): CandleColumns {
	const names = table.schema.fields.map((field) => field.name);
	const layout = matchColumnNames(names);
	const column = (part: 'time' | 'open' | 'high' | 'low' | 'close'): { name: string; vector: Vector } => {
		const index = layout[part];
		const vector = index === undefined ? null : table.getChildAt(index);
		if (index === undefined || !vector) {
			throw new CandleError(
				`The Arrow table has no column for ${part}: its columns are ${names.join(', ')}. Name them ${COLUMN_NAMES.join(', ')}.`,
			);
		}
		return { name: names[index], vector };
	};
	const volume = layout.volume === undefined ? null : table.getChildAt(layout.volume);
	return {
		time: times(arrow, column('time'), table.schema.metadata.get('timeUnit') === 'ms'),
		open: numbers(arrow, column('open')),
		high: numbers(arrow, column('high')),
		low: numbers(arrow, column('low')),
		close: numbers(arrow, column('close')),
		volume: volume ? numbers(arrow, { name: 'volume', vector: volume }) : new Float64Array(table.numRows),
	};
}

interface NamedVector {
	readonly name: string;
	readonly vector: Vector;
}

function numbers(arrow: ArrowLibrary, { name, vector }: NamedVector): Float64Array {
	refuseNulls(name, vector);
	if (!arrow.DataType.isFloat(vector.type) && !arrow.DataType.isInt(vector.type)) {
		throw new CandleError(`The Arrow column ${name} is ${vector.type}. Write prices and volume as float64.`);
	}
	return toFloats(vector, Number);
}

function times(arrow: ArrowLibrary, { name, vector }: NamedVector, inMilliseconds: boolean): Float64Array {
	refuseNulls(name, vector);
	const { DataType } = arrow;
	const type = vector.type as Arrow.DataType;
	if (DataType.isTimestamp(type)) return toFloats(vector, TO_MS[type.unit]);
	// `get` gives dates as milliseconds whatever their unit, and dictionary text as text.
	if (DataType.isDate(type)) return Float64Array.from(vector, (value) => Number(value));
	if (DataType.isUtf8(type) || DataType.isDictionary(type)) return Float64Array.from(vector, (text) => parseTimeText(`${text}`));
	if (DataType.isFloat(type) || DataType.isInt(type)) return toFloats(vector, inMilliseconds ? Number : epochValue);
	throw new CandleError(`The Arrow column ${name} is ${String(vector.type)}. Write the time as a timestamp, or as epoch milliseconds.`);
}

function refuseNulls(name: string, vector: Vector): void {
	if (vector.nullCount === 0) return;
	let row = 0;
	while (row < vector.length && vector.isValid(row)) row++;
	throw new CandleError(`Row ${row}: the ${name} is null. Fill it in or drop the row.`, row);
}

/** One batch of float64 as it lies; anything else converted into a column of its own. */
function toFloats(vector: Vector, convert: (value: number | bigint) => number): Float64Array {
	const chunks = vector.data as readonly Data[];
	const only: unknown = chunks.length === 1 ? chunks[0].values : undefined;
	if (only instanceof Float64Array && (convert === Number || convert === epochValue) && only.length === vector.length) {
		return convert === Number || only.every((value) => epochValue(value) === value) ? only : only.map(epochValue);
	}
	const column = new Float64Array(vector.length);
	let at = 0;
	for (const chunk of chunks) {
		const values = chunk.values as ArrayLike<number | bigint>;
		for (let i = 0; i < chunk.length; i++) column[at++] = convert(values[i]);
	}
	return column;
}

function epochValue(value: number | bigint): number {
	// Nanoseconds exceed a double's integers, so they are cut down before they become one.
	return typeof value === 'bigint' && value > 10n ** 17n ? Number(value / 1_000_000n) : epochToMs(Number(value));
}

/** By Arrow's TimeUnit: second, millisecond, microsecond, nanosecond. */
const TO_MS: readonly ((value: number | bigint) => number)[] = [
	(value) => Number(value) * 1000,
	Number,
	(value) => Math.floor(Number(value) / 1000),
	(value) => Number(BigInt(value) / 1_000_000n),
];
