import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange, MarketInterface } from 'ccxt';
import { ParameterError } from '../../errors';
import { seriesFromRows } from '../rows';
import type { CandleRow, CandleSeries, FormingCandle } from '../series';
import { barOpenAt, nextBarOpen, timeframeMs, type Timeframe } from '../timeframe';
import { displayName, openExchange, type ExchangeAccess, type OpenExchange } from './exchange';
import { nearestNames } from './nearestNames';
import { SourceError } from './sourceError';

/** Which candles of an exchange. */
export interface FetchCandlesOptions extends ExchangeAccess {
	/** ccxt's spelling (`BTC/USDT`, `BTC/USDT:USDT`) or the exchange's own (`BTCUSDT`). */
	readonly symbol: string;
	readonly timeframe: Timeframe;
	/** How many closed candles: the last ones, or from `since` on the first ones. Default 500, or all `since` there are. */
	readonly count?: number;
	/** Epoch milliseconds of the first candle. */
	readonly since?: number;
	/** Epoch milliseconds: decides which candle is still open. */
	readonly now: number;
}

/**
 * Candles of an exchange, as many pages as it takes within its rate limit. `series` holds closed candles only; the one
 * under way is `current`, absent when the exchange has not traded in it. Fewer than asked for means that the exchange
 * keeps, or the market has, no more.
 * @throws SourceError in one sentence for an unreachable exchange, an unknown symbol or timeframe, bad credentials …;
 * ParameterError; CancelledError when the signal stops it.
 */
export async function fetchCandles(
	options: FetchCandlesOptions,
): Promise<{ series: CandleSeries; current?: FormingCandle }> {
	const { timeframe, count = options.since === undefined ? 500 : Infinity, since, now } = options;
	if (!(count >= 1)) throw new ParameterError('count', `The number of candles must be 1 or more, not ${count}.`);
	const open = await openExchange(options);
	const market = await findMarket(open.exchange, options);
	refuseUnofferedTimeframe(open.exchange, timeframe);
	const start = since ?? startOf(count, now, timeframe);
	const rows = await fetchPages(open, market, timeframe, start, since === undefined ? Infinity : count + 1, now, options.signal);
	const isClosed = (row: CandleRow) => nextBarOpen(row[0], timeframe) <= now;
	const closed = rows.filter(isClosed);
	if (closed.length === 0) {
		throw new SourceError(
			'refused',
			options.exchange,
			`${displayName(open.exchange)} has no closed ${timeframe} candles of ${market} from ${new Date(start).toISOString()} on. Ask for an earlier time or another market.`,
		);
	}
	const wanted = since === undefined ? closed.slice(-count) : closed.slice(0, count);
	const last = rows.at(-1);
	return {
		series: seriesFromRows(wanted, { symbol: market, timeframe }),
		current: last && !isClosed(last) ? formingCandle(last) : undefined,
	};
}

/** The market's symbol in ccxt's spelling. New listings are looked for once before the symbol is refused. */
async function findMarket(exchange: Exchange, options: FetchCandlesOptions): Promise<string> {
	const { symbol } = options;
	const lookUp = (): string | undefined => {
		const markets: Markets = exchange.markets ?? {};
		const byId: Record<string, MarketInterface[] | undefined> = exchange.markets_by_id ?? {};
		const spellings = [symbol, symbol.toUpperCase()];
		return spellings.map((spelling) => markets[spelling] ?? byId[spelling]?.[0]).find(Boolean)?.symbol;
	};
	let found = lookUp();
	if (found === undefined) {
		await openExchange(options, true);
		found = lookUp();
	}
	if (found !== undefined) return found;
	const near = nearestNames(symbol, Object.keys(exchange.markets ?? {}));
	throw new SourceError(
		'symbol',
		exchange.id,
		`${displayName(exchange)} has no market ${symbol}. ${near.length > 0 ? `The nearest are ${near.join(', ')}.` : 'Choose one from its list of markets.'}`,
	);
}

type Markets = Record<string, MarketInterface | undefined>;

function refuseUnofferedTimeframe(exchange: Exchange, timeframe: Timeframe): void {
	if (!exchange.has.fetchOHLCV) {
		throw new SourceError(
			'unsupported',
			exchange.id,
			`${displayName(exchange)} does not publish candles. Choose another exchange for market data.`,
		);
	}
	const offered = Object.keys(exchange.timeframes);
	if (offered.length === 0 || offered.includes(timeframe)) return;
	throw new SourceError(
		'timeframe',
		exchange.id,
		`${displayName(exchange)} has no ${timeframe} candles. It offers ${offered.join(', ')}.`,
	);
}

/** One bar more than asked for, since exchanges do not agree where weeks and odd spans begin. */
function startOf(count: number, now: number, timeframe: Timeframe): number {
	const open = barOpenAt(now, timeframe);
	if (!timeframe.endsWith('M')) return open - (count + 1) * timeframeMs(timeframe);
	let start = open;
	for (let i = 0; i <= count; i++) start = barOpenAt(start - 1, timeframe);
	return start;
}

async function fetchPages(
	{ exchange, request }: OpenExchange,
	symbol: string,
	timeframe: Timeframe,
	start: number,
	atMost: number,
	now: number,
	signal: AbortSignal | undefined,
): Promise<CandleRow[]> {
	const limit = Number(exchange.featureValue(symbol, 'fetchOHLCV', 'limit', 500)) || 500;
	const page = limit * timeframeMs(timeframe);
	const rows: CandleRow[] = [];
	let from = Math.max(start, 0);
	while (from <= now && rows.length < atMost) {
		const since = from;
		const answer = await patiently(() => request((opened) => opened.fetchOHLCV(symbol, timeframe, since, limit)), signal);
		const fresh = answer.map(candleRow).filter(([time]) => time >= since && time <= now);
		fresh.sort((a, b) => a[0] - b[0]);
		for (const row of fresh) if (row[0] !== rows.at(-1)?.[0]) rows.push(row);
		// An empty page is a halt, or time before the listing: look behind it.
		const last = fresh.at(-1);
		from = last ? nextBarOpen(last[0], timeframe) : since + page;
	}
	return rows;
}

/** A page that got lost on the way is asked for again; a refusal, above all for asking too much, is not. */
async function patiently<T>(work: () => Promise<T>, signal: AbortSignal | undefined, attempts = 3): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await work();
		} catch (error) {
			const lost = error instanceof SourceError && (error.kind === 'network' || error.kind === 'timeout');
			if (!lost || attempt === attempts || signal?.aborted) throw error;
			await delay(500 * attempt);
		}
	}
}

/** Exchanges leave out the volume of a market that does not report it. */
function candleRow(row: readonly (number | undefined)[]): CandleRow {
	const [time = NaN, open = NaN, high = NaN, low = NaN, close = NaN, volume = 0] = row;
	return [time, open, high, low, close, volume];
}

function formingCandle([time, open, high, low, close, volume]: CandleRow): FormingCandle {
	return { time, open, high, low, close, volume };
}
