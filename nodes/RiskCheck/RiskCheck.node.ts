import { NodeConnectionTypes, type IExecuteFunctions, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { runOperation } from '../shared/operation';
import { testStoreCredential } from '../shared/storeCredentialTest';
import { getAccounts } from '../shared/tradingLists';
import * as order from './actions/order/Order.resource';

export class RiskCheck implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Risk Check',
		name: 'riskCheck',
		icon: { light: 'file:riskCheck.svg', dark: 'file:riskCheck.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Hold an order against limits on size, exposure and loss before it is placed',
		defaults: { name: 'Risk Check' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['approved', 'rejected'],
		credentials: [
			{
				name: 'tradingBotStoreApi',
				required: true,
				testedBy: 'testStoreCredential',
				displayOptions: { show: { store: ['credential'] } },
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Order', value: 'order' }],
				default: 'order',
			},
			...order.description,
		],
	};

	methods = { listSearch: { getAccounts }, credentialTest: { testStoreCredential } };

	async execute(this: IExecuteFunctions) {
		return await runOperation.call(this, { order: order.operations }, 2);
	}
}
