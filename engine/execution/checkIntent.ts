import { Decimal } from '../store';
import type { OrderIntent } from './order';
import { OrderError } from './orderError';
import { protectEntry } from './protectiveOrders';

/** @throws OrderError when the intent contradicts itself: no id, no amount, a limit order without a limit … */
export function checkIntent(intent: OrderIntent): void {
	const { clientOrderId, type, limitPrice, stopPrice } = intent;
	if (!/^[A-Za-z0-9-]{1,36}$/.test(clientOrderId)) {
		throw new OrderError(
			`"${clientOrderId}" cannot be a client order id. Use 1 to 36 letters, digits and hyphens, or clientOrderId().`,
			clientOrderId,
		);
	}
	const amounts = {
		quantity: intent.quantity,
		'reference price': intent.referencePrice,
		...((type === 'limit' || limitPrice !== undefined) && { 'limit price': limitPrice }),
		...((type === 'stop' || stopPrice !== undefined) && { 'stop price': stopPrice }),
	};
	for (const [name, amount] of Object.entries(amounts)) {
		if (isAboveZero(amount)) continue;
		const value = amount === undefined ? `has no ${name}` : `has the ${name} "${amount}"`;
		throw new OrderError(`Order ${clientOrderId} ${value}. Give a decimal number above 0.`, clientOrderId);
	}
	if (!intent.reduceOnly) protectEntry(intent, Number(intent.referencePrice));
}

function isAboveZero(amount: string | undefined): boolean {
	return amount !== undefined && /^\d*\.?\d+(e[+-]?\d+)?$/i.test(amount) && new Decimal(amount).gt(0);
}
