import type { Table } from 'apache-arrow';
import { EngineError } from '../errors';
import { createSeries, type CandleSeries } from '../market';
import type { BacktestResult, SimulatedOrder, Trade } from './result';

const FORMAT = 'n8n-nodes-trading-bot/backtest';
const VERSION = 1;
const WHERE_ARCHIVES_COME_FROM = 'Give the binary field "backtest" that a Backtest node made.';

/** A file that is no backtest archive, or one that a newer version of the suite wrote. */
export class ArchiveError extends EngineError {}

/**
 * A backtest with the candles it ran on, in one file: three Arrow IPC streams, one after the other.
 *
 * 1. bars: `time, open, high, low, close, volume, equity, drawdown`, all Float64; the schema's metadata holds `format`,
 *    `version`, and in `result` the rest of the result as JSON
 * 2. trades, 3. orders: one column per field of `Trade` and `SimulatedOrder`
 *
 * Every Arrow library reads the first table as it is, and the others by opening the next stream at the same handle.
 */
export async function writeBacktest(result: BacktestResult, series: CandleSeries): Promise<Uint8Array> {
	const { Schema, Table: ArrowTable, makeVector, tableToIPC } = await import('../vendor/arrow');
	const { equity, trades, orders, ...rest } = result;
	if (equity.time.length !== series.length) {
		throw new ArchiveError(
			`The result covers ${equity.time.length} bars and the series has ${series.length}. Give the candles that the backtest ran on.`,
		);
	}
	const { time, open, high, low, close, volume } = series;
	const columns = { time, open, high, low, close, volume, equity: equity.value, drawdown: equity.drawdown };
	const bars = new ArrowTable(
		Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, makeVector(hereArray(column))])),
	);
	const metadata = new Map([
		['format', FORMAT],
		['version', String(VERSION)],
		['result', JSON.stringify(rest, writeNumber)],
	]);
	const tables = [
		new ArrowTable(new Schema(bars.schema.fields, metadata), bars.batches),
		await tableOf(trades, TRADE),
		await tableOf(orders, ORDER),
	];
	return Buffer.concat(tables.map((table) => tableToIPC(table, 'stream')));
}

/** Reads what `writeBacktest` wrote, bit for bit. Throws `ArchiveError` on any other file. */
export async function readBacktest(bytes: Uint8Array): Promise<{ result: BacktestResult; series: CandleSeries }> {
	const [bars, trades, orders] = await readTables(bytes);
	const metadata = bars?.schema.metadata;
	if (!bars || metadata?.get('format') !== FORMAT) {
		throw new ArchiveError('This file is no backtest archive.', WHERE_ARCHIVES_COME_FROM);
	}
	if (Number(metadata.get('version')) > VERSION) {
		throw new ArchiveError(
			`This backtest archive has version ${metadata.get('version')}, and this suite reads up to ${VERSION}.`,
			'Update n8n-nodes-trading-bot, or run the backtest again.',
		);
	}
	if (!trades || !orders) throw new ArchiveError('This backtest archive is cut short.', 'Run the backtest again.');
	const rest = JSON.parse(metadata.get('result') ?? '{}', readNumber) as Omit<BacktestResult, 'equity' | 'trades' | 'orders'>;
	const column = (name: string): Float64Array => Float64Array.from(bars.getChild(name)?.toArray() as Float64Array);
	const series = createSeries({
		symbol: rest.symbol,
		timeframe: rest.timeframe as CandleSeries['timeframe'],
		columns: {
			time: column('time'),
			open: column('open'),
			high: column('high'),
			low: column('low'),
			close: column('close'),
			volume: column('volume'),
		},
	});
	const equity = { time: series.time, value: column('equity'), drawdown: column('drawdown') };
	const result = { ...rest, equity, trades: rowsOf<Trade>(trades, TRADE), orders: rowsOf<SimulatedOrder>(orders, ORDER) };
	return { result, series };
}

type Columns<Row> = { readonly [Field in keyof Required<Row>]: Row[Field] extends number ? 'number' : 'text' };

const TRADE: Columns<Trade> = {
	symbol: 'text',
	side: 'text',
	quantity: 'number',
	entryBar: 'number',
	entryTime: 'number',
	entryPrice: 'number',
	exitBar: 'number',
	exitTime: 'number',
	exitPrice: 'number',
	exitReason: 'text',
	fees: 'number',
	profit: 'number',
	profitPercent: 'number',
	mae: 'number',
	mfe: 'number',
};

const ORDER: Columns<SimulatedOrder> = {
	signalBar: 'number',
	fillBar: 'number',
	side: 'text',
	quantity: 'number',
	price: 'number',
	fee: 'number',
	purpose: 'text',
};

async function tableOf<Row extends object>(rows: readonly Row[], columns: Columns<Row>): Promise<Table> {
	const { Table: ArrowTable, Utf8, makeVector, vectorFromArray } = await import('../vendor/arrow');
	const vectors = Object.entries(columns).map(([name, kind]) => {
		const values = rows.map((row) => row[name as keyof Row]);
		const vector =
			kind === 'number' ? makeVector(Float64Array.from(values as number[])) : vectorFromArray(values as string[], new Utf8());
		return [name, vector] as const;
	});
	return new ArrowTable(Object.fromEntries(vectors));
}

function rowsOf<Row extends object>(table: Table, columns: Columns<Row>): Row[] {
	const read = Object.keys(columns).map((name) => [name, table.getChild(name)] as const);
	return Array.from({ length: table.numRows }, (_, i) => Object.fromEntries(read.map(([name, vector]) => [name, vector?.get(i)])) as Row);
}

async function readTables(bytes: Uint8Array): Promise<readonly (Table | undefined)[]> {
	const { RecordBatchReader, Table: ArrowTable } = await import('../vendor/arrow');
	const tables: Table[] = [];
	try {
		for (const stream of RecordBatchReader.readAll(bytes)) {
			// Without this the reader ends with its stream, and the streams behind it are never seen.
			stream.open({ autoDestroy: false });
			const { schema } = stream;
			tables.push(new ArrowTable(schema, [...stream]));
		}
	} catch (error) {
		const message = 'This file is no backtest archive, or was cut short: it cannot be read as Arrow.';
		throw new ArchiveError(message, WHERE_ARCHIVES_COME_FROM, { cause: error });
	}
	return tables;
}

// Arrow knows an array by its constructor, and one that a worker thread posted may bear another JavaScript context's.
const hereArray = ({ buffer, byteOffset, length }: Float64Array): Float64Array => new Float64Array(buffer, byteOffset, length);

// JSON would make null of NaN and of infinity.
const writeNumber = (_key: string, value: unknown): unknown =>
	typeof value === 'number' && !Number.isFinite(value) ? { [TAG]: String(value) } : value;

const readNumber = (_key: string, value: unknown): unknown =>
	typeof value === 'object' && value !== null && TAG in value ? Number(value[TAG]) : value;

const TAG = '$number';
