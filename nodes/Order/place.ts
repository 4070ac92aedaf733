import { loadEngine, type Engine } from '../shared/engine';

/** An order as an item shows it. */
export type PlacedOrder = Engine.Order & {
	readonly fills: readonly Engine.Fill[];
	/** True when an earlier run had placed it. */
	readonly duplicate: boolean;
};

export interface Placement {
	readonly orders: readonly PlacedOrder[];
	/** Other orders of the account that this run wrote, moved, filled or ended: stops, targets, what was waiting. */
	readonly otherOrders: readonly Engine.Order[];
	/** Every fill of this run, in the order of booking. */
	readonly fills: readonly Engine.Fill[];
}

/** What resting orders did on the new candles, before anything was placed. */
type Before = Pick<Engine.Advance, 'fills' | 'orders'>;

/** Places the orders one after the other, and gathers all that happened since `before` began, at `startedAt`. */
export async function place(
	router: Engine.OrderRouter,
	intents: readonly Engine.OrderIntent[],
	{ market, before, startedAt }: { readonly market?: Engine.MarketView; readonly before: Before; readonly startedAt: number },
): Promise<Placement> {
	const submissions: Engine.Submission[] = [];
	for (const intent of intents) submissions.push(await router.submit(intent, market ?? withoutCandles(intent)));

	const ids = new Set(submissions.map(({ order }) => order.clientOrderId));
	const children = await writtenFor(router, submissions, startedAt);
	const others = new Map(before.orders.filter(({ clientOrderId }) => !ids.has(clientOrderId)).map((order) => [order.clientOrderId, order]));
	for (const child of children) others.set(child.clientOrderId, child);
	return {
		orders: submissions.map(({ order, fills, duplicate }) => ({ ...order, fills, duplicate })),
		otherOrders: await current(router, [...others.values()]),
		fills: [
			...before.fills,
			...submissions.flatMap(({ fills, duplicate }) => (duplicate ? [] : fills)),
			...(await router.fills(children.map(({ clientOrderId }) => clientOrderId))),
		],
	};
}

/** Submitting an order plays all the candles after it: the protection it wrote may have done its work already. */
async function writtenFor(
	router: Engine.OrderRouter,
	submissions: readonly Engine.Submission[],
	since: number,
): Promise<Engine.Order[]> {
	const parents = new Set(submissions.filter(({ duplicate }) => !duplicate).map(({ order }) => order.clientOrderId));
	const first = submissions.at(0)?.order;
	if (!first || parents.size === 0) return [];
	const { account, symbol } = first;
	const written = await router.list({ account, symbol, since, limit: 500 });
	return written.filter(({ parentId }) => parentId !== undefined && parents.has(parentId));
}

/** Placing an exit ends the stops that the candles had only moved. */
async function current(router: Engine.OrderRouter, orders: readonly Engine.Order[]): Promise<Engine.Order[]> {
	return await Promise.all(orders.map(async (order) => (await router.get(order.clientOrderId)) ?? order));
}

/** A market of which nothing is known yet: the order waits for its first candles. */
const withoutCandles = ({ venue, symbol, timeframe }: Engine.OrderIntent): Engine.MarketView => ({
	venue,
	symbol,
	timeframe,
	bars: [],
});

/** The paper router of one run. */
export async function paperRouter(store: Engine.TradingStore, simulation: Engine.SimulationOptions): Promise<Engine.OrderRouter> {
	const { createRouter } = await loadEngine();
	return createRouter({ store, clock: Date.now, simulation });
}
