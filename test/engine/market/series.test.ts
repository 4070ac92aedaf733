import {
	CandleError,
	createSeries,
	findDisorder,
	findGaps,
	resample,
	sampleCandles,
	seriesFromRows,
	seriesToRows,
	sliceSeries,
	type CandleRow,
	type Timeframe,
} from '../../../engine/market';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 1);
const hours = (...offsets: number[]): CandleRow[] => offsets.map((i) => [START + i * HOUR, 10, 12, 9, 11, 1]);

describe('a series takes sound candles only', () => {
	const broken = (change: Partial<Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', number>>) => {
		const rows = hours(0, 1, 2);
		const column = (at: number) => Float64Array.from(rows, (row) => row[at]);
		const columns = { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
		for (const [name, value] of Object.entries(change)) columns[name as keyof typeof columns][2] = value;
		return () => createSeries({ symbol: 'X', timeframe: '1h', columns });
	};

	test.each([
		[{ time: START + HOUR }, /^Row 2: duplicate timestamp .* the same as row 1/],
		[{ time: START }, /^Row 2: backward timestamp/],
		[{ time: START + 0.5 }, /^Row 2: the time .* is not a whole number of epoch milliseconds/],
		[{ time: NaN }, /^Row 2: the time NaN/],
		[{ high: 8 }, /^Row 2: high 8 is below low 9/],
		[{ open: 13 }, /^Row 2: open 13 lies above the high 12/],
		[{ close: 8 }, /^Row 2: close 8 lies below the low 9/],
		[{ open: NaN }, /^Row 2: the open is NaN/],
		[{ high: Infinity }, /^Row 2: the high is Infinity/],
		[{ low: -1 }, /^Row 2: negative price: the low is -1/],
		[{ volume: NaN }, /^Row 2: the volume is NaN/],
		[{ volume: -1 }, /^Row 2: negative volume/],
	])('%j is refused by its own message', (change, message) => {
		expect(broken(change)).toThrow(CandleError);
		expect(broken(change)).toThrow(message);
	});

	test('columns of unequal length are refused by name', () => {
		const column = (length: number) => new Float64Array(length).fill(1);
		const columns = { time: column(1), open: column(1), high: column(1), low: column(2), close: column(1), volume: column(1) };
		expect(() => createSeries({ symbol: 'X', timeframe: '1h', columns })).toThrow(
			'The low column has 2 values and the time column 1. Every column needs one value for each candle.',
		);
	});

	test('rows go in and come out the same', () => {
		const series = seriesFromRows(hours(0, 1, 2, 3), { symbol: 'X' });
		expect(series.timeframe).toBe('1h');
		expect(seriesToRows(series)).toEqual(hours(0, 1, 2, 3));
		expect(seriesToRows(series, -2)).toEqual(hours(2, 3));
		expect(sliceSeries(series, 1, 3).length).toBe(2);
	});

	test('a row that is no candle is shown', () => {
		const rows = [[START, 1, 2, 'x', 1, 1]] as unknown as CandleRow[];
		expect(() => seriesFromRows(rows, { symbol: 'X' })).toThrow(/^Row 0: \[1704067200000,1,2,"x",1,1\] is not a candle/);
	});
});

describe('resampling', () => {
	test('four hours: first open, highest high, lowest low, last close, all volume', () => {
		const rows: CandleRow[] = [
			[START, 10, 12, 9, 11, 1],
			[START + HOUR, 11, 15, 10, 12, 2],
			[START + 2 * HOUR, 12, 13, 5, 6, 3],
			[START + 3 * HOUR, 6, 9, 6, 8, 4],
			[START + 4 * HOUR, 8, 8, 8, 8, 5],
		];
		const series = resample(seriesFromRows(rows, { symbol: 'X' }), '4h');
		expect(series.timeframe).toBe('4h');
		expect(seriesToRows(series)).toEqual([[START, 10, 15, 5, 8, 10]]);
	});

	test('a bucket appears when its last candle has closed', () => {
		const count = (length: number) => resample(seriesFromRows(hours(...Array(length).keys()), { symbol: 'X' }), '4h').length;
		expect([3, 4, 7, 8].map(count)).toEqual([0, 1, 1, 2]);
	});

	test('weeks begin on Monday and months on the 1st', () => {
		const { series } = sampleCandles({ symbol: 'X', timeframe: '1d', count: 100, now: Date.UTC(2024, 5, 1) });
		expect([...resample(series, '1w').time].every((time) => new Date(time).getUTCDay() === 1)).toBe(true);
		const months = resample(series, '1M');
		expect([...months.time].map((time) => new Date(time).toISOString().slice(0, 10))).toEqual([
			'2024-02-01',
			'2024-03-01',
			'2024-04-01',
			'2024-05-01',
		]);
	});

	test('gaps stay gaps', () => {
		const series = resample(seriesFromRows(hours(0, 1, 2, 3, 8, 9, 10, 11), { symbol: 'X', timeframe: '1h' }), '4h');
		expect([...series.time]).toEqual([START, START + 8 * HOUR]);
	});

	test.each([
		['15m', /Candles of 1h cannot become 15m: a shorter timeframe needs finer data/],
		['90m', /Candles of 1h do not fill 90m evenly/],
	])('%s is refused', (timeframe, message) => {
		expect(() => resample(seriesFromRows(hours(0, 1), { symbol: 'X' }), timeframe as Timeframe)).toThrow(message);
	});
});

describe('gaps and disorder', () => {
	test('a gap names its first and last missing candle and how many there are', () => {
		expect(findGaps(seriesFromRows(hours(0, 1, 2, 5, 6, 8), { symbol: 'X' }))).toEqual([
			{ from: START + 3 * HOUR, to: START + 4 * HOUR, missing: 2 },
			{ from: START + 7 * HOUR, to: START + 7 * HOUR, missing: 1 },
		]);
	});

	test('months are counted by the calendar', () => {
		const months = [0, 1, 4].map((month): CandleRow => [Date.UTC(2023, month), 1, 1, 1, 1, 1]);
		expect(findGaps(seriesFromRows(months, { symbol: 'X', timeframe: '1M' }))).toEqual([
			{ from: Date.UTC(2023, 2), to: Date.UTC(2023, 3), missing: 2 },
		]);
	});

	test('disorder tells duplicates, backward steps and a file that merely runs backward', () => {
		expect(findDisorder([1, 2, 2, 5, 4])).toEqual({ duplicates: [2], backward: [4], descending: false });
		expect(findDisorder([3, 2, 1]).descending).toBe(true);
	});
});
