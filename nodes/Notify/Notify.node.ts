import { NodeConnectionTypes, type IExecuteFunctions, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { runOperation } from '../shared/operation';
import * as message from './actions/message/Message.resource';

export class Notify implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Notify',
		name: 'notify',
		icon: { light: 'file:notify.svg', dark: 'file:notify.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ ($parameter["dryRun"] ? "dry run: " : "send: ") + $parameter["channels"].join(", ") }}',
		description: 'Tell people what the bot did, by email, Slack, Telegram or a webhook',
		defaults: { name: 'Notify' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// n8n's own credentials for these services: asking for the same secrets a second time would serve nobody.
		/* eslint-disable @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references, n8n-nodes-base/node-class-description-credentials-name-unsuffixed */
		credentials: [
			{ name: 'smtp', required: true, displayOptions: { show: { dryRun: [false], channels: ['email'] } } },
			{
				name: 'slackApi',
				required: true,
				displayOptions: { show: { dryRun: [false], channels: ['slack'], slackConnection: ['token'] } },
			},
			{ name: 'telegramApi', required: true, displayOptions: { show: { dryRun: [false], channels: ['telegram'] } } },
		],
		/* eslint-enable @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references, n8n-nodes-base/node-class-description-credentials-name-unsuffixed */
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Message', value: 'message' }],
				default: 'message',
			},
			...message.description,
		],
	};

	async execute(this: IExecuteFunctions) {
		return await runOperation.call(this, { message: message.operations });
	}
}
