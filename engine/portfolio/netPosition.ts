import type { Fill } from '../orders';
import { Decimal } from '../store';

/** What the fills of one symbol come to. Amounts are exact; `quantity` is below zero for a short. */
export interface NetPosition {
	readonly quantity: Decimal;
	/** What the open units were bought (or sold short) for, in quote currency, without fees; never below zero. */
	readonly cost: Decimal;
	/** The part of the entry fees that belongs to the open units. */
	readonly openFees: Decimal;
	/** Profit of what was closed, net of the fees of both sides. */
	readonly realizedProfit: Decimal;
	/** All fees paid so far. */
	readonly fees: Decimal;
	/** What trading the symbol did to the account's cash, fees included. */
	readonly cashFlow: Decimal;
	/** Open time of the bar in which the position left zero. */
	readonly openedAt?: number;
	/** Price and bar of the latest fill. */
	readonly last?: { readonly price: Decimal; readonly barTime: number };
}

const ZERO = new Decimal(0);

export const FLAT: NetPosition = {
	quantity: ZERO,
	cost: ZERO,
	openFees: ZERO,
	realizedProfit: ZERO,
	fees: ZERO,
	cashFlow: ZERO,
};

/** What a fill says about a position. */
export type PositionFill = Pick<Fill, 'side' | 'quantity' | 'price' | 'fee' | 'barTime'>;

/**
 * Books one fill at average cost. Units that reduce the position realise their share of its cost and entry fees; units
 * beyond zero open a new position at the fill's price, and the fill's fee is shared between the two by units.
 */
export function applyFill(position: NetPosition, fill: PositionFill): NetPosition {
	const units = new Decimal(fill.quantity);
	const price = new Decimal(fill.price);
	const fee = new Decimal(fill.fee);
	const direction = fill.side === 'buy' ? 1 : -1;

	const against = position.quantity.isZero() || position.quantity.s === direction ? ZERO : position.quantity.abs();
	const closed = Decimal.min(units, against);
	const opened = units.minus(closed);
	const closingFee = fee.times(closed).div(units);
	// The last units take what is left, so that a closed position leaves not a trace of a rounded quotient.
	const share = (whole: Decimal) => (closed.eq(against) ? whole : whole.times(closed).div(against));
	const closedCost = closed.isZero() ? ZERO : share(position.cost);
	const closedFees = closed.isZero() ? ZERO : share(position.openFees);
	// A buy closes a short, which profits when it cost more than it takes to buy back.
	const gross = closed.times(price).minus(closedCost).times(-direction);

	const quantity = position.quantity.plus(units.times(direction));
	const startsAnew = !opened.isZero() && opened.eq(quantity.abs());
	const openedAt = quantity.isZero() ? undefined : startsAnew ? fill.barTime : position.openedAt;
	return {
		quantity,
		cost: position.cost.minus(closedCost).plus(opened.times(price)),
		openFees: position.openFees.minus(closedFees).plus(fee.minus(closingFee)),
		realizedProfit: position.realizedProfit.plus(gross).minus(closedFees).minus(closingFee),
		fees: position.fees.plus(fee),
		cashFlow: position.cashFlow.minus(units.times(price).times(direction)).minus(fee),
		...(openedAt !== undefined && { openedAt }),
		last: { price, barTime: fill.barTime },
	};
}
