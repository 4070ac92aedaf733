import { computeIndicator, indicator } from '../../../engine/indicators';
import type { CandleColumns } from '../../../engine/market/series';
import { randomColumns } from './columns';

/** The rows from `from` on, as a series of their own. */
function tail({ time, open, high, low, close, volume }: CandleColumns, from: number): CandleColumns {
	const cut = (column: Float64Array) => column.slice(from);
	return { time: cut(time), open: cut(open), high: cut(high), low: cut(low), close: cut(close), volume: cut(volume) };
}

describe('running sums do not drift', () => {
	const long = randomColumns(1_000_000, 3);
	const recent = tail(long, 999_000);

	it.each([
		['sma', [50]],
		['wma', [50]],
		['bbands', [20]],
		['bbands', [200]],
		['mfi', [14]],
		['cci', [20]],
		['stoch', [14, 3, 0, 3, 0]],
		['donchian', [55]],
		['roc', [10]],
	])('%s(%j) after 1,000,000 bars equals a fresh computation at 1e-9', (name, parameters) => {
		const late = Object.values(computeIndicator(name, long, parameters));
		const fresh = Object.values(computeIndicator(name, recent, parameters));
		const from = indicator(name).warmUp(parameters);
		for (const [k, output] of fresh.entries()) {
			let worst = 0;
			for (let i = from; i < output.length; i++) {
				worst = Math.max(worst, Math.abs(output[i] - late[k][999_000 + i]) / Math.max(1, Math.abs(output[i])));
			}
			expect(worst).toBeLessThan(1e-9);
		}
	});
});

describe('a spike leaves no trace once it has left the window', () => {
	const calm = randomColumns(2000, 4);
	const withSpike: CandleColumns = {
		...calm,
		close: calm.close.map((value, i) => (i === 700 ? 1e12 : value)),
		volume: calm.volume.map((value, i) => (i === 700 ? 1e15 : value)),
	};

	it.each([
		['sma', [20]],
		['bbands', [20]],
	])('%s', (name, parameters) => {
		const spiked = Object.values(computeIndicator(name, withSpike, parameters));
		const clean = Object.values(computeIndicator(name, calm, parameters));
		for (const [k, output] of clean.entries()) {
			expect(output.every((value, i) => i < 721 || Math.abs(spiked[k][i] - value) < 1e-8 * value)).toBe(true);
		}
	});

	it('mfi: bars without trade after heavy trade have none left over', () => {
		const dry = { ...calm, volume: calm.volume.map((value, i) => (i < 1000 ? value * 1e9 + 0.1 : 0)) };
		const { mfi } = computeIndicator('mfi', dry, [14]);
		expect([...mfi.subarray(1014)].every((value) => value === 0)).toBe(true);
	});
});

describe('values that are missing', () => {
	const series = randomColumns(300, 5);
	const source = series.close;
	const delayed = source.map((value, i) => (i < 40 ? NaN : value));
	const holed = source.map((value, i) => (i === 100 ? NaN : value));
	const outputs = (name: string, parameters: number[], column: Float64Array) =>
		Object.values(computeIndicator(name, series, parameters, column));
	const ofSource: [string, number[]][] = [
		['sma', [10]],
		['ema', [10]],
		['wma', [10]],
		['rsi', [10]],
		['macd', [5, 9, 4]],
		['bbands', [10]],
		['roc', [10]],
	];

	it.each(ofSource)('%s of a column that starts late only starts late', (name, parameters) => {
		const moved = tail({ ...series, close: delayed }, 40);
		const fresh = Object.values(computeIndicator(name, moved, parameters));
		outputs(name, parameters, delayed).forEach((output, k) => { expect(output.slice(40)).toEqual(fresh[k]); });
	});

	it.each(ofSource)('%s recovers from a hole in its column', (name, parameters) => {
		for (const output of outputs(name, parameters, holed)) {
			expect(output[100]).toBeNaN();
			expect(output.subarray(120).some(Number.isNaN)).toBe(false);
		}
	});

	it.each(['sma', 'wma', 'bbands'])('%s has no value while the hole is in the window, and its own value after', (name) => {
		for (let hole = 100; hole < 112; hole++) {
			const [output] = outputs(name, [10], source.map((value, i) => (i === hole ? NaN : value)));
			const [whole] = outputs(name, [10], source);
			for (let i = 9; i < 300; i++) {
				if (i >= hole && i < hole + 10) expect(output[i]).toBeNaN();
				else expect(output[i]).toBeCloseTo(whole[i], 9);
			}
		}
	});

	it('bbands of prices that have stopped moving have no width', () => {
		const stopped = source.map((value, i) => (i < 150 ? value : 123.456));
		const { upper, lower } = computeIndicator('bbands', series, [20], stopped);
		for (let i = 170; i < 300; i++) expect(upper[i] - lower[i]).toBeLessThan(1e-12);
	});

	it('a recursive average steps over the hole: no value on that bar, and its state kept', () => {
		const [output] = outputs('ema', [10], holed);
		expect(output[101]).toBeCloseTo(output[99] + (2 / 11) * (source[101] - output[99]), 12);
	});

	it('a column without any value gives none', () => {
		for (const [name, parameters] of ofSource) {
			for (const output of outputs(name, parameters, new Float64Array(300).fill(NaN))) {
				expect(output.every(Number.isNaN)).toBe(true);
			}
		}
	});
});
