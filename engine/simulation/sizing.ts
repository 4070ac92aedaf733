import type { SizingRule } from '../strategy/signals';
import { roundLot } from './lots';
import type { Fees } from './options';

/** What an entry's size depends on. Money in quote currency. */
export interface SizingContext {
	/** Cash plus the value of the open position, before the entry. */
	readonly equity: number;
	/** Price the entry fills at, slippage included. */
	readonly price: number;
	/** Distance from `price` to the stop loss, in price units; `riskPercent` needs it. */
	readonly stopDistance?: number;
	readonly lotSize: number;
	readonly fees: Fees;
}

/**
 * Units the rule asks for, rounded down to the lot; 0 when there is nothing to buy. It may be more than the account
 * can pay, see `affordableQuantity`.
 *
 * - `fixed`: `value` units.
 * - `notional`: `value` of quote currency, before fees.
 * - `equityPercent`: a share of equity, the entry's fee included, so that 1 spends the account to zero and not below.
 * - `riskPercent`: so many units that the way from `price` to the stop costs this share of equity (before fees); 0 without
 *   a stop distance above 0.
 */
export function quantityFor(rule: SizingRule, context: SizingContext): number {
	return roundLot(Math.max(0, unrounded(rule, context)), context.lotSize);
}

/** The most units `equity` pays for without borrowing, the entry's taker fee included, rounded down to the lot. */
export function affordableQuantity({ equity, price, fees, lotSize }: Omit<SizingContext, 'stopDistance'>): number {
	return roundLot(Math.max(0, bought(equity, price, fees)), lotSize);
}

function unrounded({ mode, value }: SizingRule, { equity, price, stopDistance = 0, fees }: SizingContext): number {
	switch (mode) {
		case 'fixed':
			return value;
		case 'notional':
			return value / price;
		case 'equityPercent':
			return bought(value * equity, price, fees);
		case 'riskPercent':
			return stopDistance > 0 ? (value * equity) / stopDistance : 0;
	}
}

const bought = (money: number, price: number, fees: Fees): number => (money - fees.fixed) / (price * (1 + fees.taker));
