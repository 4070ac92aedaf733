import type { INodeProperties } from 'n8n-workflow';
import { shownFor, type Operation } from '../../../shared/operation';
import * as validate from './validate.operation';

export const operations: Record<string, Operation> = { validate };

export const description: INodeProperties[] = shownFor({ resource: ['definition'] }, [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Validate',
				value: 'validate',
				action: 'Validate strategy definition',
				description: 'Check a definition and say in words what it does',
			},
		],
		default: 'validate',
	},
	...shownFor({ operation: ['validate'] }, validate.description),
]);
