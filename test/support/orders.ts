import { clientOrderId } from '../../engine/execution';
import type { OrderIntent } from '../../engine/orders';
import type { CandleRow } from '../../engine/market/series';
import { openPaperAccount } from '../../engine/portfolio';
import { DEFAULT_SIMULATION } from '../../engine/simulation';
import type { TradingStore } from '../../engine/store';
import type { Signal } from '../../engine/strategy/signals';

export const HOUR = 3_600_000;
export const START = Date.UTC(2024, 0, 1);
export const SYMBOL = 'BTC/USDT';

/** A paper account "demo" with this cash, opened at START. */
export async function demoAccount(store: TradingStore, initialCash: number | string = 10_000, timeZone?: string): Promise<void> {
	await openPaperAccount(store, { account: 'demo', currency: 'USDT', initialCash, now: START, timeZone });
}

/** Hourly bars from START: one `[open, high, low, close]` each. */
export const bars = (...prices: ReadonlyArray<readonly [number, number, number, number]>): CandleRow[] =>
	prices.map(([open, high, low, close], i) => [START + i * HOUR, open, high, low, close, 1]);

export const market = (rows: readonly CandleRow[], symbol = SYMBOL) => ({ venue: 'test', symbol, timeframe: '1h', bars: rows });

/** A manual market order of one unit at 100, decided on the bar of START. */
export function order(change: Partial<OrderIntent> = {}): OrderIntent {
	const intent = {
		bot: 'bot',
		account: 'demo',
		mode: 'paper' as const,
		venue: 'test',
		symbol: SYMBOL,
		timeframe: '1h',
		barTime: START,
		purpose: 'manual' as const,
		side: 'buy' as const,
		type: 'market' as const,
		quantity: '1',
		referencePrice: '100',
		reduceOnly: false,
		reason: 'By hand.',
		...change,
	};
	return { clientOrderId: clientOrderId(intent), ...intent };
}

/** A signal to go long with the whole account at 100, on the bar of START. */
export const signal = (change: Partial<Signal> = {}): Signal => ({
	bot: 'bot',
	symbol: SYMBOL,
	timeframe: '1h',
	barTime: START,
	action: 'enterLong',
	price: 100,
	sizing: { mode: 'equityPercent', value: 1 },
	reason: 'The rule fired.',
	indicators: {},
	strategy: { name: 'Test', id: 'test' },
	...change,
});

export const SIMULATION = DEFAULT_SIMULATION;
