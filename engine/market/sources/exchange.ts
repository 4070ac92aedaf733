import { createHash } from 'node:crypto';
import type { Exchange } from 'ccxt';
import { CancelledError, ParameterError } from '../../errors';
import type { ccxt as Ccxt } from '../../vendor/ccxt';
import { nearestNames } from './nearestNames';
import { sourceError, SourceError } from './sourceError';

/** Keys to an account, as its exchange asks for them; most need the first two. */
export interface ExchangeCredentials {
	readonly apiKey?: string;
	readonly secret?: string;
	/** The passphrase some exchanges add to the key. */
	readonly password?: string;
	readonly uid?: string;
	/** For exchanges on a chain. */
	readonly walletAddress?: string;
	readonly privateKey?: string;
}

/** Which exchange, and the way to it. */
export interface ExchangeAccess {
	/** ccxt's name for it, such as `binance`. */
	readonly exchange: string;
	readonly credentials?: ExchangeCredentials;
	/** Use the exchange's test net. */
	readonly sandbox?: boolean;
	/** `http://`, `https://` or `socks5://` address of a proxy; where the environment names one, hand it in here. */
	readonly proxy?: string;
	/** Milliseconds a request may take. Default 10,000. */
	readonly timeout?: number;
	/** Stops the work between and during requests. */
	readonly signal?: AbortSignal;
	/**
	 * Origin that answers in place of the exchange's own (`http://gateway.local:8080`), paths kept: for self-hosted
	 * gateways that relay or record an exchange.
	 */
	readonly baseUrl?: string;
}

/** An exchange ready for requests. */
export interface OpenExchange {
	readonly exchange: Exchange;
	/** Runs a request: stoppable by the signal, failing with a `SourceError`. */
	readonly request: <T>(what: (exchange: Exchange) => Promise<T>) => Promise<T>;
}

/**
 * An exchange, nothing sent to it yet. The connection, its markets and its request budget are shared by all who ask in
 * the same way, so that many items read from one exchange keep to one rate limit and load its markets once.
 * @throws SourceError for a sandbox it does not have, ParameterError for an unknown exchange or proxy
 */
export async function connectExchange(access: ExchangeAccess): Promise<OpenExchange> {
	const { ccxt } = await import('../../vendor/ccxt');
	const key = connectionKey(access);
	const exchange = connections.get(key) ?? createExchange(ccxt, access);
	remember(key, exchange);
	const name = displayName(exchange);
	const request = async <T>(what: (exchange: Exchange) => Promise<T>): Promise<T> => {
		try {
			return await stoppable(what(exchange), access.signal, `Reading from ${name}`);
		} catch (error) {
			throw sourceError(ccxt, name, error, access);
		}
	};
	return { exchange, request };
}

/** An exchange with its markets loaded; `reload` when those in memory will not do. @throws SourceError, CancelledError */
export async function openExchange(access: ExchangeAccess, reload = false): Promise<OpenExchange> {
	const connection = await connectExchange(access);
	try {
		await connection.request((exchange) => exchange.loadMarkets(reload));
	} catch (error) {
		// The library keeps a failed load for ever, so the next caller gets a new connection.
		connections.delete(connectionKey(access));
		throw error;
	}
	return connection;
}

/** The exchange's name as people write it. */
export function displayName(exchange: Exchange): string {
	return exchange.name ?? exchange.id;
}

type CcxtLibrary = typeof Ccxt;

/** The class behind one of the names in `ccxt.exchanges`. */
export function exchangeClass(ccxt: CcxtLibrary, id: string): new (options: object) => Exchange {
	return ccxt[id as 'binance'];
}

/** Open connections, least recently used first. */
const connections = new Map<string, Exchange>();
const MOST_CONNECTIONS = 16;

function remember(key: string, exchange: Exchange): void {
	connections.delete(key);
	connections.set(key, exchange);
	for (const oldest of connections.keys()) {
		if (connections.size <= MOST_CONNECTIONS) break;
		connections.delete(oldest);
	}
}

/** Same key, same connection; secrets only as a digest. */
function connectionKey({ exchange, credentials, sandbox, proxy, timeout, baseUrl }: ExchangeAccess): string {
	const secrets = createHash('sha256').update(JSON.stringify(credentials ?? {})).digest('hex');
	return JSON.stringify([exchange, sandbox ?? false, proxy, timeout, baseUrl, secrets]);
}

function createExchange(ccxt: CcxtLibrary, access: ExchangeAccess): Exchange {
	const { exchange: id, credentials = {}, sandbox = false, proxy, timeout = 10_000, baseUrl } = access;
	if (!ccxt.exchanges.includes(id)) {
		const near = nearestNames(id, ccxt.exchanges);
		throw new ParameterError(
			'exchange',
			`There is no exchange "${id}". ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Choose one from the list of exchanges.'}`,
		);
	}
	const exchange = new (exchangeClass(ccxt, id))({
		...credentials,
		...proxyOption(proxy),
		timeout,
		enableRateLimit: true,
	});
	if (sandbox) {
		if (!hasAddresses(exchange.urls.test)) {
			throw new SourceError(
				'unsupported',
				id,
				`${displayName(exchange)} has no sandbox. Turn the sandbox off and use paper mode to trade without money.`,
			);
		}
		exchange.setSandboxMode(true);
	}
	if (baseUrl !== undefined) moveTo(baseUrl, exchange);
	return exchange;
}

function proxyOption(proxy: string | undefined): { httpsProxy?: string; socksProxy?: string } {
	if (!proxy) return {};
	if (/^socks5?h?:\/\//i.test(proxy)) return { socksProxy: proxy };
	if (/^https?:\/\//i.test(proxy) && URL.canParse(proxy)) return { httpsProxy: proxy };
	throw new ParameterError('proxy', 'The proxy is not an address. Write it as http://host:port or socks5://host:port.');
}

/** The library's types promise a test net that many exchanges do not have. */
function hasAddresses(urls: object | undefined): boolean {
	return urls !== undefined && Object.keys(urls).length > 0;
}

/** Gives every address of an exchange another origin. It has one, or a tree of them by kind of request. */
function moveTo(baseUrl: string, exchange: Exchange): void {
	const origin = baseUrl.replace(/\/+$/, '');
	const moved = JSON.stringify(exchange.urls.api, (_, url: unknown) =>
		typeof url === 'string' ? url.replace(/^[a-z]+:\/\/[^/]+/i, origin) : url,
	);
	exchange.urls = { ...exchange.urls, api: JSON.parse(moved) as Exchange['urls']['api'] };
}

/** The library cannot be interrupted, so a stopped request is let go: it ends by itself within its timeout. */
async function stoppable<T>(work: Promise<T>, signal: AbortSignal | undefined, what: string): Promise<T> {
	if (!signal) return await work;
	let stop = (): void => undefined;
	const stopped = new Promise<never>((_, reject) => {
		stop = () => {
			reject(new CancelledError(what));
		};
		if (signal.aborted) stop();
		else signal.addEventListener('abort', stop, { once: true });
	});
	// Whichever loses the race may still fail; that failure has nobody left to hear it.
	work.catch(() => undefined);
	try {
		return await Promise.race([stopped, work]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
