import { addDailyNotional } from '../risk';
import { Decimal, type TradingTransaction } from '../store';
import type { Order, OrderIntent } from '../orders';
import { changeOrder } from './orderBook';

export interface Finish {
	readonly state: 'cancelled' | 'rejected';
	readonly reason: string;
	readonly now: number;
	readonly timeZone: string;
}

/** Ends an order without a fill, or without a further one, and gives its unfilled notional back to the day it was counted on. */
export async function finishOrder(
	trx: TradingTransaction,
	order: Order,
	{ state, reason, now, timeZone }: Finish,
): Promise<Order> {
	const finished = await changeOrder(trx, order, { state, stateReason: reason }, { at: now });
	if (countsAsNotional(order)) {
		const unfilled = new Decimal(order.quantity).minus(order.filledQuantity).times(order.referencePrice);
		await addDailyNotional(trx, { account: order.account, at: order.createdAt, timeZone }, unfilled.negated(), now);
	}
	return finished;
}

/** Orders that may add exposure count towards the daily notional; those that only reduce it never do. */
export const countsAsNotional = ({ reduceOnly }: OrderIntent): boolean => !reduceOnly;
