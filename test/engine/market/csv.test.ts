import fc from 'fast-check';
import { CandleError, createSeries, readCsv, sampleCandles, seriesToRows, writeCsv } from '../../../engine/market';

const csv = (...lines: string[]) => readCsv(Buffer.from(lines.join('\n')));
const HEADER = 'time,open,high,low,close,volume';
const NOON = Date.UTC(2024, 0, 2, 12);

const faultOf = (work: () => unknown): CandleError => {
	try {
		work();
	} catch (error) {
		expect(error).toBeInstanceOf(CandleError);
		return error as CandleError;
	}
	throw new Error('Nothing was refused.');
};

describe('every spelling of the same candle gives the same candle', () => {
	const twoHours = [
		[NOON, 10, 12.5, 9, 11, 100],
		[NOON + 3_600_000, 11, 13, 10.5, 12, 200],
	];
	test.each([
		['header in lower case', `${HEADER}\n2024-01-02T12:00:00Z,10,12.5,9,11,100\n2024-01-02T13:00:00Z,11,13,10.5,12,200`],
		['header in capitals, other order', 'CLOSE,Open,HIGH,Low,Volume,DateTime\n11,10,12.5,9,100,2024-01-02 12:00\n12,11,13,10.5,200,2024-01-02 13:00'],
		['one-letter names', 't,o,h,l,c,v\n1704196800,10,12.5,9,11,100\n1704200400,11,13,10.5,12,200'],
		['an unnamed first column', ',Open,High,Low,Close,Volume\n2024-01-02 12:00:00,10,12.5,9,11,100\n2024-01-02 13:00:00,11,13,10.5,12,200'],
		['epoch milliseconds', `timestamp_ms,open,high,low,close,vol\n1704196800000,10,12.5,9,11,100\n1704200400000,11,13,10.5,12,200`],
		['epoch microseconds', `${HEADER}\n1704196800000000,10,12.5,9,11,100\n1704200400000000,11,13,10.5,12,200`],
		['epoch nanoseconds', `${HEADER}\n1704196800000000000,10,12.5,9,11,100\n1704200400000000000,11,13,10.5,12,200`],
		['epoch seconds with a fraction', `${HEADER}\n1704196800.0,10,12.5,9,11,100\n1704200400.0,11,13,10.5,12,200`],
		['microseconds after a space', `${HEADER}\n2024-01-02 12:00:00.000000,10,12.5,9,11,100\n2024-01-02 13:00:00.000000,11,13,10.5,12,200`],
		['an offset', `${HEADER}\n2024-01-02T14:00:00+02:00,10,12.5,9,11,100\n2024-01-02T08:00:00-05:00,11,13,10.5,12,200`],
		['semicolons and decimal commas', 'Date;Open;High;Low;Close;Volume\n2024-01-02 12:00;10;12,5;9;11;100\n2024-01-02 13:00;11;13;10,5;12;200'],
		['tabs, a date and a time column', '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<VOL>\n2024.01.02\t12:00:00\t10\t12.5\t9\t11\t100\n2024.01.02\t13:00:00\t11\t13\t10.5\t12\t200'],
		['quotes and thousands', '"Date","Open","High","Low","Close","Volume"\n"2024-01-02 12:00","10.0","12.5","9","11","100"\n"2024-01-02 13:00","11","13","10.5","12","200.00"'],
		['CRLF, padding and blank lines', `${HEADER}\r\n2024-01-02 12:00 , 10, 12.5, 9, 11, 100\r\n\r\n2024-01-02 13:00,11,13,10.5,12,200\r\n\r\n`],
		['a byte order mark', `\uFEFF${HEADER}\n2024-01-02 12:00,10,12.5,9,11,100\n2024-01-02 13:00,11,13,10.5,12,200`],
		['no header', '1704196800000,10,12.5,9,11,100,1704200399999,1050,7\n1704200400000,11,13,10.5,12,200,1704203999999,2300,9'],
		['a title line above the header', `https://www.example.com/data\nunix,date,symbol,open,high,low,close,Volume BTC,Volume USDT\n1704200400,2024-01-02 13:00:00,BTC/USDT,11,13,10.5,12,200,9\n1704196800,2024-01-02 12:00:00,BTC/USDT,10,12.5,9,11,100,8`],
		['day first with dots', 'Gmt time,Open,High,Low,Close,Volume\n02.01.2024 12:00:00.000,10,12.5,9,11,100\n02.01.2024 13:00:00.000,11,13,10.5,12,200'],
		['compact dates', `${HEADER}\n20240102 120000,10,12.5,9,11,100\n20240102 130000,11,13,10.5,12,200`],
		['exponents', `${HEADER}\n2024-01-02 12:00,1e1,1.25E+1,9,11,1e2\n2024-01-02 13:00,11,13,105e-1,12,200`],
		['newest first', `${HEADER}\n2024-01-02 13:00,11,13,10.5,12,200\n2024-01-02 12:00,10,12.5,9,11,100`],
		['one surplus separator at the end', `${HEADER}\n2024-01-02 12:00,10,12.5,9,11,100,\n2024-01-02 13:00,11,13,10.5,12,200,`],
	])('%s', (_, text) => {
		const series = readCsv(Buffer.from(text), { symbol: 'X' });
		expect(seriesToRows(series)).toEqual(twoHours);
		expect(series.timeframe).toBe('1h');
	});

	test('UTF-16, as spreadsheets save Unicode text', () => {
		const text = `\uFEFF${HEADER.replaceAll(',', '\t')}\n2024-01-02\t1\t2\t1\t2\t3\n2024-01-03\t1\t2\t1\t2\t3`;
		expect(readCsv(Buffer.from(text, 'utf16le')).length).toBe(2);
	});

	test('without a volume column, and in empty volume cells, the volume is zero', () => {
		expect([...csv('date,open,high,low,close', '2024-01-02,1,2,1,2', '2024-01-03,1,2,1,2').volume]).toEqual([0, 0]);
		expect([...csv(HEADER, '2024-01-02,1,2,1,2,', '2024-01-03,1,2,1,2,5').volume]).toEqual([0, 5]);
	});

	test('a column nobody asked for may hold separators in quotes', () => {
		const series = csv('name,date,open,high,low,close', '"Apple, Inc.",2024-01-02,1,2,1,2', '"Apple, Inc.",2024-01-03,1,2,1,2');
		expect(series.length).toBe(2);
	});
});

describe('numbers are the very doubles that Number makes of their text', () => {
	const decimal = fc.tuple(fc.bigInt(0n, 10n ** 19n), fc.integer({ min: 0, max: 24 })).map(([digits, scale]) => {
		const text = String(digits).padStart(scale + 1, '0');
		return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
	});
	const written = fc.oneof(
		decimal,
		fc.double({ min: 0, max: 1e300, noNaN: true }).map(String),
		fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value.toFixed(8)),
	);

	test('any decimal, long or short, with or without exponent', () => {
		fc.assert(
			fc.property(written, (text) => {
				const series = csv(HEADER, `2024-01-02,${text},${text},${text},${text},${text}`, '2024-01-03,1,1,1,1,1');
				expect(Object.is(series.close[0], Number(text))).toBe(true);
			}),
			{ seed: 7, numRuns: 2000 },
		);
	});

	test('a series written as CSV is read back to the last bit', () => {
		const price = fc.double({ min: 0, max: 1e9, noNaN: true });
		const candle = fc.tuple(price, price, price, price, fc.double({ min: 0, max: 1e15, noNaN: true }));
		fc.assert(
			fc.property(fc.array(candle, { minLength: 2, maxLength: 30 }), (candles) => {
				const column = (of: (c: (typeof candles)[number]) => number) => Float64Array.from(candles, (candle) => of(candle));
				const columns = {
					time: Float64Array.from(candles, (_, i) => NOON + i * 60_000),
					open: column(([a]) => a),
					high: column(([a, b, c, d]) => Math.max(a, b, c, d)),
					low: column(([a, b, c, d]) => Math.min(a, b, c, d)),
					close: column(([, , , d]) => d),
					volume: column(([, , , , v]) => v),
				};
				const read = readCsv(writeCsv(createSeries({ symbol: 'X', timeframe: '1m', columns })));
				for (const [name, values] of Object.entries(columns)) {
					expect(read[name as keyof typeof columns]).toEqual(values);
				}
			}),
			{ seed: 11, numRuns: 200 },
		);
	});

	test('a long file is read as a short one is', () => {
		const { series } = sampleCandles({ symbol: 'ETH/USDT', timeframe: '1m', count: 5000, now: NOON });
		expect(readCsv(writeCsv(series)).close).toEqual(series.close);
	});
});

describe('a bad row is refused with its line number and the text at fault', () => {
	const good = ['2024-01-02,10,12,9,11,100', '2024-01-03,10,12,9,11,100'];
	test.each([
		['duplicate timestamp', '2024-01-03,10,12,9,11,100', /^Line 4: duplicate timestamp 2024-01-03T00:00:00\.000Z, the same as line 3\. Keep one/],
		['backward timestamp', '2024-01-01,10,12,9,11,100', /^Line 4: backward timestamp 2024-01-01T00:00:00\.000Z, after 2024-01-03.* on line 3\. Sort/],
		['high below low', '2024-01-04,10,8,9,11,100', /^Line 4: high 8 is below low 9\. Swap them/],
		['open above high', '2024-01-04,13,12,9,11,100', /^Line 4: open 13 lies above the high 12\. Raise the high to 13 or correct the open\.$/],
		['open below low', '2024-01-04,8,12,9,11,100', /^Line 4: open 8 lies below the low 9\./],
		['close above high', '2024-01-04,10,12,9,14,100', /^Line 4: close 14 lies above the high 12\./],
		['close below low', '2024-01-04,10,12,9,5,100', /^Line 4: close 5 lies below the low 9\. Lower the low to 5/],
		['negative price', '2024-01-04,10,12,-9,11,100', /^Line 4: negative price: the low is -9\./],
		['negative volume', '2024-01-04,10,12,9,11,-1', /^Line 4: negative volume: the volume is -1\./],
		['NaN', '2024-01-04,10,NaN,9,11,100', /^Line 4: the high "NaN" is not a number\./],
		['an empty price', '2024-01-04,10,,9,11,100', /^Line 4: the high is empty\./],
		['words for a price', '2024-01-04,10,12,n\/a,11,100', /^Line 4: the low "n\/a" is not a number\. Write plain decimals/],
		['no time', 'yesterday,10,12,9,11,100', /^Line 4: the time "yesterday" is not a time\. Write YYYY-MM-DD/],
		['a day that does not exist', '2024-02-30,10,12,9,11,100', /^Line 4: the time "2024-02-30" is not a time\./],
		['an hour that does not exist', '2024-01-04 25:00,10,12,9,11,100', /^Line 4: the time "2024-01-04 25:00" is not a time\./],
		['day and month in doubt', '03\/04\/2024,10,12,9,11,100', /^Line 4: the time "03\/04\/2024" may mean day or month first\. Write YYYY-MM-DD\.$/],
		['a row number for a time', '3,10,12,9,11,100', /^Line 4: the time "3" is not a time\./],
		['too few columns', '2024-01-04,10,12,9', /^Line 4: 4 columns where the file has 6\./],
		['too many columns', '2024-01-04,10,12,9,11,100,7,8', /^Line 4: 8 columns where the file has 6\./],
		['an open quotation mark', '2024-01-04,"10,12,9,11,100', /^Line 4: a quotation mark is opened and never closed/],
	])('%s', (_, row, message) => {
		const fault = faultOf(() => csv(HEADER, ...good, row));
		expect(fault.message).toMatch(message);
		expect([fault.line, fault.row]).toEqual([4, 2]);
	});

	test('the line is the file’s own, after blank lines and in a file that runs backward', () => {
		expect(faultOf(() => csv(HEADER, good[0], '', '', '2024-01-03,10,8,9,9,1')).line).toBe(5);
		expect(faultOf(() => csv(HEADER, '2024-01-04,1,1,1,1,1', '2024-01-03,10,8,9,9,1', '2024-01-02,1,1,1,1,1')).line).toBe(3);
	});

	test('the hint quotes the line', () => {
		expect(faultOf(() => csv(HEADER, 'soon,1,1,1,1,1')).hint).toBe('The line reads: soon,1,1,1,1,1');
	});
});

describe('a file without candles says what it lacks', () => {
	test.each([
		['', /^The file is empty/],
		['\n\n', /^The file is empty/],
		[HEADER, /^The file has a header and no candles below it/],
		['date,open,high,close\n2024-01-02,1,2,1', /^The header "date,open,high,close" has no column for low\. Name the columns/],
		['when,open,high,low,close\n2024-01-02,1,2,1,2', /has no column for time\./],
		['hello\nworld', /^Line 1: no candle columns in "hello"\. Give the file a header such as time,open/],
		['2024-01-02,1,2,3,4,5\n2024-01-03,1,2,3,4,5', /^Line 1: the file has no header, and ".*" does not read as time, open, high, low, close\. Put a header/],
	])('%j', (text, message) => {
		expect(faultOf(() => readCsv(Buffer.from(text))).message).toMatch(message);
	});
});
