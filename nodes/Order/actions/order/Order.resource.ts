import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../../../shared/operation';
import * as cancel from './cancel.operation';
import * as create from './create.operation';
import * as getAll from './getAll.operation';

export const operations: Record<string, Operation> = { cancel, create, getAll };

export const description: INodeProperties[] = shownFor({ resource: ['order'] }, [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Cancel', value: 'cancel', action: 'Cancel an order', description: 'Cancel an order that has not filled yet' },
			{
				name: 'Create',
				value: 'create',
				action: 'Create an order',
				description: 'Place the orders of a signal, or one of your own; orders on the account that the new prices reach are filled too',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many orders',
				description: 'List orders with their fills, newest first',
			},
		],
		default: 'create',
	},
	...shownFor({ operation: ['cancel'] }, cancel.description),
	...shownFor({ operation: ['create'] }, create.description),
	...shownFor({ operation: ['getAll'] }, getAll.description),
]);
