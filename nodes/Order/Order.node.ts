import { NodeConnectionTypes, type IExecuteFunctions, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { runOperation } from '../shared/operation';
import { testStoreCredential } from '../shared/storeCredentialTest';
import { getAccounts, getBots, getOpenOrders } from '../shared/tradingLists';
import * as order from './actions/order/Order.resource';

export class Order implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Order',
		name: 'order',
		icon: { light: 'file:order.svg', dark: 'file:order.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ": " + ($parameter["operation"] === "create" ? ($parameter["mode"] === "dryRun" ? "dry run" : "paper") : "order") }}',
		description: 'Place, list and cancel paper orders, each of them once however often the workflow runs',
		defaults: { name: 'Order' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
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

	methods = {
		listSearch: { getAccounts, getBots, getOpenOrders },
		credentialTest: { testStoreCredential },
	};

	async execute(this: IExecuteFunctions) {
		return await runOperation.call(this, { order: order.operations });
	}
}
