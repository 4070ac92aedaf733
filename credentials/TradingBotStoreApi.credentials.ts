import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Where orders, fills, positions and limits are kept. Only this suite's nodes may read it. */
export class TradingBotStoreApi implements ICredentialType {
	name = 'tradingBotStoreApi';

	displayName = 'Trading Bot Store API';

	icon: Icon = { light: 'file:store.svg', dark: 'file:store.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-trading-bot/n8n-nodes-trading-bot/blob/main/docs/credentials.md#store';

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Database',
			name: 'kind',
			type: 'options',
			default: 'postgres',
			options: [
				{ name: 'PostgreSQL', value: 'postgres', description: 'Needed in queue mode, where several processes share the store' },
				{ name: 'SQLite File', value: 'sqlite', description: 'One file on the n8n server; needs nothing else' },
			],
		},
		{
			displayName: 'File Path',
			name: 'file',
			type: 'string',
			default: '',
			placeholder: 'e.g. /home/node/.n8n/trading-bot.sqlite',
			description: "Leave empty for trading-bot.sqlite in n8n's own folder",
			displayOptions: { show: { kind: ['sqlite'] } },
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: 'localhost',
			required: true,
			displayOptions: { show: { kind: ['postgres'] } },
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			default: 5432,
			required: true,
			displayOptions: { show: { kind: ['postgres'] } },
		},
		{
			displayName: 'Database Name',
			name: 'database',
			type: 'string',
			default: 'trading',
			required: true,
			displayOptions: { show: { kind: ['postgres'] } },
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. trading',
			displayOptions: { show: { kind: ['postgres'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { kind: ['postgres'] } },
		},
		{
			displayName: 'SSL',
			name: 'ssl',
			type: 'options',
			default: 'disable',
			options: [
				{ name: 'Disable', value: 'disable' },
				{ name: 'Require', value: 'require', description: "Encrypt, and accept the server's certificate whoever signed it" },
				{ name: 'Verify', value: 'verify', description: 'Encrypt, and refuse a certificate that no known authority signed' },
			],
			displayOptions: { show: { kind: ['postgres'] } },
		},
	];
}
