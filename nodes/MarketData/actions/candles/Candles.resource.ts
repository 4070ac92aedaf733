import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../../../shared/operation';
import * as get from './get.operation';

export const operations: Record<string, Operation> = { get };

export const description: INodeProperties[] = shownFor({ resource: ['candle'] }, [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Get', value: 'get', action: 'Get candles', description: 'Get the candles of one symbol, oldest first' },
		],
		default: 'get',
	},
	...shownFor({ operation: ['get'] }, get.description),
]);
