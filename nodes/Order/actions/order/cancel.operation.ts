import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';
import { loadEngine } from '../../../shared/engine';
import { outputItem } from '../../../shared/operation';
import { storeField, tradingStore } from '../../../shared/store';

export const description: INodeProperties[] = [
	storeField,
	{
		displayName: 'Order',
		name: 'order',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The order that is no longer wanted',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose an open order…',
				typeOptions: { searchListMethod: 'getOpenOrders', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. tb-4f2a…' },
		],
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: 'Cancelled by hand.',
		placeholder: 'e.g. The news changed the plan.',
		description: 'Kept in the history of the order',
	},
];

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	const { createRouter, DEFAULT_SIMULATION } = await loadEngine();
	const id = this.getNodeParameter('order', index, '', { extractValue: true }) as string;
	if (!id) {
		throw new NodeOperationError(this.getNode(), 'No order was chosen', {
			description: 'Choose an open order from the list, or give the ID (clientOrderId) of one.',
			itemIndex: index,
		});
	}
	const store = await tradingStore.call(this, index);
	const router = createRouter({ store, clock: Date.now, simulation: DEFAULT_SIMULATION });
	const order = await router.cancel(id, this.getNodeParameter('reason', index) as string);
	return [[outputItem({ ...order, fills: await router.fills([id]) }, index)]];
}
