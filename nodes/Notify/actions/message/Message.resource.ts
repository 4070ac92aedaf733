import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../../../shared/operation';
import * as send from './send.operation';

export const operations: Record<string, Operation> = { send };

export const description: INodeProperties[] = shownFor({ resource: ['message'] }, [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Send',
				value: 'send',
				action: 'Send message',
				description: 'Send a message over one or more channels',
			},
		],
		default: 'send',
	},
	...shownFor({ operation: ['send'] }, send.description),
]);
