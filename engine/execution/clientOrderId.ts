import { createHash } from 'node:crypto';
import type { OrderPurpose, OrderSide } from '../orders';

/** What makes two orders the same order. */
export interface OrderIdentity {
	readonly bot: string;
	readonly symbol: string;
	/** Open time of the bar the decision was taken on. */
	readonly barTime: number;
	readonly purpose: OrderPurpose;
	readonly side: OrderSide;
}

/**
 * The id of an order, derived from what it is for: a retry, a second run or a restart after a crash gives the same id, and
 * the store takes each id once. 35 characters of `[a-z0-9-]`, short enough for any venue.
 */
export function clientOrderId({ bot, symbol, barTime, purpose, side }: OrderIdentity): string {
	return derive([bot, symbol, barTime, purpose, side]);
}

/** The id of a protective order: one of each purpose an entry. */
export const childOrderId = (parentId: string, purpose: OrderPurpose): string => derive([parentId, purpose]);

const derive = (parts: readonly unknown[]): string =>
	`tb-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
