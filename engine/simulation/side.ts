import type { OrderSide } from '../orders';

/** Which way a position profits. */
export type Side = 'long' | 'short';

/** +1 for a long, −1 for a short: profit = sign × quantity × (price − entry price). */
export const signOf = (side: Side): 1 | -1 => (side === 'long' ? 1 : -1);

/** The order that opens a position of this side. */
export const openingOrder = (side: Side): OrderSide => (side === 'long' ? 'buy' : 'sell');

/** The order that closes a position of this side. */
export const closingOrder = (side: Side): OrderSide => (side === 'long' ? 'sell' : 'buy');
