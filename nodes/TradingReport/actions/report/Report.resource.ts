import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../../../shared/operation';
import * as performance from './performance.operation';

export const operations: Record<string, Operation> = { performance };

export const description: INodeProperties[] = shownFor({ resource: ['report'] }, [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Performance',
				value: 'performance',
				action: 'Create performance report',
				description: 'A PDF with key figures, charts, monthly returns and trades of a backtest',
			},
		],
		default: 'performance',
	},
	...shownFor({ operation: ['performance'] }, performance.description),
]);
