import type { CandleSeries } from './series';
import { nextBarOpen, timeframeMs, type Timeframe } from './timeframe';

/** A stretch without candles: the open of the first and of the last candle that is missing, and how many there are. */
export interface Gap {
	readonly from: number;
	readonly to: number;
	readonly missing: number;
}

/** What stands between a set of times and a candle series. Indexes are of the later candle of each pair. */
export interface Disorder {
	/** Candles with the time of the one before. */
	readonly duplicates: readonly number[];
	/** Candles earlier than the one before. */
	readonly backward: readonly number[];
	/** Every candle is earlier than the one before: a sound file, newest first. */
	readonly descending: boolean;
}

/**
 * The candles a series lacks by its own timeframe. A market that closes (nights, weekends) shows its closing hours
 * as gaps too: only round-the-clock markets have none.
 */
export function findGaps(series: CandleSeries): Gap[] {
	const gaps: Gap[] = [];
	const { time, length, timeframe } = series;
	const step = timeframeMs(timeframe);
	for (let i = 1; i < length; i++) {
		if (time[i] - time[i - 1] <= step) continue;
		const gap = gapBetween(time[i - 1], time[i], timeframe);
		if (gap) gaps.push(gap);
	}
	return gaps;
}

/** Duplicate and backward timestamps in raw times, before they become a series (a series has none). */
export function findDisorder(time: ArrayLike<number>): Disorder {
	const duplicates: number[] = [];
	const backward: number[] = [];
	for (let i = 1; i < time.length; i++) {
		if (time[i] === time[i - 1]) duplicates.push(i);
		else if (time[i] < time[i - 1]) backward.push(i);
	}
	return { duplicates, backward, descending: time.length > 1 && backward.length === time.length - 1 };
}

function gapBetween(before: number, after: number, timeframe: Timeframe): Gap | undefined {
	const step = timeframeMs(timeframe);
	if (!timeframe.endsWith('M')) {
		// A candle may open late (a session that starts at 09:30): only whole missing candles count.
		const missing = Math.round((after - before) / step) - 1;
		return missing > 0 ? { from: before + step, to: before + missing * step, missing } : undefined;
	}
	const from = nextBarOpen(before, timeframe);
	let to = before;
	let missing = 0;
	for (let open = from; open < after; open = nextBarOpen(open, timeframe)) {
		to = open;
		missing++;
	}
	return missing > 0 ? { from, to, missing } : undefined;
}
