import type { OrderState } from '../orders';
import { OrderError } from './orderError';

/** Where each state may lead. A state that leads nowhere is final. */
const NEXT: Readonly<Record<OrderState, readonly OrderState[]>> = {
	planned: ['accepted', 'rejected', 'cancelled', 'expired'],
	accepted: ['partiallyFilled', 'filled', 'rejected', 'cancelled', 'expired'],
	partiallyFilled: ['partiallyFilled', 'filled', 'cancelled', 'expired'],
	filled: [],
	cancelled: [],
	rejected: [],
	expired: [],
};

export const ORDER_STATES = Object.keys(NEXT) as readonly OrderState[];

/** The states of orders that may still fill. */
export const OPEN_STATES: readonly OrderState[] = ORDER_STATES.filter((state) => NEXT[state].length > 0);

export const isOpen = (state: OrderState): boolean => OPEN_STATES.includes(state);

/** @throws OrderError when an order in `from` can never come to `to`. */
export function checkTransition(clientOrderId: string, from: OrderState, to: OrderState): void {
	if (NEXT[from].includes(to)) return;
	const next = NEXT[from].length === 0 ? 'that state is final' : `from there it can only become ${NEXT[from].join(', ')}`;
	throw new OrderError(`Order ${clientOrderId} is ${from} and cannot become ${to}: ${next}.`, clientOrderId);
}
