import { niceStep } from './scale';

/** Equal bins from `start` on; zero is always an edge, so that gains and losses never share a bar. */
export interface Histogram {
	readonly start: number;
	readonly step: number;
	readonly counts: readonly number[];
	/** How many values lie beyond the ends; they are counted in the outermost bins. */
	readonly beyond: number;
}

/** Returns of a trade that differ by less than a thousandth of a percent are the same to a reader. */
const LEAST_STEP = 0.00001;

/** About `bins` bins over the middle 98 % of the values. `values` must not be empty. */
export function histogram(values: readonly number[], bins: number): Histogram {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
	const low = Math.min(0, at(0.01));
	const high = Math.max(0, at(0.99));
	const step = niceStep(Math.max(LEAST_STEP, (high - low) / bins));
	const from = Math.floor(low / step + 1e-9);
	const to = Math.max(from + 1, Math.ceil(high / step - 1e-9));
	const counts = Array<number>(to - from).fill(0);
	let beyond = 0;
	for (const value of sorted) {
		const bin = Math.floor(value / step + 1e-9) - from;
		if (value < from * step - 1e-12 || value > to * step + 1e-12) beyond++;
		counts[Math.min(counts.length - 1, Math.max(0, bin))]++;
	}
	return { start: from * step, step, counts, beyond };
}
