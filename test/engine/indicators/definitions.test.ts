import { computeIndicator, indicators } from '../../../engine/indicators';
import type { CandleColumns } from '../../../engine/market/series';
import { randomColumns } from './columns';

const series = randomColumns(600, 11);
const { high, low, close, volume, time } = series;

/** The last `period` values up to each bar, oldest first; none where there are fewer. */
const windows = (column: Float64Array, period: number): number[][] =>
	Array.from(column, (_, i) => (i < period - 1 ? [] : [...column.subarray(i - period + 1, i + 1)]));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function expectClose(actual: Float64Array, expected: readonly number[], tolerance = 1e-9): void {
	expect(actual).toHaveLength(expected.length);
	expected.forEach((value, i) => {
		if (Number.isNaN(value)) expect(actual[i]).toBeNaN();
		else expect(Math.abs(actual[i] - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)));
	});
}

/** Each indicator by its textbook sentence, written as plainly as can be. */
describe('indicators against their definitions, computed afresh on every bar', () => {
	it('sma: the mean of the window', () => {
		expectClose(computeIndicator('sma', series, [7]).sma, windows(close, 7).map(mean));
	});

	it('wma: the mean of the window, weighted 1 to period', () => {
		const weighted = windows(close, 7).map((values) => values.reduce((sum, value, k) => sum + value * (k + 1), 0) / 28);
		expectClose(computeIndicator('wma', series, [7]).wma, weighted.map((value, i) => (i < 6 ? NaN : value)));
	});

	it('ema: seeded by the mean of the first window', () => {
		let value = mean([...close.subarray(0, 7)]);
		const expected = Array.from(close, (price, i) => {
			if (i >= 7) value = (2 / 8) * price + (6 / 8) * value;
			return i < 6 ? NaN : value;
		});
		expectClose(computeIndicator('ema', series, [7]).ema, expected);
	});

	it('rsi: gains over gains and losses, both smoothed by Wilder', () => {
		const change = (i: number): number => close[i] - close[i - 1];
		let gains = 0;
		let losses = 0;
		const expected = Array.from(close, (_, i) => {
			if (i === 0) return NaN;
			const share = i <= 5 ? [1, 1 / 5] : [4 / 5, 1 / 5];
			gains = gains * share[0] + Math.max(change(i), 0) * share[1];
			losses = losses * share[0] + Math.max(-change(i), 0) * share[1];
			return i < 5 ? NaN : (100 * gains) / (gains + losses);
		});
		expectClose(computeIndicator('rsi', series, [5]).rsi, expected);
	});

	it('bbands: the mean and population deviations', () => {
		const { upper, middle, lower } = computeIndicator('bbands', series, [7, 2, 1]);
		const deviation = windows(close, 7).map((values) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2))));
		const means = windows(close, 7).map(mean);
		expectClose(middle, means);
		expectClose(upper, means.map((value, i) => value + 2 * deviation[i]));
		expectClose(lower, means.map((value, i) => value - deviation[i]));
	});

	it('donchian: the highest high, the lowest low, their middle', () => {
		const { upper, middle, lower } = computeIndicator('donchian', series, [7]);
		const top = windows(high, 7).map((values) => (values.length > 0 ? Math.max(...values) : NaN));
		const bottom = windows(low, 7).map((values) => (values.length > 0 ? Math.min(...values) : NaN));
		expectClose(upper, top);
		expectClose(lower, bottom);
		expectClose(middle, top.map((value, i) => (value + bottom[i]) / 2));
	});

	it('vwap: typical price weighted by volume, since the start or since midnight UTC', () => {
		const since = (start: (i: number) => number): number[] =>
			Array.from(close, (_, i) => {
				let money = 0;
				let traded = 0;
				for (let k = start(i); k <= i; k++) {
					money += ((high[k] + low[k] + close[k]) / 3) * volume[k];
					traded += volume[k];
				}
				return traded > 0 ? money / traded : NaN;
			});
		const midnight = (i: number): number => time.findIndex((t) => Math.floor(t / 864e5) === Math.floor(time[i] / 864e5));
		expectClose(computeIndicator('vwap', series).vwap, since(() => 0));
		expectClose(computeIndicator('vwap', series, { anchor: 'day' }).vwap, since(midnight));
	});

	it('vwap: has no value before the first volume', () => {
		const quiet = { ...series, volume: volume.map((value, i) => (i < 3 ? 0 : value)) };
		expect(computeIndicator('vwap', quiet).vwap.findIndex((value) => !Number.isNaN(value))).toBe(3);
	});

	it('stoch: the place of the close in the range, averaged twice by the kind asked for', () => {
		const fast = Array.from(close, (value, i) => {
			if (i < 4) return NaN;
			const top = Math.max(...high.subarray(i - 4, i + 1));
			const bottom = Math.min(...low.subarray(i - 4, i + 1));
			return (100 * (value - bottom)) / (top - bottom);
		});
		const { slowK, slowD } = computeIndicator('stoch', series, [5, 3, 'sma', 3, 'ema']);
		const k = fast.map((_, i) => mean(fast.slice(Math.max(0, i - 2), i + 1)));
		expectClose(slowK, k.map((value, i) => (i < 8 ? NaN : value)));
		const smoothed = computeIndicator('ema', series, [3], Float64Array.from(k, (value, i) => (i < 6 ? NaN : value))).ema;
		expectClose(slowD, [...smoothed]);
	});
});

describe('every indicator', () => {
	it.each(indicators().map((info) => [info.name, info] as const))('%s has its first values where warmUp says', (name, info) => {
		const given = info.parameters.map((parameter) => (parameter.choices ? 0 : Math.min(parameter.max, parameter.default + 1)));
		const outputs = Object.values(computeIndicator(name, series, given));
		const first = info.warmUp(given);
		for (const output of outputs) {
			expect(output.subarray(0, first).every(Number.isNaN)).toBe(true);
			expect(output.subarray(first).some(Number.isNaN)).toBe(false);
		}
	});

	it.each(indicators().map((info) => [info.name] as const))('%s is all NaN, and as long, on fewer bars than it needs', (name) => {
		for (const length of [0, 1, 2]) {
			const some = cut(series, length);
			for (const output of Object.values(computeIndicator(name, some))) expect(output).toHaveLength(length);
		}
	});

	it.each(indicators().map((info) => [info.name] as const))('%s stays finite where nothing moves and nothing trades', (name) => {
		const still: CandleColumns = { ...series, open: flat(5), high: flat(5), low: flat(5), close: flat(5), volume: flat(0) };
		for (const output of Object.values(computeIndicator(name, still))) {
			expect(output.some((value) => Math.abs(value) === Infinity)).toBe(false);
		}
	});

	it.each(indicators().map((info) => [info.name, info] as const))('%s says what it is and where it comes from', (name, info) => {
		expect(name).toMatch(/^[a-z]+$/);
		expect(info.reference.url).toMatch(/^https:\/\//);
		expect(info.formula.length).toBeGreaterThan(10);
		expect(info.outputs.length).toBeGreaterThan(0);
		for (const { min, max, default: preset } of info.parameters) {
			expect(min).toBeLessThanOrEqual(preset);
			expect(preset).toBeLessThanOrEqual(max);
		}
	});
});

const flat = (value: number): Float64Array => new Float64Array(series.close.length).fill(value);

function cut({ time: t, open, high: h, low: l, close: c, volume: v }: CandleColumns, length: number): CandleColumns {
	const [time2, open2, high2, low2, close2, volume2] = [t, open, h, l, c, v].map((column) => column.slice(0, length));
	return { time: time2, open: open2, high: high2, low: low2, close: close2, volume: volume2 };
}
