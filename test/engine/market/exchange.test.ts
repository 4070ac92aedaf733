import { exchangeClass } from '../../../engine/market/sources/exchange';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	SourceError,
	fetchCandles,
	listExchanges,
	listMarkets,
	sampleCandles,
	testExchange,
	type Timeframe,
} from '../../../engine/market';
import { HOUR, closeServer, openBinanceGateway, type BinanceGateway } from './binanceGateway';

const NOW = Date.UTC(2025, 2, 14, 9, 26, 53);
const credentials = { apiKey: 'key', secret: 'a-very-secret-secret' };

let gateway: BinanceGateway;
beforeAll(async () => {
	gateway = await openBinanceGateway(NOW);
});
afterAll(async () => {
	await gateway.close();
});
beforeEach(() => {
	gateway.fail = undefined;
	gateway.listed = 0;
	gateway.requests.length = 0;
});

const fetchHours = (options: Partial<Parameters<typeof fetchCandles>[0]> = {}) =>
	fetchCandles({ exchange: 'binance', symbol: 'BTC/USDT', timeframe: '1h', now: NOW, baseUrl: gateway.url, ...options });

const failureOf = async (work: Promise<unknown>): Promise<SourceError> => {
	const error: unknown = await work.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(SourceError);
	return error as SourceError;
};

describe('candles of an exchange, from a server that speaks Binance spot to an unmodified ccxt', () => {
	test('the series holds the last closed candles and the open one stands apart', async () => {
		const { series, current } = await fetchHours({ count: 24 });
		const expected = sampleCandles({ symbol: 'BTC/USDT', timeframe: '1h', count: 24, now: NOW });
		expect(series.symbol).toBe('BTC/USDT');
		expect([...series.close]).toEqual([...expected.series.close]);
		expect(series.time[23]).toBe(Date.UTC(2025, 2, 14, 8));
		expect(current).toEqual(expected.current);
	});

	test('more candles than a page holds are read page by page, without a gap or a repetition', async () => {
		const { series } = await fetchHours({ count: 2300 });
		const expected = sampleCandles({ symbol: 'BTC/USDT', timeframe: '1h', count: 2300, now: NOW });
		expect([...series.time]).toEqual([...expected.series.time]);
		expect(gateway.requests.filter((line) => line.includes('klines'))).toHaveLength(3);
	});

	test('a start time gives all candles from it on, and with a count the first of them', async () => {
		const since = Date.UTC(2025, 2, 10);
		expect((await fetchHours({ since })).series.length).toBe(4 * 24 + 9);
		const { series, current } = await fetchHours({ since, count: 5 });
		expect([...series.time]).toEqual([0, 1, 2, 3, 4].map((i) => since + i * HOUR));
		expect(current).toBeDefined();
	});

	test('a young market gives what it has', async () => {
		gateway.listed = NOW - 10 * HOUR;
		expect((await fetchHours({ count: 500 })).series.length).toBe(9);
	});

	test("the exchange's own spelling of a symbol is understood", async () => {
		expect((await fetchHours({ symbol: 'btcusdt', count: 3 })).series.symbol).toBe('BTC/USDT');
	});

	test('markets are loaded once for many requests', async () => {
		await fetchHours({ count: 3 });
		await fetchHours({ count: 3 });
		expect(gateway.requests.filter((line) => line.includes('exchangeInfo'))).toHaveLength(0);
	});

	test('a listing made after the markets were loaded is found', async () => {
		gateway.extraSymbols = [['NEW', 'USDT']];
		expect((await fetchHours({ symbol: 'NEW/USDT', count: 3 })).series.symbol).toBe('NEW/USDT');
	});
});

describe('what an exchange cannot do is said in one sentence', () => {
	test('an unknown symbol comes with the nearest known ones', async () => {
		const error = await failureOf(fetchHours({ symbol: 'BTC/USD' }));
		expect(error.message).toBe('Binance has no market BTC/USD. The nearest are BTC/USDT.');
		expect(error.kind).toBe('symbol');
	});

	test('an unoffered timeframe comes with those on offer', async () => {
		const error = await failureOf(fetchHours({ timeframe: '7m' as Timeframe }));
		expect(error.message).toMatch(/^Binance has no 7m candles\. It offers 1s, 1m, 3m, .*1d, .*1M\.$/);
	});

	test('an unknown exchange comes with the nearest known one', async () => {
		await expect(fetchHours({ exchange: 'binanse' })).rejects.toThrow(/^There is no exchange "binanse"\. Did you mean binance/);
	});

	test('an exchange without a sandbox says so', async () => {
		const error = await failureOf(fetchHours({ exchange: 'kraken', sandbox: true }));
		expect(error.message).toBe(
			'Kraken has no sandbox. Turn the sandbox off and use paper mode to trade without money.',
		);
	});

	test.each([
		[{ status: 429, body: { code: -1003, msg: 'Too many requests.' } }, 'rateLimit', 'says there were too many requests'],
		[{ status: 418, body: { code: -1003, msg: 'Way too many requests; IP banned.' } }, 'rateLimit', 'says there were too many requests'],
		[{ status: 451, body: { code: 0, msg: 'Service unavailable from a restricted location.' } }, 'restricted', 'does not serve the place'],
		[{ status: 503, body: { msg: 'down' } }, 'unavailable', 'is not available'],
	] as const)('%j is %s', async (failure, kind, words) => {
		await fetchHours({ count: 2 });
		gateway.fail = failure;
		const error = await failureOf(fetchHours({ count: 2 }));
		expect([error.kind, error.message]).toEqual([kind, expect.stringMatching(`^Binance .*(${words})`)]);
		expect(error.temporary).toBe(kind !== 'restricted');
	});

	test('without a network it is one clear sentence, and the next attempt starts afresh', async () => {
		const closed = createServer();
		await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
		const { port } = closed.address() as AddressInfo;
		await closeServer(closed);
		const options = { baseUrl: `http://127.0.0.1:${port}` };
		const error = await failureOf(fetchHours(options));
		expect(error.message).toMatch(
			/^Binance (cannot be reached\. Check the network connection, or give a proxy|is not available at the moment\. Try again later)\.$/,
		);
		expect(error.kind).toBe('network');
		await failureOf(fetchHours(options));
	});

	test('a server that never answers ends by the timeout', async () => {
		gateway.fail = 'silence';
		const error = await failureOf(fetchHours({ timeout: 300 }));
		expect(error.message).toBe('Binance did not answer in time. Check the network connection or proxy, then try again.');
	});

	test('a signal stops a request under way', async () => {
		gateway.fail = 'silence';
		const stop = new AbortController();
		const work = fetchHours({ timeout: 2000, signal: stop.signal });
		setTimeout(() => {
			stop.abort();
		}, 20);
		await expect(work).rejects.toThrow('Reading from Binance was cancelled before it finished.');
	});

	test('a proxy must be an address', async () => {
		await expect(fetchHours({ proxy: 'proxy.local' })).rejects.toThrow(/Write it as http:\/\/host:port/);
	});
});

describe('credentials', () => {
	test('right ones pass', async () => {
		await testExchange({ exchange: 'binance', credentials, baseUrl: gateway.url });
		expect(gateway.requests.some((line) => line.startsWith('GET /api/v3/account?'))).toBe(true);
	});

	test('wrong ones are refused without showing them', async () => {
		const wrong = { apiKey: 'stolen-key-1234567', secret: 'stolen-secret-7654321' };
		const error = await failureOf(testExchange({ exchange: 'binance', credentials: wrong, baseUrl: gateway.url }));
		expect(error.kind).toBe('authentication');
		expect(error.message).toMatch(/^Binance (rejects the credentials|accepts the API key but not for this)/);
		expect(JSON.stringify([error.message, error.hint, error.stack, error.cause])).not.toMatch(/stolen|signature/);
	});

	test('a missing field is named before anything is sent', async () => {
		const error = await failureOf(testExchange({ exchange: 'binance', credentials: { apiKey: 'key' }, baseUrl: gateway.url }));
		expect(error.message).toBe('Binance needs secret, which the credentials lack. Fill in the credentials.');
		expect(gateway.requests).toHaveLength(0);
	});
});

describe('directories', () => {
	test('exchanges are listed by name without asking any of them, exactly those of ccxt', async () => {
		const { ccxt } = await import('../../../engine/vendor/ccxt');
		const known = ccxt.exchanges.map((id) => ({ id, name: new (exchangeClass(ccxt, id))({}).name }));
		const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
		expect([...listExchanges()].sort(byId)).toEqual(known.sort(byId));
	});

	test('markets are listed with what they trade', async () => {
		const markets = await listMarkets({ exchange: 'binance', baseUrl: gateway.url });
		expect(markets).toContainEqual({ symbol: 'BTC/USDT', base: 'BTC', quote: 'USDT', type: 'spot', active: true });
	});
});
