import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../../../shared/operation';
import * as evaluate from './evaluate.operation';

export const operations: Record<string, Operation> = { evaluate };

export const description: INodeProperties[] = shownFor({ resource: ['signal'] }, [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Evaluate',
				value: 'evaluate',
				action: 'Evaluate strategy on candles',
				description: 'Decide on the candles of the input item: enter, exit or hold',
			},
		],
		default: 'evaluate',
	},
	...shownFor({ operation: ['evaluate'] }, evaluate.description),
]);
