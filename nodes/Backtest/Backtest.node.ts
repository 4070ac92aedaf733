import { NodeConnectionTypes, type IExecuteFunctions, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { runOperation } from '../shared/operation';
import { strategyMethods, strategySubtitle } from '../shared/strategyFields';
import * as backtest from './actions/backtest/Backtest.resource';

export class Backtest implements INodeType {
	// The subtitle is there; the rule sees only one written out here.
	// eslint-disable-next-line n8n-nodes-base/node-class-description-missing-subtitle
	description: INodeTypeDescription = {
		displayName: 'Backtest',
		name: 'backtest',
		icon: { light: 'file:backtest.svg', dark: 'file:backtest.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: strategySubtitle,
		description: 'Trade a strategy over past candles, with fees and slippage, and measure the outcome',
		defaults: { name: 'Backtest' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Backtest', value: 'backtest' }],
				default: 'backtest',
			},
			...backtest.description,
		],
	};

	methods = strategyMethods;

	async execute(this: IExecuteFunctions) {
		return await runOperation.call(this, { backtest: backtest.operations });
	}
}
