import { nextBarOpen, parseTimeframe, type FormingCandle } from '../market';
import type { CandleRow } from '../market/series';
import type { Order, OrderIntent } from '../orders';
import { OrderError } from './orderError';

/** What is known of a market now: what paper orders are filled from. */
export interface MarketView {
	readonly venue: string;
	readonly symbol: string;
	readonly timeframe: string;
	/** Closed bars, oldest first. */
	readonly bars: readonly CandleRow[];
	/** The bar that has not closed yet. Only its open is final, so only its open fills orders. */
	readonly current?: FormingCandle;
}

/** Where a market order meets the market. */
export interface FillPoint {
	/** The market's price, before slippage. */
	readonly price: number;
	readonly barTime: number;
	readonly at: 'open' | 'close';
}

/** @throws OrderError when bars are out of order, or hold a price that is no number above zero. */
export function checkMarket({ symbol, bars, current }: MarketView): void {
	let before = -Infinity;
	for (const [time, open, high, low, close] of bars) {
		if (!(time > before)) {
			throw new OrderError(
				`The candles of ${symbol} are out of order: ${iso(time)} follows ${iso(before)}.`,
				undefined,
				'Give each candle once, oldest first.',
			);
		}
		if (![open, high, low, close].every((price) => Number.isFinite(price) && price > 0)) {
			throw new OrderError(`The candle of ${symbol} at ${iso(time)} holds a price that is not above zero.`);
		}
		before = time;
	}
	if (current && !(current.time > before)) {
		throw new OrderError(
			`The forming candle of ${symbol} opens at ${iso(current.time)}, which is not after the last closed one at ${iso(before)}.`,
		);
	}
}

/** @throws OrderError when the order is for another market. */
export function checkSameMarket({ clientOrderId, symbol, timeframe }: OrderIntent, market: MarketView): void {
	if (symbol === market.symbol && timeframe === market.timeframe) return;
	throw new OrderError(
		`The order is for ${symbol} ${timeframe}, and the candles are ${market.symbol} ${market.timeframe}.`,
		clientOrderId,
		'Give the order the candles its signal was computed on.',
	);
}

/**
 * Where a market order fills: with `nextOpen` at the open of the first bar after the one it was decided on, or nowhere while
 * that bar is not known; with `close` at the close of the very bar it was decided on.
 */
export function fillPoint(
	{ barTime, referencePrice }: Order,
	{ bars, current }: MarketView,
	fillOn: 'nextOpen' | 'close',
): FillPoint | undefined {
	if (fillOn === 'close') {
		const bar = bars.find(([time]) => time === barTime);
		return { price: bar ? bar[4] : Number(referencePrice), barTime, at: 'close' };
	}
	const next = bars.find(([time]) => time > barTime);
	if (next) return { price: next[1], barTime: next[0], at: 'open' };
	if (current && current.time > barTime) return { price: current.open, barTime: current.time, at: 'open' };
	return undefined;
}

/** Bars that the candles lack between the last one seen and their first; undefined when they follow on. */
export function missedBars(
	seen: number | undefined,
	{ bars, timeframe }: MarketView,
): { readonly from: number; readonly to: number } | undefined {
	if (seen === undefined || bars.length === 0) return undefined;
	const from = nextBarOpen(seen, parseTimeframe(timeframe));
	const to = bars[0][0];
	return from < to ? { from, to } : undefined;
}

const iso = (time: number): string => (Number.isFinite(time) ? new Date(time).toISOString() : String(time));
