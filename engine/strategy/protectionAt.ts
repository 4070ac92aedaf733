import type { PriceLevel, ProtectionLevels, Signal, SignalLevel, SignalLevels } from './signals';

/** The protection of an entry, estimated from the close it is decided on; `problem` says why there can be none. */
export interface ProtectionAt {
	readonly prices: Pick<Signal, 'stopLoss' | 'takeProfit' | 'trailingStop' | 'maxBars'>;
	/** The same before it is placed; absent where there is no protection. */
	readonly levels?: SignalLevels;
	readonly problem?: string;
}

/** Reads the levels on the signal bar. */
export function protectionAt(
	protect: ProtectionLevels,
	close: number,
	bar: number,
	side: 'long' | 'short',
): ProtectionAt {
	const { stopLoss, takeProfit, trailingStop, maxBars } = protect;
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
		levels: levelsAt(protect, bar),
		problem:
			misplaced('stop loss', stop, close, -sign) ??
			misplaced('take profit', target, close, sign) ??
			(trailing && !(trailing.distance > 0 && trailing.activation >= 0) ? 'the trailing stop has no distance' : undefined),
	};
}

function levelsAt({ stopLoss, takeProfit, trailingStop, maxBars }: ProtectionLevels, bar: number): SignalLevels | undefined {
	const levelAt = (level: PriceLevel): SignalLevel => {
		return { kind: level.kind, value: level.kind === 'percent' ? level.value : level.column[bar] };
	};
	const levels: SignalLevels = {
		...(stopLoss && { stopLoss: levelAt(stopLoss) }),
		...(takeProfit && { takeProfit: levelAt(takeProfit) }),
		...(trailingStop && {
			trailingStop: {
				distance: levelAt(trailingStop.distance),
				...(trailingStop.activation && { activation: levelAt(trailingStop.activation) }),
			},
		}),
		...(maxBars !== undefined && { maxBars }),
	};
	return Object.keys(levels).length > 0 ? levels : undefined;
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
