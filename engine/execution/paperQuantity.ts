import { affordableQuantity, feeOf, quantityFor, signOf, type ProtectedPosition, type SimulationOptions } from '../simulation';
import type { Books } from '../portfolio';
import { Decimal, decimalFromFloat, decimalString } from '../store';
import type { SizingRule } from '../strategy/signals';
import type { DecimalString, Order } from '../orders';

/** How many units an order fills, or how it ends when it fills none. */
export type FillQuantity =
	| { readonly quantity: DecimalString }
	| { readonly state: 'cancelled' | 'rejected'; readonly refusal: string };

export interface FillTerms {
	/** The fill's price, slippage included. */
	readonly price: number;
	/** The position that protection will guard once the order has filled. */
	readonly protection?: ProtectedPosition;
	readonly simulation: SimulationOptions;
	readonly currency: string;
}

/**
 * A reduce-only order fills at most what is held. An order with a sizing rule is sized anew, as a backtest does, within what
 * is free. Any other fills in full or, when the account cannot pay it, not at all. Nothing is borrowed: every position ties
 * up its full value, a short as much as a long.
 */
export function fillQuantity(order: Order, books: Books, terms: FillTerms): FillQuantity {
	if (order.reduceOnly) return reducible(order, books);
	const funds = fundsFor(order, books, terms.price);
	return order.sizing ? sized(order.sizing, order.symbol, funds, terms) : affordable(order, funds, terms);
}

/**
 * A quantity that the simulation computed, as an amount of the books. Without lots it is rounded down at the fifteenth
 * digit, so that an entry of the whole account never costs a hair more than there is.
 */
export function paperQuantity(units: number, lotSize: number): DecimalString {
	if (lotSize > 0) return decimalFromFloat(units);
	return decimalString(new Decimal(units).toSignificantDigits(15, Decimal.ROUND_DOWN));
}

interface Funds {
	readonly equity: Decimal;
	/** What no position ties up. */
	readonly free: Decimal;
	/** Units held against the order's direction: filling so many closes, and only the rest opens. */
	readonly against: Decimal;
}

function fundsFor({ symbol, side }: Order, books: Books, price: number): Funds {
	const others = (other: string) => other !== symbol;
	const held = books.position(symbol).quantity;
	const value = held.times(price);
	const equity = books.cash.plus(books.value(others)).plus(value);
	return {
		equity,
		free: equity.minus(books.exposure(others)).minus(value.abs()),
		against: Decimal.max(0, held.times(side === 'buy' ? -1 : 1)),
	};
}

function reducible({ side, symbol, quantity }: Order, books: Books): FillQuantity {
	const held = books.position(symbol).quantity.times(side === 'sell' ? 1 : -1);
	if (held.lte(0)) return { state: 'cancelled', refusal: 'There is no position left for it to reduce.' };
	return { quantity: decimalString(Decimal.min(quantity, held)) };
}

function affordable({ quantity }: Order, { free, against }: Funds, { price, simulation, currency }: FillTerms): FillQuantity {
	const opening = Decimal.max(0, new Decimal(quantity).minus(against));
	const cost = opening.times(price).plus(feeOf(Number(quantity), price, 'taker', simulation.fees));
	const available = free.plus(against.times(price));
	if (opening.isZero() || cost.lte(available)) return { quantity };
	return {
		state: 'rejected',
		refusal: `It costs ${rounded(cost)} ${currency} with its fee, and ${rounded(available)} is free.`,
	};
}

function sized(
	sizing: SizingRule,
	symbol: string,
	{ equity, free }: Funds,
	{ price, protection, simulation: { fees, lotSize }, currency }: FillTerms,
): FillQuantity {
	const stopDistance =
		protection?.stopLoss === undefined ? undefined : signOf(protection.side) * (price - protection.stopLoss);
	const wanted = quantityFor(sizing, { equity: equity.toNumber(), price, stopDistance, fees, lotSize });
	const units = Math.min(wanted, affordableQuantity({ equity: free.toNumber(), price, fees, lotSize }));
	if (units > 0) return { quantity: paperQuantity(units, lotSize) };
	const refusal =
		wanted > 0
			? `The ${rounded(free)} ${currency} that is free does not pay for any ${symbol} at ${price}.`
			: `The sizing rule ${sizing.mode} ${sizing.value} comes to no ${symbol} at ${price}.`;
	return { state: 'rejected', refusal };
}

const rounded = (amount: Decimal): string => decimalString(amount.toDecimalPlaces(8));
