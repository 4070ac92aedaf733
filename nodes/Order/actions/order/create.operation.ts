import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { isoTime } from '../../../shared/candles';
import { loadEngine, type Engine } from '../../../shared/engine';
import { outputItem } from '../../../shared/operation';
import { storeField, tradingStore } from '../../../shared/store';
import { openAccount, readAccount } from '../../../shared/tradingAccount';
import { costFields, makerFeeOption, readSimulation } from '../../../shared/tradingCosts';
import {
	accountField,
	currencyOption,
	manualOrderFields,
	manualOrderOptions,
	modeFields,
	sizingOptions,
	startingCashField,
} from '../../../shared/tradingFields';
import { belongsToFirstItem, isSignal, markOf, marketOf, pricesOf, signalOf } from '../../../shared/tradingItem';
import { manualOrder } from '../../../shared/tradingManual';
import { planTrade, type TradeContext } from '../../../shared/tradingPlan';
import { checkedOrders } from '../../checkedOrders';
import { paperRouter, place, type Placement } from '../../place';

const orderSource = (tool: boolean, source: 'item' | 'define'): INodeProperties => ({
	displayName: 'Order Source',
	name: 'orderSource',
	type: 'options',
	noDataExpression: true,
	default: source,
	description: 'The order to place',
	displayOptions: { show: { '@tool': [tool] } },
	options: [
		{ name: 'Define Below', value: 'define', description: 'An order of your own' },
		{
			name: 'From Item',
			value: 'item',
			description: 'The orders that a Risk Check approved, or those of a signal that comes without a check',
		},
	],
});

export const description: INodeProperties[] = [
	orderSource(false, 'item'),
	orderSource(true, 'define'),
	...manualOrderFields,
	...modeFields,
	{
		displayName: 'Paper orders fill at real prices with made-up money: nothing is bought or sold, and no exchange account is needed.',
		name: 'paperNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { mode: ['paper'] } },
	},
	accountField,
	startingCashField,
	...costFields,
	storeField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [currencyOption, ...manualOrderOptions, ...sizingOptions, makerFeeOption],
	},
];

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	if (belongsToFirstItem.call(this, index)) return [[]];
	const store = await tradingStore.call(this, index);
	const simulation = readSimulation.call(this, index);
	const chosen = readAccount.call(this, index);
	const market = await marketOf.call(this, index);
	const checked =
		this.getNodeParameter('orderSource', index) === 'item' ? checkedOrders.call(this, index, chosen) : undefined;
	// Whoever is more careful decides, the Risk Check or this node.
	const mode = checked?.some((order) => order.mode === 'dryRun') ? 'dryRun' : chosen.mode;
	const context: TradeContext = { choice: { ...chosen, mode }, market, now: Date.now(), costs: simulation };
	// Before anything is written, so that an item that cannot be traded leaves no trace in the books.
	const subject = await readSubject.call(this, index, context, checked);

	const router = await paperRouter(store, simulation);
	const before = mode === 'paper' ? await catchUp.call(this, store, router, subject, context) : NOTHING;
	const plan = checked
		? { intents: checked, note: whyNone.call(this, index, checked) }
		: await planned.call(this, store, index, context);
	const placement = await place(router, plan.intents, { market, before, startedAt: context.now });
	return [[outputItem(await orderItem(store, { subject, context, placement, note: plan.note }), index)]];
}

/** What is traded, and for whom. */
interface Subject {
	readonly bot: string;
	readonly symbol: string;
	readonly timeframe: string;
	readonly action: Engine.SignalAction | 'manual';
	readonly signal?: Engine.Signal;
}

async function readSubject(
	this: IExecuteFunctions,
	index: number,
	context: TradeContext,
	checked: readonly Engine.OrderIntent[] | undefined,
): Promise<Subject> {
	if (this.getNodeParameter('orderSource', index) === 'define') {
		return { ...namesOf(await manualOrder.call(this, index, context)), action: 'manual' };
	}
	const first = checked?.at(0);
	if (first && !isSignal(this.getInputData()[index].json)) return { ...namesOf(first), action: 'manual' };
	const signal = signalOf.call(this, index);
	return { ...namesOf(signal), action: signal.action, signal };
}

const namesOf = ({ bot, symbol, timeframe }: Pick<Subject, 'bot' | 'symbol' | 'timeframe'>) => ({ bot, symbol, timeframe });

const NOTHING: Engine.Advance = { fills: [], orders: [] };

/** Opens the account, keeps the signal, and lets what rests on the account meet the candles; so also when the signal is to hold. */
async function catchUp(
	this: IExecuteFunctions,
	store: Engine.TradingStore,
	router: Engine.OrderRouter,
	{ symbol, signal }: Subject,
	{ choice, market, now }: TradeContext,
): Promise<Engine.Advance> {
	const { recordSignal } = await loadEngine();
	await openAccount.call(this, store, choice, { symbol, now });
	if (signal) await recordSignal(store, signal, { account: choice.account, mode: choice.mode, now });
	if (!market) return NOTHING;
	const advance = await router.advance(choice.account, market);
	if (advance.missed) {
		const { from, to } = advance.missed;
		const unseen = `from ${isoTime(from)} to ${isoTime(to)} its stops and targets were not watched`;
		this.addExecutionHints({
			message: `The candles of ${symbol} begin after those that the account saw last: ${unseen}. Let Market Data get more candles.`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	return advance;
}

/** What the Risk Check said about an item in which it put no order. */
function whyNone(this: IExecuteFunctions, index: number, checked: readonly Engine.OrderIntent[]): string | undefined {
	if (checked.length > 0) return undefined;
	const { risk } = this.getInputData()[index].json as { risk?: { summary?: string } };
	return risk?.summary;
}

async function planned(
	this: IExecuteFunctions,
	store: Engine.TradingStore,
	index: number,
	context: TradeContext,
): Promise<{ intents: readonly Engine.OrderIntent[]; note?: string }> {
	const { onBooksAtCandles } = await loadEngine();
	const { orders, note } = await onBooksAtCandles(store, { account: context.choice.account, ...context }, async (books) =>
		planTrade.call(this, books, index, context),
	);
	return { intents: orders.map(({ intent }) => intent), note };
}

async function orderItem(
	store: Engine.TradingStore,
	{ subject, context, placement, note }: { subject: Subject; context: TradeContext; placement: Placement; note?: string },
): Promise<object> {
	const { positions } = await loadEngine();
	const { bot, symbol, timeframe, action } = subject;
	const { choice, market } = context;
	const mark = market && markOf(market);
	const held = await positions(store, choice.account, pricesOf([mark]));
	const position = held.find((one) => one.symbol === symbol);
	return {
		bot,
		symbol,
		timeframe,
		action,
		mode: choice.mode,
		account: choice.account,
		venue: market?.venue ?? placement.orders.at(0)?.venue,
		...placement,
		...(note && { note }),
		...(position && { position }),
		...(mark && { mark }),
	};
}
