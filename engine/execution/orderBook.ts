import type { Selectable } from 'kysely';
import { decimalString, type TradingDatabase, type TradingSchema, type TradingTransaction } from '../store';
import type { Fill, Order, OrderIntent, OrderState } from '../orders';
import { OrderError } from './orderError';
import { checkTransition, OPEN_STATES } from './orderStates';

/** One entry of an order's history. */
export interface OrderEvent {
	readonly clientOrderId: string;
	readonly at: number;
	/** `planned`, `sized`, `moved`, or the state it came to. */
	readonly event: string;
	readonly state: OrderState;
	/** What changed, with the values after. */
	readonly detail: Readonly<Record<string, unknown>>;
}

/** What may change in an order once it is written. */
export type OrderChange = Partial<
	Pick<Order, 'state' | 'quantity' | 'stopPrice' | 'filledQuantity' | 'averagePrice' | 'fees' | 'stateReason'>
>;

/** Writes an order as `planned`. False when its id is taken already: then nothing is written. */
export async function insertOrder(trx: TradingTransaction, intent: OrderIntent, at: number): Promise<boolean> {
	const result = await trx
		.insertInto('trading_orders')
		.values({
			client_order_id: intent.clientOrderId,
			bot: intent.bot,
			account: intent.account,
			mode: intent.mode,
			venue: intent.venue,
			symbol: intent.symbol,
			timeframe: intent.timeframe,
			bar_time: intent.barTime,
			purpose: intent.purpose,
			side: intent.side,
			type: intent.type,
			quantity: decimalString(intent.quantity),
			sizing: jsonOrNull(intent.sizing),
			reference_price: decimalString(intent.referencePrice),
			limit_price: decimalOrNull(intent.limitPrice),
			stop_price: decimalOrNull(intent.stopPrice),
			reduce_only: intent.reduceOnly ? 1 : 0,
			protection: jsonOrNull(intent.protection),
			parent_id: intent.parentId ?? null,
			reason: intent.reason,
			state: 'planned',
			filled_quantity: '0',
			average_price: null,
			fees: '0',
			state_reason: null,
			created_at: at,
			updated_at: at,
		})
		.onConflict((conflict) => conflict.column('client_order_id').doNothing())
		.executeTakeFirst();
	if (result.numInsertedOrUpdatedRows !== 1n) return false;
	await recordEvent(trx, { clientOrderId: intent.clientOrderId, at, event: 'planned', state: 'planned', detail: {} });
	return true;
}

/**
 * Changes an order and records the change in its history; returns the order as it then is. `event` names a change that keeps
 * the state.
 *
 * @throws OrderError when its state cannot lead to the new one, or when it is not in the state the caller saw.
 */
export async function changeOrder(
	trx: TradingTransaction,
	order: Order,
	change: OrderChange,
	{ at, event = change.state ?? order.state }: { readonly at: number; readonly event?: string },
): Promise<Order> {
	const { clientOrderId } = order;
	if (change.state) checkTransition(clientOrderId, order.state, change.state);
	const changed: Order = { ...order, ...change, updatedAt: at };
	const result = await trx
		.updateTable('trading_orders')
		.set({
			state: changed.state,
			quantity: changed.quantity,
			stop_price: changed.stopPrice ?? null,
			filled_quantity: changed.filledQuantity,
			average_price: changed.averagePrice ?? null,
			fees: changed.fees,
			state_reason: changed.stateReason ?? null,
			updated_at: at,
		})
		.where('client_order_id', '=', clientOrderId)
		.where('state', '=', order.state)
		.executeTakeFirst();
	if (result.numUpdatedRows !== 1n) {
		throw new OrderError(`Order ${clientOrderId} is no longer ${order.state}: something else changed it.`, clientOrderId);
	}
	const { state, ...detail } = change;
	await recordEvent(trx, { clientOrderId, at, event, state: state ?? order.state, detail });
	return changed;
}

export async function findOrder(db: TradingDatabase, clientOrderId: string): Promise<Order | undefined> {
	const row = await db
		.selectFrom('trading_orders')
		.selectAll()
		.where('client_order_id', '=', clientOrderId)
		.executeTakeFirst();
	return row && orderOf(row);
}

/** The open paper orders of a symbol, oldest first. */
export async function openPaperOrders(
	db: TradingDatabase,
	{ account, symbol }: { readonly account: string; readonly symbol: string },
): Promise<Order[]> {
	const rows = await db
		.selectFrom('trading_orders')
		.selectAll()
		.where('account', '=', account)
		.where('symbol', '=', symbol)
		.where('mode', '=', 'paper')
		.where('state', 'in', OPEN_STATES)
		.orderBy('created_at')
		.orderBy('bar_time')
		.orderBy('client_order_id')
		.execute();
	return rows.map(orderOf);
}

/** The history of an order, oldest first. */
export async function orderEvents(db: TradingDatabase, clientOrderId: string): Promise<OrderEvent[]> {
	const rows = await db
		.selectFrom('trading_order_events')
		.selectAll()
		.where('client_order_id', '=', clientOrderId)
		.orderBy('sequence')
		.execute();
	return rows.map(({ at, event, state, detail }) => ({
		clientOrderId,
		at,
		event,
		state,
		detail: JSON.parse(detail) as OrderEvent['detail'],
	}));
}

export async function insertFill(trx: TradingTransaction, fill: Fill): Promise<void> {
	await trx
		.insertInto('trading_fills')
		.values({
			id: fill.id,
			client_order_id: fill.clientOrderId,
			account: fill.account,
			symbol: fill.symbol,
			side: fill.side,
			quantity: fill.quantity,
			price: fill.price,
			fee: fill.fee,
			fee_currency: fill.feeCurrency,
			liquidity: fill.liquidity,
			bar_time: fill.barTime,
			at: fill.at,
		})
		.execute();
}

/** The fills of these orders, in the order of booking. */
export async function fillsOf(db: TradingDatabase, clientOrderIds: readonly string[]): Promise<Fill[]> {
	if (clientOrderIds.length === 0) return [];
	const rows = await db
		.selectFrom('trading_fills')
		.selectAll()
		.where('client_order_id', 'in', clientOrderIds)
		.orderBy('sequence')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		clientOrderId: row.client_order_id,
		account: row.account,
		symbol: row.symbol,
		side: row.side,
		quantity: decimalString(row.quantity),
		price: decimalString(row.price),
		fee: decimalString(row.fee),
		feeCurrency: row.fee_currency,
		liquidity: row.liquidity,
		barTime: row.bar_time,
		at: row.at,
	}));
}

/** An order as its row has it. */
export function orderOf(row: Selectable<TradingSchema['trading_orders']>): Order {
	return {
		clientOrderId: row.client_order_id,
		bot: row.bot,
		account: row.account,
		mode: row.mode,
		venue: row.venue,
		symbol: row.symbol,
		timeframe: row.timeframe,
		barTime: row.bar_time,
		purpose: row.purpose,
		side: row.side,
		type: row.type,
		quantity: decimalString(row.quantity),
		...(row.sizing !== null && { sizing: JSON.parse(row.sizing) as Order['sizing'] }),
		referencePrice: decimalString(row.reference_price),
		...(row.limit_price !== null && { limitPrice: decimalString(row.limit_price) }),
		...(row.stop_price !== null && { stopPrice: decimalString(row.stop_price) }),
		reduceOnly: row.reduce_only === 1,
		...(row.protection !== null && { protection: JSON.parse(row.protection) as Order['protection'] }),
		...(row.parent_id !== null && { parentId: row.parent_id }),
		reason: row.reason,
		state: row.state,
		filledQuantity: decimalString(row.filled_quantity),
		...(row.average_price !== null && { averagePrice: decimalString(row.average_price) }),
		fees: decimalString(row.fees),
		createdAt: row.created_at,
		updatedAt: row.updated_at,
		...(row.state_reason !== null && { stateReason: row.state_reason }),
	};
}

async function recordEvent(trx: TradingTransaction, { clientOrderId, at, event, state, detail }: OrderEvent): Promise<void> {
	await trx
		.insertInto('trading_order_events')
		.values({ client_order_id: clientOrderId, at, event, state, detail: JSON.stringify(detail) })
		.execute();
}

const jsonOrNull = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
const decimalOrNull = (value: string | undefined): string | null => (value === undefined ? null : decimalString(value));
