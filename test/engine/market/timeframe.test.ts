import fc from 'fast-check';
import { barOpenAt, inferTimeframe, nextBarOpen, parseTimeframe, timeframeMs, type Timeframe } from '../../../engine/market';

const iso = (time: number) => new Date(time).toISOString().slice(0, 16);
const at = (text: string) => Date.parse(`${text}Z`);

test.each([
	['1h', '1h'],
	['60m', '1h'],
	['4H', '4h'],
	['15 min', '15m'],
	['daily', '1d'],
	['24h', '1d'],
	['7d', '1w'],
	['1M', '1M'],
	['1m', '1m'],
	['2 months', '2M'],
	['1y', '12M'],
	['90s', '90s'],
])('%s is %s', (text, timeframe) => {
	expect(parseTimeframe(text)).toBe(timeframe);
});

test.each(['', '0m', '1x', 'h1', '-1h', '1.5h'])('"%s" is refused', (text) => {
	expect(() => parseTimeframe(text)).toThrow(`"${text}" is not a timeframe.`);
});

test('lengths are milliseconds, and twelve months are a mean Gregorian year', () => {
	expect(timeframeMs('15m')).toBe(900_000);
	expect(timeframeMs('12M')).toBe(365.2425 * 86_400_000);
});

test.each([
	['4h', '2024-02-29T13:59', '2024-02-29T12:00', '2024-02-29T16:00'],
	['1d', '2024-02-29T13:59', '2024-02-29T00:00', '2024-03-01T00:00'],
	['1w', '2024-02-29T13:59', '2024-02-26T00:00', '2024-03-04T00:00'],
	['1M', '2024-02-29T13:59', '2024-02-01T00:00', '2024-03-01T00:00'],
	['3M', '2024-02-29T13:59', '2024-01-01T00:00', '2024-04-01T00:00'],
	['1M', '1969-12-31T23:00', '1969-12-01T00:00', '1970-01-01T00:00'],
] as const)('the %s bar around %s opens at %s and closes at %s', (timeframe, time, open, close) => {
	expect(iso(barOpenAt(at(time), timeframe))).toBe(open);
	expect(iso(nextBarOpen(at(open), timeframe))).toBe(close);
});

test('a month stamped by its last day goes to the last day of the next', () => {
	expect(iso(nextBarOpen(at('2024-01-31T00:00'), '1M'))).toBe('2024-02-29T00:00');
	expect(iso(nextBarOpen(at('2024-02-29T00:00'), '1M'))).toBe('2024-03-31T00:00');
});

test('every moment lies in the bar that opens before it and closes after it', () => {
	const timeframes: Timeframe[] = ['1m', '45m', '4h', '1d', '3d', '1w', '1M', '3M'];
	fc.assert(
		fc.property(fc.integer({ min: -5e11, max: 4e12 }), fc.constantFrom(...timeframes), (time, timeframe) => {
			const open = barOpenAt(time, timeframe);
			expect(open <= time && time < nextBarOpen(open, timeframe)).toBe(true);
			expect(barOpenAt(nextBarOpen(open, timeframe), timeframe)).toBe(nextBarOpen(open, timeframe));
		}),
		{ seed: 3 },
	);
});

describe('inferring', () => {
	const times = (...values: number[]) => Float64Array.from(values);
	const day = 86_400_000;

	test('weekends and outages do not disturb it', () => {
		expect(inferTimeframe(times(0, day, 2 * day, 3 * day, 6 * day, 7 * day))).toBe('1d');
	});
	test('months are known by their lengths', () => {
		expect(inferTimeframe(times(...[0, 1, 2, 3].map((month) => Date.UTC(2023, month))))).toBe('1M');
	});
	test('one candle is not enough', () => {
		expect(() => inferTimeframe(times(0))).toThrow('One candle alone does not show its timeframe.');
	});
	test('ticks have none', () => {
		expect(() => inferTimeframe(times(0, 250, 500))).toThrow('Candles 250 ms apart have no timeframe');
	});
});
