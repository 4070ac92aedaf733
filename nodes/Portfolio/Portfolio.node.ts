import { NodeConnectionTypes, type IExecuteFunctions, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { runOperation } from '../shared/operation';
import { testStoreCredential } from '../shared/storeCredentialTest';
import { getAccounts } from '../shared/tradingLists';
import * as portfolio from './actions/portfolio/Portfolio.resource';

export class Portfolio implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Portfolio',
		name: 'portfolio',
		icon: { light: 'file:portfolio.svg', dark: 'file:portfolio.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: "See an account's cash, positions, profit and equity, and keep its history",
		defaults: { name: 'Portfolio' },
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
				options: [{ name: 'Portfolio', value: 'portfolio' }],
				default: 'portfolio',
			},
			...portfolio.description,
		],
	};

	methods = { listSearch: { getAccounts }, credentialTest: { testStoreCredential } };

	async execute(this: IExecuteFunctions) {
		return await runOperation.call(this, { portfolio: portfolio.operations });
	}
}
