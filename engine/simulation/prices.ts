import type { OrderSide } from '../orders';

/**
 * Price at which a market order fills when the market stands at `price`: `slippage` (a fraction) worse,
 * so higher for a buy and lower for a sell.
 */
export function marketFillPrice(side: OrderSide, price: number, slippage = 0): number {
	return side === 'buy' ? price * (1 + slippage) : price * (1 - slippage);
}

/** Whether a bar reaches a stop: a buy stop from below, a sell stop from above. */
export function stopReached(side: OrderSide, stop: number, high: number, low: number): boolean {
	return side === 'buy' ? high >= stop : low <= stop;
}

/**
 * Price at which a stop order fills in a bar that reaches it: the worse of the stop and the bar's open, since a gap
 * beyond the stop is paid for; then `slippage` worse, as it takes liquidity.
 */
export function stopFillPrice(side: OrderSide, stop: number, open: number, slippage = 0): number {
	return marketFillPrice(side, side === 'buy' ? Math.max(stop, open) : Math.min(stop, open), slippage);
}

/** Whether a bar trades at a limit or better: a buy limit from above, a sell limit from below. */
export function limitReached(side: OrderSide, limit: number, high: number, low: number): boolean {
	return side === 'buy' ? low <= limit : high >= limit;
}

/** Price at which a limit order fills in a bar that reaches it: the better of the limit and the bar's open. No slippage. */
export function limitFillPrice(side: OrderSide, limit: number, open: number): number {
	return side === 'buy' ? Math.min(limit, open) : Math.max(limit, open);
}
