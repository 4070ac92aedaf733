import { Decimal } from '../store';
import type { OrderIntent } from '../orders';
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
	const amounts: Readonly<Record<string, string | undefined>> = {
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

/** At most two digits of exponent: `1e999999999` is a valid decimal that would take a gigabyte to write out. */
const AMOUNT = /^\d{0,40}\.?\d{1,40}(e[+-]?\d{1,2})?$/i;

const isAboveZero = (amount: string | undefined): boolean =>
	amount !== undefined && AMOUNT.test(amount) && new Decimal(amount).gt(0);
