import { ParameterError } from '../errors';
import { feeOf, marketFillPrice, type SimulationOptions } from '../simulation';
import { loadBooks, requireAccount } from '../portfolio';
import { addDailyNotional } from '../risk';
import { Decimal, decimalFromFloat, decimalString, type TradingStore, type TradingTransaction } from '../store';
import { checkIntent } from './checkIntent';
import { countsAsNotional, finishOrder } from './finishOrder';
import { listOrders, type OrderFilter } from './listOrders';
import { checkMarket, checkSameMarket, fillPoint, missedBars, type MarketView } from './marketView';
import type { Fill, Order, OrderIntent } from '../orders';
import { fillsOf, findOrder, insertOrder, openPaperOrders, orderEvents, type OrderEvent } from './orderBook';
import { OrderError } from './orderError';
import { isOpen } from './orderStates';
import { PaperMatching } from './paperMatching';
import { readCursor, moveCursor } from './paperCursor';
import {
	deleteProtectedEntry,
	loadProtectedEntries,
	saveProtectedEntry,
	withoutProtection,
	type ProtectivePurpose,
} from './protectiveOrders';

export interface Submission {
	readonly order: Order;
	/** The order's own fills. */
	readonly fills: readonly Fill[];
	/** True when the order was in the store before: it was not placed again. */
	readonly duplicate: boolean;
}

export interface Advance {
	readonly fills: readonly Fill[];
	/** Orders that were filled, moved, cancelled or newly written. */
	readonly orders: readonly Order[];
	/** Opens of the first bar that the candles lack and of their own first: what happened in between was not seen. */
	readonly missed?: { readonly from: number; readonly to: number };
}

/** Sends orders to where they are filled, and keeps their life cycle in the store. */
export interface OrderRouter {
	/**
	 * Places an order. `paper`: it is written as `planned` first, in a transaction of its own, and then meets the market as
	 * `advance` does. An id that the store knows is not placed again; its order is completed if a crash left it half done, and
	 * returned with `duplicate: true`. `dryRun`: nothing is written; the order comes back `planned`, with the price and fee
	 * that are to be expected.
	 *
	 * @throws OrderError when the intent contradicts itself or is for another market.
	 * @throws PortfolioError when the account has not been opened.
	 */
	submit(intent: OrderIntent, market: MarketView): Promise<Submission>;
	/**
	 * Lets the account's resting paper orders of this symbol and timeframe meet the new candles: pending market orders, stops,
	 * targets, trailing stops, `maxBars`. Candles that were seen before change nothing.
	 */
	advance(account: string, market: MarketView): Promise<Advance>;
	/** Cancels an order that is still open. @throws OrderError when it is final or not known. */
	cancel(clientOrderId: string, reason: string): Promise<Order>;
	get(clientOrderId: string): Promise<Order | undefined>;
	/** Newest first. */
	list(filter?: OrderFilter): Promise<Order[]>;
	/** The fills of these orders, in the order of booking. */
	fills(clientOrderIds: readonly string[]): Promise<Fill[]>;
	/** What happened to an order, oldest first. */
	events(clientOrderId: string): Promise<OrderEvent[]>;
}

export interface RouterOptions {
	readonly store: TradingStore;
	readonly clock: () => number;
	/** How paper orders meet prices. */
	readonly simulation: SimulationOptions;
}

export function createRouter({ store, clock, simulation }: RouterOptions): OrderRouter {
	checkSimulation(simulation);

	const matching = async (trx: TradingTransaction, account: string, market: MarketView): Promise<PaperMatching> => {
		const { symbol } = market;
		const matched = new PaperMatching(market, {
			trx,
			account: await requireAccount(trx, account),
			books: await loadBooks(trx, account),
			simulation,
			now: clock(),
			orders: await openPaperOrders(trx, { account, symbol }),
			protectedEntries: await loadProtectedEntries(trx, { account, symbol }),
		});
		await matched.run();
		await moveCursor(trx, account, market, clock());
		return matched;
	};

	/** Written and committed before anything else happens to it. */
	const plan = async (intent: OrderIntent): Promise<{ duplicate: boolean }> =>
		await store.withAccount(intent.account, async (trx) => {
			const { timeZone } = await requireAccount(trx, intent.account);
			const now = clock();
			const written = await insertOrder(trx, intent, now);
			if (!written) checkSameAccount(intent, await requireOrder(trx, intent.clientOrderId));
			if (written && countsAsNotional(intent)) {
				const notional = new Decimal(intent.quantity).times(intent.referencePrice);
				await addDailyNotional(trx, { account: intent.account, at: now, timeZone }, notional, now);
			}
			return { duplicate: !written };
		});

	return {
		submit: async (intent, market) => {
			checkIntent(intent);
			checkMarket(market);
			checkSameMarket(intent, market);
			if (intent.mode === 'dryRun') return dryRun(intent, market, simulation, clock());
			const { duplicate } = await plan(intent);
			return await store.withAccount(intent.account, async (trx) => {
				await matching(trx, intent.account, market);
				const order = await requireOrder(trx, intent.clientOrderId);
				return { order, fills: await fillsOf(trx, [order.clientOrderId]), duplicate };
			});
		},

		advance: async (account, market) => {
			checkMarket(market);
			return await store.withAccount(account, async (trx) => {
				const missed = missedBars(await readCursor(trx, account, market), market);
				const { fills, changedOrders } = await matching(trx, account, market);
				return { fills, orders: changedOrders, ...(missed && { missed }) };
			});
		},

		cancel: async (clientOrderId, reason) => {
			const { account } = await requireOrder(store.db, clientOrderId);
			return await store.withAccount(account, async (trx) => {
				const order = await requireOrder(trx, clientOrderId);
				if (!isOpen(order.state)) {
					throw new OrderError(
						`Order ${clientOrderId} is already ${order.state}; only an open order can be cancelled.`,
						clientOrderId,
					);
				}
				await dropProtection(trx, order);
				const { timeZone } = await requireAccount(trx, account);
				return await finishOrder(trx, order, { state: 'cancelled', reason, now: clock(), timeZone });
			});
		},

		get: async (clientOrderId) => await findOrder(store.db, clientOrderId),
		list: async (filter) => await listOrders(store.db, filter),
		fills: async (clientOrderIds) => await fillsOf(store.db, clientOrderIds),
		events: async (clientOrderId) => await orderEvents(store.db, clientOrderId),
	};
}

async function requireOrder(db: TradingStore['db'], clientOrderId: string): Promise<Order> {
	const order = await findOrder(db, clientOrderId);
	if (order) return order;
	throw new OrderError(`There is no order with the id ${clientOrderId} in the trading store.`, clientOrderId);
}

/** The id does not hold the account, so that a bot which is moved to another account cannot repeat its last bar there. */
function checkSameAccount({ bot, account, clientOrderId }: OrderIntent, known: Order): void {
	if (known.account === account) return;
	throw new OrderError(
		`The bot "${bot}" has placed this order for the account "${known.account}" already.`,
		clientOrderId,
		`One bot trades one account. Give the bot that trades "${account}" another name.`,
	);
}

/** A protective order that is cancelled by hand protects no longer; the others of its entry stay. */
async function dropProtection(trx: TradingTransaction, { account, symbol, parentId, purpose }: Order): Promise<void> {
	const entry = (await loadProtectedEntries(trx, { account, symbol })).find(({ entryOrderId }) => entryOrderId === parentId);
	if (!entry) return;
	const position = withoutProtection(entry.position, purpose as ProtectivePurpose);
	if (position) await saveProtectedEntry(trx, { account, symbol }, { ...entry, position });
	else await deleteProtectedEntry(trx, entry.entryOrderId);
}

function dryRun(intent: OrderIntent, market: MarketView, simulation: SimulationOptions, now: number): Submission {
	const planned: Order = {
		...intent,
		state: 'planned',
		filledQuantity: '0',
		fees: '0',
		createdAt: now,
		updatedAt: now,
		stateReason: 'Dry run: nothing was sent; price and fee are estimates.',
	};
	const base = fillPoint(planned, market, simulation.fillOn)?.price ?? Number(intent.referencePrice);
	const expected: Readonly<Record<OrderIntent['type'], number>> = {
		market: marketFillPrice(intent.side, base, simulation.slippage),
		stop: marketFillPrice(intent.side, Number(intent.stopPrice), simulation.slippage),
		limit: Number(intent.limitPrice),
	};
	const price = expected[intent.type];
	const liquidity = intent.type === 'limit' ? 'maker' : 'taker';
	const fee = feeOf(Number(intent.quantity), price, liquidity, simulation.fees);
	const order = { ...planned, averagePrice: decimalFromFloat(price), fees: decimalFromFloat(fee) };
	return { order: { ...order, quantity: decimalString(intent.quantity) }, fills: [], duplicate: false };
}

function checkSimulation({ fees, slippage, lotSize }: SimulationOptions): void {
	const numbers = { 'fees.taker': fees.taker, 'fees.maker': fees.maker, 'fees.fixed': fees.fixed, slippage, lotSize };
	for (const [name, value] of Object.entries(numbers)) {
		if (Number.isFinite(value) && value >= 0) continue;
		throw new ParameterError(name, `${name} is ${value}. Give a number of 0 or more.`);
	}
}
