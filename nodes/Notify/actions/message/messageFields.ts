import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { composeMessage, type ComposedMessage } from '../../compose';
import type { Language } from '../../words';

/** What to say: the item in words, or a text of one's own. */
export const messageFields: INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'messageSource',
		type: 'options',
		noDataExpression: true,
		default: 'item',
		description: 'What to send',
		options: [
			{ name: 'Custom', value: 'custom', description: 'A title and text of your own' },
			{
				name: 'From the Input Item',
				value: 'item',
				description: 'Puts a signal, risk check, order, portfolio, backtest, report or error into words',
			},
		],
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. BTC bot: stop moved',
		displayOptions: { show: { messageSource: ['custom'] } },
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. The stop of the open position is now 64,200.',
		displayOptions: { show: { messageSource: ['custom'] } },
	},
	{
		displayName: 'Severity',
		name: 'severity',
		type: 'options',
		default: 'info',
		options: [
			{ name: 'Info', value: 'info' },
			{ name: 'Success', value: 'success' },
			{ name: 'Warning', value: 'warning' },
			{ name: 'Critical', value: 'critical' },
		],
		displayOptions: { show: { messageSource: ['custom'] } },
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field', sortable: true },
		default: {},
		description: 'Values shown below the text, each with its name',
		displayOptions: { show: { messageSource: ['custom'] } },
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Price' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. 64,200' },
				],
			},
		],
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		default: 'en',
		description: 'The language of the words around what the item or you say',
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'French', value: 'fr' },
		],
	},
];

/** The message that the form asks for. */
export function readMessage(this: IExecuteFunctions, index: number): ComposedMessage {
	const message = unprefixed.call(this, index);
	const prefix = (this.getNodeParameter('options.titlePrefix', index, '') as string).trim();
	return prefix === '' ? message : { ...message, title: `${prefix} ${message.title}` };
}

function unprefixed(this: IExecuteFunctions, index: number): ComposedMessage {
	if (this.getNodeParameter('messageSource', index) === 'item') {
		return composeMessage(this.getInputData()[index].json, this.getNodeParameter('language', index) as Language);
	}
	return {
		title: this.getNodeParameter('title', index) as string,
		text: this.getNodeParameter('text', index) as string,
		severity: this.getNodeParameter('severity', index) as ComposedMessage['severity'],
		fields: this.getNodeParameter('fields.field', index, []) as ComposedMessage['fields'],
	};
}
