import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../../../shared/operation';

/** Where to send it: one block of fields a channel, shown when the channel is chosen. */
export const channelFields: INodeProperties[] = [
	{
		displayName: 'Channels',
		name: 'channels',
		type: 'multiOptions',
		default: ['email'],
		required: true,
		description: 'Where to send the message',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'Slack', value: 'slack' },
			{ name: 'Telegram', value: 'telegram' },
			{ name: 'Webhook', value: 'webhook', description: 'A JSON document to any address' },
		],
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description: 'Whether to prepare the messages and send nothing',
	},
	{
		displayName:
			'Nothing is sent: the output shows each message as it would leave. Switch Dry Run off once it reads well, and choose the credentials.',
		name: 'dryRunNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { dryRun: [true] } },
	},
	...block('email', [
		{
			displayName: 'From Email',
			name: 'fromEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. Trading bot <bot@example.com>',
			description: 'The sender, as your mail server allows it',
		},
		{
			displayName: 'To Email',
			name: 'toEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. nadia@example.com, karim@example.com',
			description: 'One or more addresses, separated by commas',
		},
	]),
	{
		displayName: 'Slack Connection',
		name: 'slackConnection',
		type: 'options',
		noDataExpression: true,
		default: 'token',
		options: [
			{ name: 'Access Token', value: 'token', description: 'The Slack credential, and a channel to post in' },
			{ name: 'Incoming Webhook', value: 'webhook', description: 'The address that Slack made for one channel' },
		],
		displayOptions: { show: { channels: ['slack'] } },
	},
	...shownFor(
		{ slackConnection: ['token'] },
		block('slack', [
			{
				displayName: 'Slack Channel',
				name: 'slackChannel',
				type: 'string',
				default: '',
				placeholder: 'e.g. #trading',
				description: 'A channel that the app was invited to, by name or ID',
			},
		]),
	),
	...shownFor(
		{ slackConnection: ['webhook'] },
		block('slack', [
			{
				displayName: 'Slack Webhook URL',
				name: 'slackWebhookUrl',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				placeholder: 'e.g. https://hooks.slack.com/services/…',
				description: 'Whoever has this address can post in the channel',
			},
		]),
	),
	...block('telegram', [
		{
			displayName: 'Telegram Chat ID',
			name: 'telegramChatId',
			type: 'string',
			default: '',
			placeholder: 'e.g. -1001234567890',
			description: 'The chat, group or channel that the Telegram bot belongs to',
		},
	]),
	...block('webhook', [
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/hooks/trading',
			description: 'Receives the message as JSON in a POST request',
		},
	]),
];

/** A channel's fields. Whether they are filled is the engine's to say, for expressions and AI tools choose channels too. */
function block(channel: string, fields: readonly INodeProperties[]): INodeProperties[] {
	return shownFor({ channels: [channel] }, fields);
}
