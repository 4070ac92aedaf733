import { ParameterError } from '../../errors';
import { createSeries, emptyColumns } from '../createSeries';
import type { CandleSeries, FormingCandle } from '../series';
import { barOpenAt, timeframeMs, type Timeframe } from '../timeframe';
import { DAY, MINUTE, MINUTES_PER_DAY, emptyDay, fillDay, type DayPath } from './dayPath';
import { sampleInstrument, type SampleInstrument } from './instrument';

/**
 * Candles of a market that does not exist: it has trends, ranges, opening gaps, fat tails, volatility that clusters and
 * volume that follows it, and trades round the clock. Everything derives from the symbol and the seed, minute by minute,
 * so the candle at a time is the same whatever `now` and `count`, and longer timeframes are exactly the shorter ones
 * aggregated (opens, highs, lows and closes to the bit, volume to the last digit).
 *
 * `series` holds the last `count` candles closed at `now`; `current` is the bar under way at `now`, which closes at the
 * price of that moment.
 * @throws ParameterError for a timeframe below one minute, or a count that reaches before 1970, where the market begins.
 */
export function sampleCandles(options: {
	readonly symbol: string;
	readonly timeframe: Timeframe;
	readonly count: number;
	/** Epoch milliseconds UTC. */
	readonly now: number;
	/** Another market under the same symbol. Default 1. */
	readonly seed?: number;
}): { series: CandleSeries; current: FormingCandle } {
	const { symbol, timeframe, count, now, seed = 1 } = options;
	const opens = barOpens(timeframe, count, now);
	const market = new SampleMarket(sampleInstrument(symbol, seed));
	const columns = emptyColumns(count);
	for (let i = 0; i < count; i++) {
		const bar = market.bar(opens[i], opens[i + 1]);
		columns.time[i] = bar.time;
		columns.open[i] = bar.open;
		columns.high[i] = bar.high;
		columns.low[i] = bar.low;
		columns.close[i] = bar.close;
		columns.volume[i] = bar.volume;
	}
	return {
		series: createSeries({ symbol, timeframe, columns }),
		current: market.bar(opens[count], now),
	};
}

/** The opens of `count` closed bars and of the one under way. */
function barOpens(timeframe: Timeframe, count: number, now: number): number[] {
	if (timeframeMs(timeframe) < MINUTE || (timeframe.endsWith('s') && timeframeMs(timeframe) % MINUTE !== 0)) {
		throw new ParameterError(
			'timeframe',
			`The sample market has no ${timeframe} candles: its finest are 1m. Choose 1m or a multiple of it.`,
		);
	}
	if (!Number.isSafeInteger(count) || count < 0) {
		throw new ParameterError('count', `The number of candles must be a whole number from 0 up, not ${count}.`);
	}
	const opens = [barOpenAt(now, timeframe)];
	while (opens.length <= count) opens.push(barOpenAt(opens[opens.length - 1] - 1, timeframe));
	opens.reverse();
	if (!(opens[0] >= 0)) {
		const available = opens.filter((open) => open >= 0).length - 1;
		throw new ParameterError(
			'count',
			`The sample market begins in 1970, which leaves ${Math.max(available, 0)} candles of ${timeframe}, not ${count}. Ask for fewer.`,
		);
	}
	return opens;
}

/** Aggregates minutes into bars, keeping the day it is at. */
class SampleMarket {
	private readonly day: DayPath = emptyDay();
	private filled = NaN;

	constructor(private readonly instrument: SampleInstrument) {}

	/** The bar from `open` up to `end`, which need not be its close: then it is the bar as it stands at that moment. */
	bar(open: number, end: number): FormingCandle {
		const first = this.at(Math.floor(open / DAY)).log[Math.floor((open % DAY) / MINUTE)];
		let [high, low, close, lots] = [first, first, first, 0];
		for (let start = open - (open % DAY); start < end; start += DAY) {
			const day = this.at(start / DAY);
			const from = Math.max(0, Math.floor((open - start) / MINUTE));
			const to = Math.min(MINUTES_PER_DAY, Math.floor((end - start) / MINUTE));
			for (let minute = from; minute < to; minute++) {
				if (day.high[minute] > high) high = day.high[minute];
				if (day.low[minute] < low) low = day.low[minute];
				lots += day.lots[minute];
			}
			close = day.log[to];
			const part = (end - start) / MINUTE - to;
			if (to < MINUTES_PER_DAY && part > 0) {
				const opened = day.log[to];
				close = opened + (day.log[to + 1] - opened) * part;
				high = Math.max(high, opened, close);
				low = Math.min(low, opened, close);
				lots += Math.floor(day.lots[to] * part);
			}
		}
		const { lotsPerUnit } = this.instrument;
		return {
			time: open,
			open: this.price(first),
			high: this.price(high),
			low: this.price(low),
			close: this.price(close),
			volume: lots / lotsPerUnit,
		};
	}

	private at(day: number): DayPath {
		if (day !== this.filled) fillDay(this.instrument, day, this.day);
		this.filled = day;
		return this.day;
	}

	/** Rounded to the tick, which keeps high and low around open and close. */
	private price(log: number): number {
		const { ticksPerUnit } = this.instrument;
		return Math.max(Math.round(Math.exp(log) * ticksPerUnit), 1) / ticksPerUnit;
	}
}
