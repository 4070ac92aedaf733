import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../../../shared/operation';
import * as check from './check.operation';

export const operations: Record<string, Operation> = { check };

export const description: INodeProperties[] = shownFor({ resource: ['order'] }, [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Check',
				value: 'check',
				action: 'Check an order',
				description: 'Send an order to "approved" or "rejected", with the verdict of every rule',
			},
		],
		default: 'check',
	},
	...shownFor({ operation: ['check'] }, check.description),
]);
