import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';
import { loadEngine, type Engine } from '../../../shared/engine';
import { outputItem } from '../../../shared/operation';
import type { Language } from '../../words';
import { channelFields } from './channelFields';
import { readChannels } from './channels';
import { n8nHttp } from './http';
import { messageFields, readMessage } from './messageFields';

export const description: INodeProperties[] = [
	...messageFields,
	...channelFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Attachments',
				name: 'attachments',
				type: 'string',
				default: '',
				placeholder: 'e.g. report',
				description: 'Input binary fields whose files go with the mail, separated by commas',
			},
			{
				displayName: 'Ignore SSL Issues (Insecure)',
				name: 'allowUnauthorizedCerts',
				type: 'boolean',
				default: false,
				description: 'Whether to connect even if SSL certificate validation is not possible',
			},
			{
				displayName: 'Title Prefix',
				name: 'titlePrefix',
				type: 'string',
				default: '',
				placeholder: 'e.g. [BTC bot]',
				description: 'Put before the title, and so into the subject of a mail',
			},
		],
	},
];

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	const dryRun = this.getNodeParameter('dryRun', index) as boolean;
	const message = readMessage.call(this, index);
	const channels = await readChannels.call(this, index, dryRun);
	if (channels.length === 0) {
		throw new NodeOperationError(this.getNode(), 'No channel is chosen', {
			description: 'Choose at least one under Channels.',
			itemIndex: index,
		});
	}
	const { deliver, EngineError } = await loadEngine();
	const deliveries = await deliver(message, channels, {
		clock: Date.now,
		dryRun,
		locale: this.getNodeParameter('language', index) as Language,
		http: n8nHttp.call(this),
		signal: this.getExecutionCancelSignal(),
	});
	const failed = deliveries.filter(({ state }) => state === 'failed' || state === 'skipped');
	if (failed.length === deliveries.length) {
		throw new EngineError(sentence(failed), 'Nothing was sent. Correct the channel and run the node again.');
	}
	if (failed.length > 0) {
		this.addExecutionHints({ message: sentence(failed), type: 'warning', location: 'outputPane' });
	}
	return [[outputItem({ message, deliveries, dryRun }, index, this.getInputData()[index].binary)]];
}

const NAMES: Readonly<Record<Engine.ChannelKind, string>> = {
	email: 'Email',
	slack: 'Slack',
	telegram: 'Telegram',
	webhook: 'Webhook',
};

/** Which channels did not take the message, and why. */
const sentence = (failed: readonly Engine.Delivery[]): string =>
	failed.map(({ channel, error, state }) => `${NAMES[channel]}: ${error ?? state}`).join(' ');
