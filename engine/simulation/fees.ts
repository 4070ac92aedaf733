import type { Fees } from './options';

/** Whether a fill took liquidity (market and stop orders) or had been resting in the book (limit orders). */
export type Liquidity = 'taker' | 'maker';

/** Fee of one fill in quote currency: the rate on its notional, and the fixed amount. */
export function feeOf(quantity: number, price: number, liquidity: Liquidity, fees: Fees): number {
	return quantity * price * (liquidity === 'taker' ? fees.taker : fees.maker) + fees.fixed;
}
