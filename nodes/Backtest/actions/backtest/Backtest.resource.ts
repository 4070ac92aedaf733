import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../../../shared/operation';
import * as run from './run.operation';

export const operations: Record<string, Operation> = { run };

export const description: INodeProperties[] = shownFor({ resource: ['backtest'] }, [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Run',
				value: 'run',
				action: 'Run backtest',
				description: 'Trade the strategy over the candles of the input item',
			},
		],
		default: 'run',
	},
	...shownFor({ operation: ['run'] }, run.description),
]);
