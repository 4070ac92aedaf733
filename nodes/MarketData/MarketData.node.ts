import { NodeConnectionTypes, type IExecuteFunctions, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { runOperation } from '../shared/operation';
import * as candles from './actions/candles/Candles.resource';
import { getExchanges, getMarkets } from './methods/listSearch';
import { testExchangeCredential } from './methods/credentialTest';

export class MarketData implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Market Data',
		name: 'marketData',
		icon: { light: 'file:marketData.svg', dark: 'file:marketData.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["source"] + ($parameter["timeframe"] ? " " + $parameter["timeframe"] : "") }}',
		description: 'Get price candles from any exchange, from a file, or from a sample market',
		defaults: { name: 'Market Data' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'tradingBotExchangeApi',
				required: true,
				testedBy: 'testExchangeCredential',
				displayOptions: { show: { source: ['exchange'], authentication: ['credential'] } },
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Candle', value: 'candle' }],
				default: 'candle',
			},
			...candles.description,
		],
	};

	methods = { listSearch: { getExchanges, getMarkets }, credentialTest: { testExchangeCredential } };

	async execute(this: IExecuteFunctions) {
		return await runOperation.call(this, { candle: candles.operations });
	}
}
