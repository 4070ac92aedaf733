import type { CandleColumns } from '../../../engine/market/series';
import { randomOf } from '../strategy/candles';

// Read once: a global is slow to reach from inside the test runner's sandbox.
const { exp, floor, log, max, min } = Math;

/** Hourly candles of a random walk around 100 with a seed. */
export function randomColumns(length: number, seed: number): CandleColumns {
	const random = randomOf(seed);
	const [time, open, high, low, close, volume] = Array.from({ length: 6 }, () => new Float64Array(length));
	let price = 100;
	for (let i = 0; i < length; i++) {
		time[i] = 1_700_000_000_000 + i * 3_600_000;
		open[i] = price;
		// Drawn back to 100, so that a long walk neither vanishes nor explodes.
		price *= exp((random() - 0.5) * 0.04 - 0.002 * log(price / 100));
		close[i] = price;
		high[i] = max(open[i], price) * (1 + random() * 0.01);
		low[i] = min(open[i], price) * (1 - random() * 0.01);
		volume[i] = floor(random() * 1000);
	}
	return { time, open, high, low, close, volume };
}
