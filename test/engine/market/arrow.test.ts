import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	Field,
	Float32,
	Float64,
	Int64,
	RecordBatch,
	Schema,
	Struct,
	Table,
	TimestampMicrosecond,
	TimestampNanosecond,
	TimestampSecond,
	Utf8,
	type Vector,
	makeData,
	tableToIPC,
	vectorFromArray,
} from 'apache-arrow';
import {
	CandleError,
	readArrow,
	readCandles,
	sampleCandles,
	seriesToRows,
	writeArrow,
	writeCsv,
	type CandleColumns,
} from '../../../engine/market';

const NOON = Date.UTC(2024, 0, 2, 12);
const NAMES = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
const { series } = sampleCandles({ symbol: 'BTC/USDT', timeframe: '15m', count: 300, now: NOON });
const copy = (columns: CandleColumns) => NAMES.map((name) => Array.from(columns[name]));

describe('Arrow IPC', () => {
	test('a series comes back with its symbol, its timeframe and every bit', async () => {
		const read = await readArrow(await writeArrow(series));
		expect([read.symbol, read.timeframe, read.length]).toEqual(['BTC/USDT', '15m', 300]);
		expect(copy(read)).toEqual(copy(series));
	});

	test('columns are used where they lie, and copied only when the bytes are not aligned', async () => {
		const bytes = await writeArrow(series);
		expect((await readArrow(bytes)).close.buffer).toBe(bytes.buffer);
		const shifted = new Uint8Array(bytes.length + 1).subarray(1);
		shifted.set(bytes);
		const read = await readArrow(shifted);
		expect(read.close.buffer).not.toBe(shifted.buffer);
		expect(copy(read)).toEqual(copy(series));
	});

	test('an empty series and a slice survive too', async () => {
		const { series: none } = sampleCandles({ symbol: 'X', timeframe: '1h', count: 0, now: NOON });
		expect((await readArrow(await writeArrow(none))).length).toBe(0);
	});

	const prices = { open: [1, 2], high: [3, 3], low: [1, 1], close: [2, 2.5] };
	const tableOf = (columns: Record<string, Vector>) => tableToIPC(new Table(columns), 'file');
	const floats = Object.fromEntries(
		Object.entries(prices).map(([name, values]) => [name, vectorFromArray(values, new Float32())]),
	);
	const nanoseconds = BigInt(NOON) * 1_000_000n;

	test.each([
		['microsecond timestamps', vectorFromArray([NOON, NOON + 60_000], new TimestampMicrosecond())],
		['nanosecond timestamps', vectorFromArray([NOON, NOON + 60_000], new TimestampNanosecond())],
		['second timestamps', vectorFromArray([NOON, NOON + 60_000], new TimestampSecond())],
		['int64 nanoseconds', vectorFromArray([nanoseconds, nanoseconds + 60_000_000_000n], new Int64())],
		['int64 seconds', vectorFromArray([BigInt(NOON / 1000), BigInt(NOON / 1000 + 60)], new Int64())],
		['float milliseconds', vectorFromArray([NOON, NOON + 60_000], new Float64())],
		['float seconds', vectorFromArray([NOON / 1000, NOON / 1000 + 60], new Float64())],
		['ISO text', vectorFromArray(['2024-01-02T12:00:00Z', '2024-01-02T12:01:00Z'], new Utf8())],
	])("another tool's file with %s, float32 prices and no volume", async (_, time) => {
		const read = await readArrow(tableOf({ Timestamp: time, ...floats }), { symbol: 'X' });
		expect(seriesToRows(read)).toEqual([
			[NOON, 1, 3, 1, 2, 0],
			[NOON + 60_000, 2, 3, 1, 2.5, 0],
		]);
		expect(read.timeframe).toBe('1m');
	});

	test('several batches become one series', async () => {
		const fields = NAMES.map((name) => new Field(name, new Float64(), false));
		const schema = new Schema(fields);
		const batch = (from: number, to: number) => {
			const children = NAMES.map((name) => makeData({ type: new Float64(), data: series[name].slice(from, to) }));
			return new RecordBatch(schema, makeData({ type: new Struct(fields), length: to - from, children }));
		};
		const read = await readArrow(tableToIPC(new Table(schema, [batch(0, 100), batch(100, 300)]), 'stream'));
		expect(copy(read)).toEqual(copy(series));
	});

	test.each([
		['a null', { time: vectorFromArray([NOON, NOON + 1], new Float64()), ...floats, high: vectorFromArray([3, null], new Float64()) }, /^Row 1: the high is null/],
		['a missing column', { time: vectorFromArray([NOON, NOON + 1], new Float64()), open: floats.open }, /has no column for high: its columns are time, open\./],
		['text for a price', { time: vectorFromArray([NOON, NOON + 1], new Float64()), ...floats, low: vectorFromArray(['1', '1'], new Utf8()) }, /^The Arrow column low is Utf8\. Write prices/],
	])('%s is refused', async (_, columns, message) => {
		await expect(readArrow(tableOf(columns))).rejects.toThrow(message);
	});

	test('damaged bytes are refused', async () => {
		const bytes = await writeArrow(series);
		await expect(readArrow(bytes.slice(0, 700))).rejects.toThrow(CandleError);
	});
});

describe('readCandles', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'candles-'));
	});
	afterAll(() => rm(folder, { recursive: true }));

	test('tells CSV and Arrow apart by content, and takes the symbol from the file or its name', async () => {
		await writeFile(join(folder, 'BTCUSDT.dat'), writeCsv(series));
		await writeFile(join(folder, 'candles.dat'), await writeArrow(series));
		const fromCsv = await readCandles(join(folder, 'BTCUSDT.dat'));
		const fromArrow = await readCandles(join(folder, 'candles.dat'));
		expect([fromCsv.symbol, fromArrow.symbol]).toEqual(['BTCUSDT', 'BTC/USDT']);
		expect(copy(fromCsv)).toEqual(copy(fromArrow));
		expect((await readCandles(writeCsv(series), { symbol: 'A', timeframe: '1h' })).timeframe).toBe('1h');
	});

	test.each([
		['\x1f\x8b\x08', 'The file is a gzip archive, not CSV or Arrow. Unpack it first.'],
		['PK\x03\x04', 'The file is a zip archive or a spreadsheet, not CSV or Arrow. Unpack it, or save the sheet as CSV.'],
		['PAR1', 'The file is Parquet, not CSV or Arrow. Convert it to CSV or Arrow IPC.'],
		['<!DOCTYPE html>', 'The file is a web page, not CSV or Arrow.'],
	])('%j is named for what it is', async (head, message) => {
		await expect(readCandles(Buffer.from(head, 'latin1'))).rejects.toThrow(message);
	});

	test('a file that is not there is said to be missing', async () => {
		await expect(readCandles(join(folder, 'none.csv'))).rejects.toThrow(/none\.csv cannot be read: there is no such file\./);
	});
});
