import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../../../shared/operation';
import * as get from './get.operation';
import * as snapshot from './snapshot.operation';

export const operations: Record<string, Operation> = { get, snapshot };

export const description: INodeProperties[] = shownFor({ resource: ['portfolio'] }, [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a portfolio',
				description: 'Cash, positions, profit and equity of an account, at the prices of the input item',
			},
			{
				name: 'Snapshot',
				value: 'snapshot',
				action: 'Take a portfolio snapshot',
				description: 'The same, and keep the equity in the history of the portfolio, once per candle',
			},
		],
		default: 'get',
	},
	...shownFor({ operation: ['get'] }, get.description),
	...shownFor({ operation: ['snapshot'] }, snapshot.description),
]);
