import fc from 'fast-check';
import { downsample } from '../../../engine/reporting/charts/downsample';
import { histogram } from '../../../engine/reporting/charts/histogram';
import { linearScale, logScale } from '../../../engine/reporting/charts/scale';
import { timeTicks } from '../../../engine/reporting/charts/timeAxis';
import { toWinAnsi } from '../../../engine/reporting/winAnsi';

const HOUR = 3_600_000;

describe('downsample', () => {
	test('keeps every extreme and the ends, whatever the data', () => {
		fc.assert(
			fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 400 }), (values) => {
				const time = Float64Array.from(values, (_, k) => k * HOUR);
				const line = downsample(time, values, { from: 0, to: time[time.length - 1], columns: 20 });
				const kept = line.filter((_, k) => k % 2 === 1);
				expect(Math.min(...kept)).toBe(Math.min(...values));
				expect(Math.max(...kept)).toBe(Math.max(...values));
				expect([kept[0], kept[kept.length - 1]]).toEqual([values[0], values[values.length - 1]]);
				expect(kept.length).toBeLessThanOrEqual(4 * 21);
			}),
			{ seed: 7, numRuns: 200 },
		);
	});

	test('leaves out what is no number', () => {
		const line = downsample(Float64Array.of(0, 1, 2), [1, NaN, 3], { from: 0, to: 2, columns: 10 });
		expect([...line]).toEqual([0, 1, 2, 3]);
	});
});

describe('linearScale', () => {
	test('covers the data and ends on nice numbers', () => {
		expect(linearScale(9_870, 20_153, 6).ticks).toEqual([8_000, 10_000, 12_000, 14_000, 16_000, 18_000, 20_000, 22_000]);
		expect(linearScale(0.1, 0.35, 5).ticks).toEqual([0.1, 0.15, 0.2, 0.25, 0.3, 0.35]);
	});

	test('a flat line still has an axis around it', () => {
		const { min, max } = linearScale(5, 5, 4);
		expect(min).toBeLessThan(5);
		expect(max).toBeGreaterThan(5);
	});

	test('covers any data', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.double({ noNaN: true, min: 1e-9, max: 1e9 }), (low, span) => {
				const scale = linearScale(low, low + span, 5);
				expect(scale.position(low)).toBeGreaterThanOrEqual(-1e-6);
				expect(scale.position(low + span)).toBeLessThanOrEqual(1 + 1e-6);
				expect(scale.ticks.length).toBeLessThan(20);
			}),
			{ seed: 7, numRuns: 300 },
		);
	});
});

test('a logarithmic axis has its ticks at 1, 2 and 5', () => {
	expect(logScale(900, 60_000, 8).ticks).toEqual([1_000, 2_000, 5_000, 10_000, 20_000, 50_000]);
});

describe('timeTicks', () => {
	const labels = (from: number, to: number, count = 8) => timeTicks(from, to, count, 'en-GB').map(({ label }) => label);

	test('years, months, days and hours, as the span asks for', () => {
		expect(labels(Date.UTC(2018, 2), Date.UTC(2021, 5))).toEqual(['Jul 2018', 'Jan 2019', 'Jul 2019', 'Jan 2020', 'Jul 2020', 'Jan 2021']);
		expect(labels(Date.UTC(2010, 0), Date.UTC(2020, 5), 6)).toEqual(['2010', '2012', '2014', '2016', '2018', '2020']);
		expect(labels(Date.UTC(2021, 0, 1), Date.UTC(2021, 0, 5))).toEqual(['1 Jan', '2 Jan', '3 Jan', '4 Jan', '5 Jan']);
		expect(labels(Date.UTC(2021, 0, 1, 20), Date.UTC(2021, 0, 2, 4), 5)).toEqual(['20:00', '22:00', '2 Jan', '02:00', '04:00']);
	});
});

describe('histogram', () => {
	test('counts every value once, with zero between two bars', () => {
		fc.assert(
			fc.property(fc.array(fc.double({ noNaN: true, min: -0.9, max: 5 }), { minLength: 1, maxLength: 300 }), (values) => {
				const { counts, start, step } = histogram(values, 24);
				expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
				expect(Math.abs(start / step - Math.round(start / step))).toBeLessThan(1e-6);
				expect(counts.length).toBeLessThanOrEqual(28);
			}),
			{ seed: 7, numRuns: 300 },
		);
	});
});

describe('toWinAnsi', () => {
	test('gives back only what the standard fonts can show', () => {
		const shown = /^[\n\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/;
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(toWinAnsi(text)).toMatch(shown);
			}),
			{ seed: 7, numRuns: 500 },
		);
	});

	test('leaves text alone that needs nothing', () => {
		const text = 'Été — “50 €”, œuvre, ½ × ±\n  indented';
		expect(toWinAnsi(text)).toBe(text);
	});

	test('narrow no-break spaces, minus signs and arrows have a spelling', () => {
		expect(toWinAnsi('1\u202f234 − 5 → 6 ≤ 7')).toBe('1\u00a0234 - 5 -> 6 <= 7');
	});

	test('a family of emoji leaves nothing behind', () => {
		expect(toWinAnsi('a 👨‍👩‍👧 b 🇫🇷 c')).toBe('a b c');
	});
});
