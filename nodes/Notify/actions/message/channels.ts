import type { IExecuteFunctions } from 'n8n-workflow';
import type { Engine } from '../../../shared/engine';

type Read = (this: IExecuteFunctions, index: number, dryRun: boolean) => Promise<Engine.AlertChannel>;

/** The channels that the form asks for, in its order. A dry run touches no credential. */
export async function readChannels(this: IExecuteFunctions, index: number, dryRun: boolean): Promise<Engine.AlertChannel[]> {
	const chosen = this.getNodeParameter('channels', index) as Engine.ChannelKind[];
	const channels: Engine.AlertChannel[] = [];
	for (const kind of chosen) channels.push(await READERS[kind].call(this, index, dryRun));
	return channels;
}

const READERS: Readonly<Record<Engine.ChannelKind, Read>> = { email, slack, telegram, webhook };

async function email(this: IExecuteFunctions, index: number, dryRun: boolean): Promise<Engine.EmailChannel> {
	return {
		kind: 'email',
		from: text.call(this, 'fromEmail', index),
		to: text.call(this, 'toEmail', index),
		attachments: await attachments.call(this, index),
		smtp: dryRun ? undefined : smtpSettings(await this.getCredentials<SmtpCredential>('smtp', index), insecureAllowed.call(this, index)),
	};
}

/** The files of the binary fields that the form names. */
async function attachments(this: IExecuteFunctions, index: number): Promise<Engine.Attachment[]> {
	const fields = (this.getNodeParameter('options.attachments', index, '') as string).split(',').map((field) => field.trim());
	return await Promise.all(
		fields.filter(Boolean).map(async (field) => {
			const { fileName = field, mimeType } = this.helpers.assertBinaryData(index, field);
			return { fileName, content: await this.helpers.getBinaryDataBuffer(index, field), contentType: mimeType };
		}),
	);
}

async function slack(this: IExecuteFunctions, index: number, dryRun: boolean): Promise<Engine.SlackChannel> {
	if (this.getNodeParameter('slackConnection', index) === 'webhook') {
		return { kind: 'slack', webhookUrl: text.call(this, 'slackWebhookUrl', index) };
	}
	const channel = text.call(this, 'slackChannel', index);
	if (dryRun) return { kind: 'slack', channel };
	const { accessToken } = await this.getCredentials<TokenCredential>('slackApi', index);
	return { kind: 'slack', channel, token: accessToken };
}

async function telegram(this: IExecuteFunctions, index: number, dryRun: boolean): Promise<Engine.TelegramChannel> {
	const chatId = text.call(this, 'telegramChatId', index);
	if (dryRun) return { kind: 'telegram', chatId };
	const { accessToken, baseUrl } = await this.getCredentials<TokenCredential>('telegramApi', index);
	return { kind: 'telegram', chatId, token: accessToken, baseUrl: baseUrl || undefined };
}

async function webhook(this: IExecuteFunctions, index: number): Promise<Engine.WebhookChannel> {
	return await Promise.resolve({ kind: 'webhook', url: text.call(this, 'webhookUrl', index) });
}

/** What n8n's own credentials of these services hold. */
interface SmtpCredential {
	readonly host: string;
	readonly port: number;
	readonly secure?: boolean;
	readonly disableStartTls?: boolean;
	readonly user?: string;
	readonly password?: string;
	readonly hostName?: string;
}

interface TokenCredential {
	readonly accessToken: string;
	readonly baseUrl?: string;
}

function smtpSettings(data: SmtpCredential, insecureAllowed: boolean): Engine.SmtpSettings {
	return {
		host: data.host,
		port: data.port,
		security: data.secure ? 'tls' : data.disableStartTls ? 'none' : 'auto',
		user: data.user || undefined,
		password: data.password || undefined,
		hostName: data.hostName || undefined,
		rejectUnauthorized: !insecureAllowed,
	};
}

function insecureAllowed(this: IExecuteFunctions, index: number): boolean {
	return this.getNodeParameter('options.allowUnauthorizedCerts', index, false) as boolean;
}

function text(this: IExecuteFunctions, name: string, index: number): string {
	// An expression may give a number, such as a chat's ID.
	const value = this.getNodeParameter(name, index, '') as string | number;
	return String(value).trim();
}
