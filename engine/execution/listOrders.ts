import { ParameterError } from '../errors';
import type { TradingDatabase } from '../store';
import type { Order, OrderState } from '../orders';
import { orderOf } from './orderBook';
import { ORDER_STATES } from './orderStates';

/** Which orders to list; what is left out does not narrow the list. */
export interface OrderFilter {
	readonly account?: string;
	readonly bot?: string;
	readonly symbol?: string;
	/** One state, or any of several. */
	readonly state?: OrderState | readonly OrderState[];
	/** Time of writing, epoch milliseconds: `since` included, `until` not. */
	readonly since?: number;
	readonly until?: number;
	/** From 1 to 500. Default 100. */
	readonly limit?: number;
	/** How many of the newest to leave out. Default 0. */
	readonly offset?: number;
}

/** Orders, newest first. Throws `ParameterError` on a filter that cannot be meant. */
export async function listOrders(db: TradingDatabase, filter: OrderFilter = {}): Promise<Order[]> {
	const { account, bot, symbol, since, until, limit = 100, offset = 0 } = filter;
	const states = filter.state === undefined ? [] : [filter.state].flat();
	check(states, limit, offset);
	let query = db.selectFrom('trading_orders').selectAll();
	if (account !== undefined) query = query.where('account', '=', account);
	if (bot !== undefined) query = query.where('bot', '=', bot);
	if (symbol !== undefined) query = query.where('symbol', '=', symbol);
	if (states.length > 0) query = query.where('state', 'in', states);
	if (since !== undefined) query = query.where('created_at', '>=', since);
	if (until !== undefined) query = query.where('created_at', '<', until);
	const rows = await query
		.orderBy('created_at', 'desc')
		.orderBy('bar_time', 'desc')
		.orderBy('client_order_id')
		.limit(limit)
		.offset(offset)
		.execute();
	return rows.map(orderOf);
}

function check(states: readonly OrderState[], limit: number, offset: number): void {
	const unknown = states.find((state) => !ORDER_STATES.includes(state));
	if (unknown !== undefined) {
		throw new ParameterError('state', `"${unknown}" is no state of an order. Choose among ${ORDER_STATES.join(', ')}.`);
	}
	if (!Number.isInteger(limit) || limit < 1 || limit > 500) {
		throw new ParameterError('limit', `The limit is ${limit}. Give a whole number from 1 to 500.`);
	}
	if (!Number.isInteger(offset) || offset < 0) {
		throw new ParameterError('offset', `The offset is ${offset}. Give a whole number, 0 or more.`);
	}
}
