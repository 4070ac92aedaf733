import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** An exchange account as the credential's form holds it. */
export interface ExchangeAccount {
	readonly exchange: string;
	readonly credentials: Readonly<Record<'apiKey' | 'secret' | 'password' | 'uid' | 'walletAddress' | 'privateKey', string | undefined>>;
	readonly sandbox: boolean;
	readonly proxy?: string;
	readonly baseUrl?: string;
}

const filled = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads the fields of a `tradingBotExchangeApi` credential; empty ones are left out. */
export function exchangeAccount(data: ICredentialDataDecryptedObject): ExchangeAccount {
	return {
		exchange: filled(data.exchange) ?? '',
		credentials: {
			apiKey: filled(data.apiKey),
			secret: filled(data.secret),
			password: filled(data.password),
			uid: filled(data.uid),
			walletAddress: filled(data.walletAddress),
			privateKey: filled(data.privateKey),
		},
		sandbox: data.sandbox === true,
		proxy: filled(data.proxy),
		baseUrl: filled(data.baseUrl),
	};
}

/** The proxy that the server's environment asks for, if any. ccxt does not read it by itself. */
export const environmentProxy = (): string | undefined =>
	process.env.HTTPS_PROXY ?? process.env.https_proxy ?? process.env.ALL_PROXY ?? process.env.all_proxy;
