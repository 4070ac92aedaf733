import type { MarketInterface } from 'ccxt';
import { connectExchange, displayName, openExchange, type ExchangeAccess } from './exchange';
import { EXCHANGES } from './exchanges';
import { SourceError } from './sourceError';

export interface ExchangeInfo {
	/** The name to ask for it by. */
	readonly id: string;
	/** The name people know it by. */
	readonly name: string;
}

export interface MarketInfo {
	/** ccxt's spelling, such as `BTC/USDT` or `BTC/USDT:USDT`. */
	readonly symbol: string;
	readonly base: string;
	readonly quote: string;
	/** `spot`, `swap` (perpetual), `future`, `option` … */
	readonly type: string;
	/** Whether it trades at present. */
	readonly active: boolean;
}

/** Every exchange that can be asked, by name; nothing is sent to any of them. */
export const listExchanges = (): readonly ExchangeInfo[] => EXCHANGES;

/**
 * The markets of an exchange, by symbol: as they were when it was first asked, since loading them is slow and a list is
 * asked for at every keystroke; `reload` asks again.
 * @throws SourceError, ParameterError, CancelledError
 */
export async function listMarkets(access: ExchangeAccess & { readonly reload?: boolean }): Promise<MarketInfo[]> {
	const { exchange } = await openExchange(access, access.reload);
	const markets: readonly MarketInterface[] = Object.values(exchange.markets ?? {});
	return markets
		.map(marketInfo)
		.sort((a, b) => a.symbol.localeCompare(b.symbol, 'en'));
}

/**
 * Asks for the account's balance, which only works when the keys are right. Resolves when they are.
 * @throws SourceError saying what is wrong: a missing field, rejected keys, a permission, the clock, the network.
 */
export async function testExchange(access: ExchangeAccess): Promise<void> {
	const { exchange } = await connectExchange(access);
	const given = Object.keys(access.credentials ?? {});
	const missing = Object.entries(exchange.requiredCredentials)
		.filter(([field, required]) => required && !exchange[field])
		.map(([field]) => field);
	if (missing.length > 0) {
		throw new SourceError(
			'authentication',
			exchange.id,
			`${displayName(exchange)} needs ${missing.join(' and ')}, which ${given.length > 0 ? 'the credentials lack' : 'is not given'}. Fill in the credentials.`,
		);
	}
	if (!exchange.has.fetchBalance) {
		throw new SourceError('unsupported', exchange.id, `${displayName(exchange)} has no balance to read, so keys cannot be tested.`);
	}
	const { request } = await openExchange(access);
	await request((opened) => opened.fetchBalance());
}

function marketInfo(market: MarketInterface): MarketInfo {
	return {
		symbol: market.symbol,
		base: market.base,
		quote: market.quote,
		type: market.type,
		active: market.active !== false,
	};
}
