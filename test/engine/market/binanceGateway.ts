import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sampleCandles, seriesToRows, timeframeMs, parseTimeframe } from '../../../engine/market';

export const HOUR = 3_600_000;

/** A failure to answer with instead of data. */
export interface Failure {
	readonly status: number;
	readonly body: object;
}

/** A server that answers as Binance spot does: exchange info, candles from the sample market, a signed account. */
export interface BinanceGateway {
	readonly url: string;
	/** Requests as `METHOD path?query`, in order. */
	readonly requests: string[];
	/** Set to make every answer a failure, or none at all. */
	fail: Failure | 'silence' | undefined;
	/** The time the market has reached, and the time of its listing. */
	now: number;
	listed: number;
	/** Symbols beyond BTCUSDT and ETHBTC. */
	extraSymbols: readonly [base: string, quote: string][];
	close(): Promise<void>;
}

export async function openBinanceGateway(now: number, credentials = { apiKey: 'key', secret: 'secret' }): Promise<BinanceGateway> {
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', gateway.url);
		gateway.requests.push(`${request.method ?? ''} ${url.pathname}${url.search}`);
		if (gateway.fail === 'silence') return;
		const signed = request.headers['x-mbx-apikey'] === credentials.apiKey;
		const { status = 200, body } = gateway.fail ?? answer(gateway, url, signed);
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const gateway: BinanceGateway = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests: [],
		fail: undefined,
		now,
		listed: 0,
		extraSymbols: [],
		close: () => closeServer(server),
	};
	return gateway;
}

export async function closeServer(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}

interface Answer {
	readonly status?: number;
	readonly body: unknown;
}

function answer(gateway: BinanceGateway, url: URL, signed: boolean): Answer {
	switch (url.pathname) {
		case '/api/v3/exchangeInfo':
			return { body: exchangeInfo(gateway, [['BTC', 'USDT'], ['ETH', 'BTC'], ...gateway.extraSymbols]) };
		case '/fapi/v1/exchangeInfo':
		case '/dapi/v1/exchangeInfo':
			return { body: exchangeInfo(gateway, []) };
		case '/api/v3/klines':
			return { body: klines(gateway, url.searchParams) };
		case '/api/v3/account':
			return signed && url.searchParams.has('signature')
				? { body: { accountType: 'SPOT', updateTime: gateway.now, balances: [{ asset: 'BTC', free: '1.5', locked: '0' }] } }
				: { status: 401, body: { code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' } };
		default:
			return signed ? { body: [] } : { status: 401, body: { code: -2014, msg: 'API-key format invalid.' } };
	}
}

function exchangeInfo(gateway: BinanceGateway, pairs: readonly (readonly [base: string, quote: string])[]): object {
	return { timezone: 'UTC', serverTime: gateway.now, symbols: pairs.map(([base, quote]) => spotSymbol(base, quote)) };
}

function klines(gateway: BinanceGateway, query: URLSearchParams): unknown[] {
	const timeframe = parseTimeframe(query.get('interval') ?? '');
	const limit = Math.min(Number(query.get('limit') ?? 500), 1000);
	const since = Math.max(Number(query.get('startTime') ?? 0), gateway.listed);
	const count = Math.ceil((gateway.now - since) / timeframeMs(timeframe));
	const { series, current } = sampleCandles({ symbol: 'BTC/USDT', timeframe, count: Math.max(count, 0), now: gateway.now });
	const { time, open, high, low, close, volume } = current;
	const rows = [...seriesToRows(series), [time, open, high, low, close, volume] as const];
	return rows
		.filter(([at]) => at >= since)
		.slice(0, limit)
		.map(([at, ...values]) => [at, ...values.map(String), at + timeframeMs(timeframe) - 1, '0', 1, '0', '0', '0']);
}

function spotSymbol(base: string, quote: string): object {
	return {
		symbol: base + quote,
		status: 'TRADING',
		baseAsset: base,
		baseAssetPrecision: 8,
		quoteAsset: quote,
		quotePrecision: 8,
		quoteAssetPrecision: 8,
		orderTypes: ['LIMIT', 'MARKET'],
		isSpotTradingAllowed: true,
		isMarginTradingAllowed: false,
		filters: [
			{ filterType: 'PRICE_FILTER', minPrice: '0.01', maxPrice: '1000000', tickSize: '0.01' },
			{ filterType: 'LOT_SIZE', minQty: '0.00001', maxQty: '9000', stepSize: '0.00001' },
		],
		permissions: ['SPOT'],
		permissionSets: [['SPOT']],
	};
}
