import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { isoTime } from './candles';
import { loadEngine, type Engine } from './engine';
import { tradingStoreOfForm } from './store';

/** The accounts in the trading store, for the form to choose from. */
export async function getAccounts(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return named(await accountNames(await tradingStoreOfForm.call(this)), filter);
}

/** The bots that have placed orders. */
export async function getBots(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { db } = await tradingStoreOfForm.call(this);
	const rows = await db.selectFrom('trading_orders').select('bot').distinct().orderBy('bot').execute();
	return named(
		rows.map(({ bot }) => bot),
		filter,
	);
}

/** The orders that may still fill, newest first. */
export async function getOpenOrders(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const { createRouter, DEFAULT_SIMULATION } = await loadEngine();
	const store = await tradingStoreOfForm.call(this);
	const router = createRouter({ store, clock: Date.now, simulation: DEFAULT_SIMULATION });
	const orders = await router.list({ state: ['planned', 'accepted', 'partiallyFilled'], limit: 500 });
	return {
		results: orders
			.map((order) => ({ name: describeOrder(order), value: order.clientOrderId }))
			.filter(({ name, value }) => contains(name, filter) || contains(value, filter)),
	};
}

/** Every account that has been opened, by name. */
export async function accountNames({ db }: Engine.TradingStore): Promise<string[]> {
	const rows = await db.selectFrom('trading_accounts').select('account').orderBy('account').execute();
	return rows.map(({ account }) => account);
}

const describeOrder = (order: Engine.Order): string => {
	const { bot, side, quantity, symbol, purpose, type, limitPrice, stopPrice, createdAt } = order;
	const price = limitPrice ?? stopPrice;
	return `${side} ${quantity} ${symbol}${price ? ` at ${price}` : ''} (${bot}: ${purpose}, ${type}, ${isoTime(createdAt)})`;
};

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

const named = (names: readonly string[], filter = ''): INodeListSearchResult => ({
	results: names.filter((name) => contains(name, filter)).map((name) => ({ name, value: name })),
});
