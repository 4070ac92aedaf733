import type { INodeExecutionData } from 'n8n-workflow';

const HOUR = 3_600_000;
export const FIRST_CANDLE = Date.UTC(2024, 0, 1);

/** An item as Market Data makes it: hourly candles that close at the given prices and open at the close before. */
export function candleItem(closes: readonly number[], { symbol = 'BTC/USDT', venue = 'test' } = {}): INodeExecutionData {
	const candles = closes.map((close, i) => {
		const open = closes[Math.max(0, i - 1)];
		return [FIRST_CANDLE + i * HOUR, open, Math.max(open, close) + 1, Math.min(open, close) - 1, close, 10];
	});
	return { json: { venue, symbol, timeframe: '1h', candles, count: candles.length } };
}

/** The open of the candle with this number, epoch milliseconds. */
export const candleTime = (bar: number): number => FIRST_CANDLE + bar * HOUR;

/** A price that swings in long waves around 100, so that every trend rule finds something to do. */
export const waves = (count: number): number[] =>
	Array.from({ length: count }, (_, i) => Math.round((100 + 20 * Math.sin(i / 20) + 3 * Math.sin(i / 3)) * 100) / 100);
