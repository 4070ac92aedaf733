import { NodeConnectionTypes, type IExecuteFunctions, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { runOperation } from '../shared/operation';
import * as report from './actions/report/Report.resource';

export class TradingReport implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Trading Report',
		name: 'tradingReport',
		icon: { light: 'file:tradingReport.svg', dark: 'file:tradingReport.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Make a PDF report of a backtest, ready to be read or sent',
		defaults: { name: 'Trading Report' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Report', value: 'report' }],
				default: 'report',
			},
			...report.description,
		],
	};

	async execute(this: IExecuteFunctions) {
		return await runOperation.call(this, { report: report.operations });
	}
}
