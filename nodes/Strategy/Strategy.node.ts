import { NodeConnectionTypes, type IExecuteFunctions, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { runOperation } from '../shared/operation';
import { strategyMethods, strategySubtitle } from '../shared/strategyFields';
import * as definition from './actions/definition/Definition.resource';
import * as signal from './actions/signal/Signal.resource';

export class Strategy implements INodeType {
	// The subtitle is there; the rule sees only one written out here.
	// eslint-disable-next-line n8n-nodes-base/node-class-description-missing-subtitle
	description: INodeTypeDescription = {
		displayName: 'Strategy',
		name: 'strategy',
		icon: { light: 'file:strategy.svg', dark: 'file:strategy.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: strategySubtitle,
		description: 'Check a strategy definition, or turn candles into a trading signal with it',
		defaults: { name: 'Strategy' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Definition', value: 'definition' },
					{ name: 'Signal', value: 'signal' },
				],
				default: 'signal',
			},
			...definition.description,
			...signal.description,
		],
	};

	methods = strategyMethods;

	async execute(this: IExecuteFunctions) {
		return await runOperation.call(this, { definition: definition.operations, signal: signal.operations });
	}
}
