import { tryToParseDateTime, type IExecuteFunctions, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';
import { loadEngine, type Engine } from '../../../shared/engine';
import { outputItem } from '../../../shared/operation';
import { storeField, tradingStore } from '../../../shared/store';
import { accountField } from '../../../shared/tradingFields';

export const description: INodeProperties[] = [
	storeField,
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{ ...accountField, required: undefined, description: 'Only orders of this account' },
			{
				displayName: 'Bot',
				name: 'bot',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				description: 'Only orders of this bot',
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'Choose a bot…',
						typeOptions: { searchListMethod: 'getBots', searchable: true },
					},
					{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. btc-trend' },
				],
			},
			{
				displayName: 'Since',
				name: 'since',
				type: 'dateTime',
				default: '',
				description: 'Only orders written at this moment or later',
			},
			{
				displayName: 'States',
				name: 'states',
				type: 'multiOptions',
				default: [],
				description: 'Only orders in one of these states',
				options: [
					{ name: 'Accepted', value: 'accepted', description: 'Waiting for the market' },
					{ name: 'Cancelled', value: 'cancelled' },
					{ name: 'Expired', value: 'expired' },
					{ name: 'Filled', value: 'filled' },
					{ name: 'Partially Filled', value: 'partiallyFilled' },
					{ name: 'Planned', value: 'planned', description: 'Written, and not yet at the market' },
					{ name: 'Rejected', value: 'rejected' },
				],
			},
			{
				displayName: 'Symbol',
				name: 'symbol',
				type: 'string',
				default: '',
				placeholder: 'e.g. BTC/USDT',
				description: 'Only orders in this market',
			},
		],
	},
];

/** The most that the engine lists at once. */
const PAGE = 500;

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	const { createRouter, DEFAULT_SIMULATION } = await loadEngine();
	const store = await tradingStore.call(this, index);
	const router = createRouter({ store, clock: Date.now, simulation: DEFAULT_SIMULATION });
	const filter = readFilter.call(this, index);
	const most = this.getNodeParameter('returnAll', index) ? Infinity : this.getNodeParameter('limit', index);

	const orders: Engine.Order[] = [];
	while (orders.length < most) {
		const page = await router.list({ ...filter, limit: Math.min(PAGE, most - orders.length), offset: orders.length });
		orders.push(...page);
		if (page.length < PAGE) break;
	}
	const fills = await fillsByOrder(router, orders);
	return [orders.map((order) => outputItem({ ...order, fills: fills.get(order.clientOrderId) ?? [] }, index))];
}

async function fillsByOrder(router: Engine.OrderRouter, orders: readonly Engine.Order[]): Promise<Map<string, Engine.Fill[]>> {
	const byOrder = new Map<string, Engine.Fill[]>();
	for (let from = 0; from < orders.length; from += PAGE) {
		const ids = orders.slice(from, from + PAGE).map(({ clientOrderId }) => clientOrderId);
		for (const fill of await router.fills(ids)) {
			byOrder.set(fill.clientOrderId, [...(byOrder.get(fill.clientOrderId) ?? []), fill]);
		}
	}
	return byOrder;
}

interface Filters {
	readonly symbol?: string;
	readonly states?: Engine.OrderState[];
	readonly since?: string;
}

function readFilter(this: IExecuteFunctions, index: number): Engine.OrderFilter {
	const located = (name: string) => this.getNodeParameter(`filters.${name}`, index, '', { extractValue: true }) as string;
	const { symbol, states = [], since } = this.getNodeParameter('filters', index, {}) as Filters;
	return {
		account: located('account') || undefined,
		bot: located('bot') || undefined,
		symbol: symbol || undefined,
		state: states.length > 0 ? states : undefined,
		since: since ? tryToParseDateTime(since, this.getTimezone()).toMillis() : undefined,
	};
}
