import type { CandleSeries } from '../market/series';
import type { Side } from '../simulation';

/**
 * How far the price went against a trade and in its favour, as fractions of the entry price: over the ranges of the bars
 * `from` to `to` (both whole within the trade) and the exit price.
 */
export function excursions(
	{ high, low }: CandleSeries,
	side: Side,
	entryPrice: number,
	exitPrice: number,
	from: number,
	to: number,
): { mae: number; mfe: number } {
	let lowest = Math.min(entryPrice, exitPrice);
	let highest = Math.max(entryPrice, exitPrice);
	for (let bar = from; bar <= to; bar++) {
		if (low[bar] < lowest) lowest = low[bar];
		if (high[bar] > highest) highest = high[bar];
	}
	const down = (entryPrice - lowest) / entryPrice;
	const up = (highest - entryPrice) / entryPrice;
	return side === 'long' ? { mae: down, mfe: up } : { mae: up, mfe: down };
}
