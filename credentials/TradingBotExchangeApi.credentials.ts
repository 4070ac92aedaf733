import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { EXCHANGES } from '../engine/market/sources/exchanges';

/** Keys of an account at any exchange that ccxt connects to. Only this suite's nodes may read it. */
export class TradingBotExchangeApi implements ICredentialType {
	name = 'tradingBotExchangeApi';

	displayName = 'Trading Bot Exchange API';

	icon: Icon = { light: 'file:exchange.svg', dark: 'file:exchange.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-trading-bot/n8n-nodes-trading-bot/blob/main/docs/credentials.md#exchange';

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName:
				'Give the key the right to read and to trade, never to withdraw, and limit it to the IP address of this server if the exchange offers that.',
			name: 'rightsNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Exchange',
			name: 'exchange',
			type: 'options',
			options: EXCHANGES.map(({ id, name }) => ({ name, value: id })),
			default: 'binance',
			required: true,
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'API Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Test Network',
			name: 'sandbox',
			type: 'boolean',
			default: false,
			description: "Whether to use the exchange's test network, where money is not real",
		},
		{
			displayName: 'Passphrase',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Asked for by KuCoin, OKX, Bitget, Coinbase Exchange and a few others',
		},
		{
			displayName: 'Account ID',
			name: 'uid',
			type: 'string',
			default: '',
			description: 'Asked for by very few exchanges (BitMart, Coinmate …)',
		},
		{
			displayName: 'Wallet Address',
			name: 'walletAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0x1234…',
			description: 'Of decentralised exchanges only (Hyperliquid, dYdX …)',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Of decentralised exchanges only; use an API wallet, never the wallet that holds the funds',
		},
		{
			displayName: 'Proxy URL',
			name: 'proxy',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://10.0.0.5:3128',
			description: 'Leave empty to use HTTPS_PROXY of the server, if it is set',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://exchange-gateway.example.com',
			description: "Sends the exchange's requests to a gateway of your own that speaks its protocol; leave empty otherwise",
		},
	];
}
