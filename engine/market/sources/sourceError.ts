import { EngineError } from '../../errors';
import type { ccxt as Ccxt } from '../../vendor/ccxt';
import type { ExchangeAccess } from './exchange';

type CcxtLibrary = typeof Ccxt;

/** Why an exchange gave no answer. The first five pass by themselves: asking again later may help. */
export type SourceErrorKind =
	| 'network'
	| 'timeout'
	| 'rateLimit'
	| 'unavailable'
	| 'maintenance'
	| 'authentication'
	| 'clock'
	| 'restricted'
	| 'symbol'
	| 'timeframe'
	| 'unsupported'
	| 'refused';

/** An exchange that could not be reached, or would not answer as asked. Never holds a key, secret or password. */
export class SourceError extends EngineError {
	constructor(
		readonly kind: SourceErrorKind,
		readonly exchange: string,
		message: string,
		hint?: string,
	) {
		super(message, hint);
	}

	/** Whether the same request may succeed later without being changed. */
	get temporary(): boolean {
		return ['network', 'timeout', 'rateLimit', 'unavailable', 'maintenance'].includes(this.kind);
	}
}

/**
 * One sentence for an error of the exchange library. Its own text is quoted without addresses (signed requests carry
 * their signature in them) and secrets; the original error, which has them, is not attached.
 */
export function sourceError(ccxt: CcxtLibrary, name: string, error: unknown, access: ExchangeAccess): Error {
	if (error instanceof EngineError) return error;
	const said = quotation(error, access);
	const row = EXPLANATIONS.find(({ raised, says }) => error instanceof ccxt[raised] && (!says || says.test(String(error))));
	if (!row) return new SourceError('refused', access.exchange, `${name} refused the request: ${said || 'it gave no reason'}.`);
	return new SourceError(row.kind, access.exchange, row.sentence(name), said ? `The exchange library says: ${said}` : undefined);
}

type ErrorName =
	| 'AuthenticationError'
	| 'BadSymbol'
	| 'DDoSProtection'
	| 'ExchangeError'
	| 'ExchangeNotAvailable'
	| 'InvalidNonce'
	| 'NetworkError'
	| 'NotSupported'
	| 'OnMaintenance'
	| 'OperationFailed'
	| 'PermissionDenied'
	| 'RateLimitExceeded'
	| 'RequestTimeout'
	| 'RestrictedLocation';

/** Most special first: ccxt's classes inherit from one another. */
const EXPLANATIONS: readonly {
	raised: ErrorName;
	/** What its text must hold besides. */
	says?: RegExp;
	kind: SourceErrorKind;
	sentence: (exchange: string) => string;
}[] = [
	{
		raised: 'RequestTimeout',
		kind: 'timeout',
		sentence: (name) => `${name} did not answer in time. Check the network connection or proxy, then try again.`,
	},
	{
		raised: 'OnMaintenance',
		kind: 'maintenance',
		sentence: (name) => `${name} is under maintenance. Try again later.`,
	},
	{
		raised: 'RateLimitExceeded',
		kind: 'rateLimit',
		sentence: (name) => `${name} says there were too many requests. Wait some minutes, then ask for less or less often.`,
	},
	{
		raised: 'DDoSProtection',
		kind: 'rateLimit',
		sentence: (name) => `${name} says there were too many requests. Wait some minutes, then ask for less or less often.`,
	},
	{
		raised: 'InvalidNonce',
		kind: 'clock',
		sentence: (name) => `${name} rejects the time of the request. Synchronise this machine's clock, then try again.`,
	},
	{
		raised: 'RestrictedLocation',
		kind: 'restricted',
		sentence: (name) => `${name} does not serve the place this request came from. Use an exchange that does.`,
	},
	{
		// Most exchanges say so by HTTP 451, or a content network by its own page, which the library takes for an outage.
		raised: 'OperationFailed',
		says: /\b451\b|restricted location|block access from your country/i,
		kind: 'restricted',
		sentence: (name) => `${name} does not serve the place this request came from. Use an exchange that does.`,
	},
	{
		raised: 'ExchangeError',
		says: /restricted location|block access from your country/i,
		kind: 'restricted',
		sentence: (name) => `${name} does not serve the place this request came from. Use an exchange that does.`,
	},
	{
		raised: 'ExchangeNotAvailable',
		kind: 'unavailable',
		sentence: (name) => `${name} is not available at the moment. Try again later.`,
	},
	{
		raised: 'PermissionDenied',
		kind: 'authentication',
		sentence: (name) => `${name} accepts the API key but not for this. Give the key reading permission, and allow this address if the key is bound to some.`,
	},
	{
		raised: 'AuthenticationError',
		kind: 'authentication',
		sentence: (name) => `${name} rejects the credentials. Check the API key, the secret and, where it has one, the passphrase; a test-net key works on the sandbox only.`,
	},
	{
		raised: 'NetworkError',
		kind: 'network',
		sentence: (name) => `${name} cannot be reached. Check the network connection, or give a proxy.`,
	},
	{
		raised: 'BadSymbol',
		kind: 'symbol',
		sentence: (name) => `${name} does not know this symbol. Choose one from its list of markets.`,
	},
	{
		raised: 'NotSupported',
		kind: 'unsupported',
		sentence: (name) => `${name} does not offer this. Choose another exchange for it.`,
	},
];

function quotation(error: unknown, access: ExchangeAccess): string {
	const text = error instanceof Error ? error.message : String(error);
	const credentials: readonly (string | undefined)[] = Object.values(access.credentials ?? {});
	const secrets = [...credentials, ...proxyPassword(access.proxy)];
	let clean = text.replace(/\b[a-z]+:\/\/[^\s"']+/gi, (url) => url.replace(/[?#].*$/, '').replace(/\/\/[^/@]*@/, '//'));
	for (const secret of secrets) if (secret) clean = clean.replaceAll(secret, '***');
	return clean.replace(/\s+/g, ' ').slice(0, 240).trim().replace(/\.$/, '');
}

function proxyPassword(proxy: string | undefined): string[] {
	if (!proxy || !URL.canParse(proxy)) return [];
	const { username, password } = new URL(proxy);
	return [password, decodeURIComponent(password), username];
}
