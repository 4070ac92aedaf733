import type { EquityCurve, Trade } from '../../../engine/backtest';
import type { CandleSeries } from '../../../engine/market/series';
import type { ProtectionLevels, SizingRule, StrategySignals } from '../../../engine/strategy/signals';

/** A bar written as `[open, high, low, close]`. */
export type Ohlc = readonly [open: number, high: number, low: number, close: number];

const HOUR = 3_600_000;

/** A series from bars written out, one an hour unless said otherwise. */
export function seriesOf(bars: readonly Ohlc[], { start = Date.UTC(2024, 0, 1), step = HOUR } = {}): CandleSeries {
	const column = (at: 0 | 1 | 2 | 3) => Float64Array.from(bars, (bar) => bar[at]);
	return {
		symbol: 'TEST/USD',
		timeframe: step === HOUR ? '1h' : '1d',
		length: bars.length,
		time: Float64Array.from(bars, (_, bar) => start + bar * step),
		open: column(0),
		high: column(1),
		low: column(2),
		close: column(3),
		volume: new Float64Array(bars.length).fill(1),
	};
}

/** A walk with gaps and wide ranges, the same for the same seed. */
export function randomBars(count: number, seed: number, volatility = 0.02): Ohlc[] {
	const random = generator(seed);
	const move = () => (random() + random() + random() - 1.5) * volatility;
	const bars: Ohlc[] = [];
	let close = 100;
	for (let bar = 0; bar < count; bar++) {
		const open = close * Math.exp(0.3 * move());
		close = open * Math.exp(move());
		const high = Math.max(open, close) * (1 + volatility * 0.5 * random());
		const low = Math.min(open, close) * (1 - volatility * 0.5 * random());
		bars.push([open, high, low, close]);
	}
	return bars;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

export interface Rules {
	readonly entryLong?: readonly number[];
	readonly entryShort?: readonly number[];
	readonly exitLong?: readonly number[];
	readonly exitShort?: readonly number[];
	readonly protect?: ProtectionLevels;
	readonly sizing?: SizingRule;
}

/** Signals that fire on the listed bars. One unit a trade unless said otherwise. */
export function signalsOn(
	length: number,
	{ protect = {}, sizing = { mode: 'fixed', value: 1 }, ...rules }: Rules,
): StrategySignals {
	const flags = Object.entries<readonly number[]>(rules).map(([rule, bars]) => {
		const column = new Uint8Array(length);
		for (const bar of bars) column[bar] = 1;
		return [rule, column] as const;
	});
	return { length, warmUp: 0, ...Object.fromEntries(flags), protect, sizing, values: {}, parameters: {} };
}

/** Signals that fire at random, the same for the same seed. */
export function randomRules(length: number, seed: number, share = 0.1): Required<Omit<Rules, 'protect' | 'sizing'>> {
	const random = generator(seed);
	const bars = () => Array.from({ length }, (_, bar) => bar).filter(() => random() < share);
	return { entryLong: bars(), entryShort: bars(), exitLong: bars(), exitShort: bars() };
}

/** An equity curve from its values: one a day from 2024-01-01 (a Monday) unless times are given. */
export function curveOf(values: ArrayLike<number>, time?: ArrayLike<number>): EquityCurve {
	let peak = -Infinity;
	return {
		time: Float64Array.from(time ?? Array.from(values, (_, day) => Date.UTC(2024, 0, 1 + day))),
		value: Float64Array.from(values),
		drawdown: Float64Array.from(values, (value) => 1 - value / (peak = Math.max(peak, value))),
	};
}

/** A closed long trade of one unit at 100 with this profit, `bars` hourly bars long. */
export function tradeOf(profit: number, { entryBar = 0, bars = 1, fees = 0 } = {}): Trade {
	return {
		symbol: 'TEST/USD',
		side: 'long',
		quantity: 1,
		entryBar,
		entryTime: entryBar * HOUR,
		entryPrice: 100,
		exitBar: entryBar + bars,
		exitTime: (entryBar + bars) * HOUR,
		exitPrice: 100 + profit,
		exitReason: 'signal',
		fees,
		profit,
		profitPercent: profit / 100,
		mae: 0,
		mfe: 0,
	};
}
