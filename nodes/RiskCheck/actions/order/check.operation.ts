import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { loadEngine, type Engine } from '../../../shared/engine';
import { outputItem } from '../../../shared/operation';
import { storeField, tradingStore } from '../../../shared/store';
import { readAccount } from '../../../shared/tradingAccount';
import {
	accountField,
	manualOrderFields,
	manualOrderOptions,
	modeFields,
	sizingOptions,
	startingCashField,
} from '../../../shared/tradingFields';
import { belongsToFirstItem, marketOf } from '../../../shared/tradingItem';
import { planTrade, type TradeContext, type TradePlan } from '../../../shared/tradingPlan';
import { limitsField, readLimits } from '../../limits';
import { findingOf, mayGo, type JudgedOrder } from '../../verdicts';

export const description: INodeProperties[] = [
	{
		displayName: 'Order Source',
		name: 'orderSource',
		type: 'options',
		noDataExpression: true,
		default: 'signal',
		description: 'The order to check',
		options: [
			{ name: 'Define Below', value: 'define', description: 'An order of your own' },
			{ name: 'From Signal', value: 'signal', description: 'What the signal in the input item asks for, given what the account holds' },
		],
	},
	...manualOrderFields,
	...modeFields,
	accountField,
	startingCashField,
	storeField,
	limitsField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			...manualOrderOptions,
			...sizingOptions,
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Europe/Paris',
				description: "Whose calendar day the daily limits count; the account's own when left empty",
			},
		],
	},
];

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	if (belongsToFirstItem.call(this, index)) return [[], []];
	const store = await tradingStore.call(this, index);
	const choice = readAccount.call(this, index);
	const market = await marketOf.call(this, index);
	const context: TradeContext = { choice, market, now: Date.now() };

	const { onBooksAtCandles } = await loadEngine();
	const { plan, judged } = await onBooksAtCandles(store, { account: choice.account, ...context }, async (books) => {
		const planned = await planTrade.call(this, books, index, context);
		return { plan: planned, judged: await judge.call(this, books, index, planned, context.now) };
	});
	await keepVerdicts(store, judged);
	return outputs.call(this, index, judged, plan.note);
}

/** Holds each order against the rules; orders that are in the books already keep the verdict they were placed on. */
async function judge(
	this: IExecuteFunctions,
	books: Engine.TradingStore,
	index: number,
	{ orders }: TradePlan,
	now: number,
): Promise<JudgedOrder[]> {
	const { checkRisk, latestVerdict } = await loadEngine();
	const check = {
		store: books,
		now,
		limits: readLimits.call(this, index),
		timeZone: (this.getNodeParameter('options.timeZone', index, '') as string) || undefined,
	};
	const judged: JudgedOrder[] = [];
	for (const order of orders) {
		const { intent, placed } = order;
		judged.push({
			...order,
			verdict: placed ? await latestVerdict(books, intent.clientOrderId) : await checkRisk(intent, check),
		});
	}
	return judged;
}

async function keepVerdicts(store: Engine.TradingStore, judged: readonly JudgedOrder[]): Promise<void> {
	const { recordVerdict } = await loadEngine();
	for (const { placed, verdict } of judged) if (verdict && !placed) await recordVerdict(store, verdict);
}

/** The input item once for what may go ahead and once for what may not, each with its own orders and verdicts. */
function outputs(this: IExecuteFunctions, index: number, judged: readonly JudgedOrder[], note?: string): INodeExecutionData[][] {
	const { json, binary } = this.getInputData()[index];
	const approved = judged.filter(mayGo);
	const rejected = judged.filter((order) => !mayGo(order));
	const item = (orders: readonly JudgedOrder[], isApproved: boolean) =>
		outputItem(
			{ ...json, orders: orders.map(({ intent }) => intent), risk: findingOf(orders, isApproved, note) },
			index,
			binary,
		);

	if (rejected.length === 0) return [[item(approved, true)], []];
	this.addExecutionHints({ message: findingOf(rejected, false).summary, type: 'warning', location: 'outputPane' });
	return [approved.length > 0 ? [item(approved, true)] : [], [item(rejected, false)]];
}
