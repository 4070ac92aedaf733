import type { CandleSeries } from '../../../engine/market/series';

// Read once: a global is slow to reach from inside the test runner's sandbox.
const { exp, imul, max, min } = Math;

/** A series whose closes are given; each bar opens at the close before, and its range is 1 wider on either side. */
export function seriesOf(closes: readonly number[], volume: (bar: number) => number = () => 1): CandleSeries {
	const close = Float64Array.from(closes);
	const open = close.map((value, i) => (i === 0 ? value : close[i - 1]));
	return {
		symbol: 'BTC/USDT',
		timeframe: '1h',
		length: close.length,
		time: close.map((_, i) => 1_700_000_400_000 + i * 3_600_000),
		open,
		high: close.map((value, i) => max(value, open[i]) + 1),
		low: close.map((value, i) => min(value, open[i]) - 1),
		close,
		volume: close.map((_, i) => volume(i)),
	};
}

/** A random walk around 100 with a seed, the same whatever the machine. */
export function randomCloses(count: number, seed = 1): number[] {
	const random = randomOf(seed);
	let price = 100;
	return Array.from({ length: count }, () => (price *= exp((random() - 0.5) * 0.04)));
}

/** Uniform numbers in [0, 1) (mulberry32). */
export function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = imul(state ^ (state >>> 15), state | 1);
		t ^= t + imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}
