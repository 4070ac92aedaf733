import type { PriceLevel, ProtectionLevels, Signal } from './signals';

/** The protection of an entry, estimated from the close it is decided on; `problem` says why there can be none. */
export interface ProtectionAt {
	readonly prices: Pick<Signal, 'stopLoss' | 'takeProfit' | 'trailingStop' | 'maxBars'>;
	readonly problem?: string;
}

/** Reads the levels on the signal bar. Whoever fills the order places percentages anew around the price it got. */
export function protectionAt(
	{ stopLoss, takeProfit, trailingStop, maxBars }: ProtectionLevels,
	close: number,
	bar: number,
	side: 'long' | 'short',
): ProtectionAt {
	const sign = side === 'long' ? 1 : -1;
	const stop = stopLoss && priceOf(stopLoss, close, bar, -sign);
	const target = takeProfit && priceOf(takeProfit, close, bar, sign);
	const trailing = trailingStop && {
		distance: distanceOf(trailingStop.distance, close, bar),
		activation: trailingStop.activation ? distanceOf(trailingStop.activation, close, bar) : 0,
	};
	return {
		prices: {
			...(stop !== undefined && { stopLoss: stop }),
			...(target !== undefined && { takeProfit: target }),
			...(trailing && { trailingStop: trailing }),
			...(maxBars !== undefined && { maxBars }),
		},
		problem:
			misplaced('stop loss', stop, close, -sign) ??
			misplaced('take profit', target, close, sign) ??
			(trailing && !(trailing.distance > 0 && trailing.activation >= 0) ? 'the trailing stop has no distance' : undefined),
	};
}

function priceOf(level: PriceLevel, close: number, bar: number, direction: number): number {
	return level.kind === 'price' ? level.column[bar] : close + direction * distanceOf(level, close, bar);
}

function distanceOf(level: PriceLevel, close: number, bar: number): number {
	if (level.kind === 'percent') return level.value * close;
	return level.kind === 'distance' ? level.column[bar] : Math.abs(level.column[bar] - close);
}

function misplaced(what: string, price: number | undefined, close: number, direction: number): string | undefined {
	if (price === undefined || ((price - close) * direction > 0 && price > 0)) return undefined;
	if (Number.isNaN(price)) return `the ${what} has no value on this bar`;
	return `the ${what} ${price} does not lie ${direction > 0 ? 'above' : 'below'} the close ${close}`;
}
