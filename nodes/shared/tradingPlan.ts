import type { IExecuteFunctions } from 'n8n-workflow';
import { loadEngine, type Engine } from './engine';
import { holdings, type AccountChoice } from './tradingAccount';
import { readLotSize } from './tradingCosts';
import { markOf, pricesOf, signalOf } from './tradingItem';
import { manualOrder } from './tradingManual';

/** What is known when orders are planned. */
export interface TradeContext {
	readonly choice: AccountChoice;
	/** Absent where the input item brings no candles. */
	readonly market?: Engine.MarketView;
	readonly now: number;
	/** What orders cost, where the node knows it: an entry then leaves room for it. */
	readonly costs?: Pick<Engine.SimulationOptions, 'fees' | 'slippage'>;
}

export interface TradePlan {
	/** In the order in which they are to be placed: a reversal closes first, then opens. */
	readonly orders: readonly PlannedOrder[];
	/** Why there is no order, or fewer than was asked for. */
	readonly note?: string;
}

export interface PlannedOrder {
	readonly intent: Engine.OrderIntent;
	/** True when an earlier run placed it on this very candle. */
	readonly placed: boolean;
}

/** The orders that input item `index` asks for: those of its signal, or the one described in the form. */
export async function planTrade(
	this: IExecuteFunctions,
	books: Engine.TradingStore,
	index: number,
	context: TradeContext,
): Promise<TradePlan> {
	if (this.getNodeParameter('orderSource', index) === 'define') {
		const intent = await manualOrder.call(this, index, context);
		return withPlaced(await placedOrders(books, context.choice, [intent.clientOrderId]), { intents: [intent] });
	}
	const signal = signalOf.call(this, index);
	const placed = await placedOrders(books, context.choice, await idsOf(signal));
	return withPlaced(placed, await planSignal.call(this, books, index, signal, context));
}

/** What was placed before, then what is still to be placed. A note about holdings that the placed orders made says nothing new. */
function withPlaced(placed: readonly Engine.Order[], { intents, note }: Engine.OrderPlan): TradePlan {
	const fresh = intents.filter(({ clientOrderId }) => !placed.some((order) => order.clientOrderId === clientOrderId));
	return {
		orders: [
			...placed.map((intent) => ({ intent, placed: true })),
			...fresh.map((intent) => ({ intent, placed: false })),
		],
		note: placed.length > 0 && fresh.length === 0 ? undefined : note,
	};
}

async function planSignal(
	this: IExecuteFunctions,
	books: Engine.TradingStore,
	index: number,
	signal: Engine.Signal,
	{ choice, market, now, costs }: TradeContext,
): Promise<Engine.OrderPlan> {
	const { planOrders } = await loadEngine();
	const { symbol } = signal;
	const prices = pricesOf([market && markOf(market)]);
	return planOrders(signal, {
		account: choice.account,
		mode: choice.mode,
		venue: market?.venue ?? 'paper',
		...(await holdings(books, choice, { symbol, prices, now })),
		lotSize: readLotSize.call(this, index),
		minNotional: this.getNodeParameter('options.minNotional', index, 0) as number,
		...costs,
	});
}

/** The ids that the orders of a signal can have. */
async function idsOf({ bot, symbol, barTime }: Engine.Signal): Promise<string[]> {
	const { clientOrderId } = await loadEngine();
	const purposes = ['exit', 'entry'] as const;
	const sides = ['buy', 'sell'] as const;
	return purposes.flatMap((purpose) => sides.map((side) => clientOrderId({ bot, symbol, barTime, purpose, side })));
}

/** Those of the orders that are in the books: planned anew they would be judged, and sized, as if they came on top. */
async function placedOrders(
	books: Engine.TradingStore,
	{ account, mode }: AccountChoice,
	ids: readonly string[],
): Promise<Engine.Order[]> {
	if (mode === 'dryRun') return [];
	const { createRouter, DEFAULT_SIMULATION, OrderError } = await loadEngine();
	const router = createRouter({ store: books, clock: Date.now, simulation: DEFAULT_SIMULATION });
	const placed = (await Promise.all(ids.map((id) => router.get(id)))).filter((order) => order !== undefined);
	const elsewhere = placed.find((order) => order.account !== account);
	if (elsewhere) {
		throw new OrderError(
			`The bot "${elsewhere.bot}" has placed this order for the account "${elsewhere.account}" already.`,
			elsewhere.clientOrderId,
			`One bot trades one account. Give the bot that trades "${account}" another name.`,
		);
	}
	return placed;
}
