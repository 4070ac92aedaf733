import type { Sizing } from './definition';

/**
 * What a compiled definition says about a series, bar by bar. Every array is as long as the series;
 * flags are 1 or 0; a value at bar i was computed from bars ≤ i only.
 */
export interface StrategySignals {
	readonly length: number;
	/** First bar on which every named indicator and rule has its value. */
	readonly warmUp: number;
	readonly entryLong?: Uint8Array;
	readonly entryShort?: Uint8Array;
	readonly exitLong?: Uint8Array;
	readonly exitShort?: Uint8Array;
	readonly protect: ProtectionLevels;
	readonly sizing: SizingRule;
	/** The named indicators, and each formula's named parts, for display and for the signal's explanation. */
	readonly values: Readonly<Record<string, Float64Array>>;
	/** The parameter values used. */
	readonly parameters: Readonly<Record<string, number>>;
}

export interface ProtectionLevels {
	readonly stopLoss?: PriceLevel;
	readonly takeProfit?: PriceLevel;
	readonly trailingStop?: { readonly distance: PriceLevel; readonly activation?: PriceLevel };
	readonly maxBars?: number;
}

/** Where a protective price lies, once the entry price and the signal bar are known. */
export type PriceLevel =
	/** `value` as a fraction of the entry price: 0.02 for 2 %. */
	| { readonly kind: 'percent'; readonly value: number }
	/** Price units away from the entry, read on the signal bar (an ATR multiple). */
	| { readonly kind: 'distance'; readonly column: Float64Array }
	/** The price itself, read on the signal bar. */
	| { readonly kind: 'price'; readonly column: Float64Array };

/** `Sizing` with its numbers resolved: percentages as fractions. */
export type SizingRule = { readonly mode: Sizing['mode']; readonly value: number };

/** What to do on a bar. A reversal is one entry: whoever executes it closes the opposite position first. */
export type SignalAction = 'enterLong' | 'exitLong' | 'enterShort' | 'exitShort' | 'hold';

/** The decision of a strategy on the close of one bar. Prices in quote currency; times epoch milliseconds UTC. */
export interface Signal {
	readonly bot: string;
	readonly symbol: string;
	readonly timeframe: string;
	readonly barTime: number;
	readonly action: SignalAction;
	/** Close of the signal bar. */
	readonly price: number;
	readonly stopLoss?: number;
	readonly takeProfit?: number;
	/** Distance of the trailing stop in price units, and the gain in price units that arms it. */
	readonly trailingStop?: { readonly distance: number; readonly activation: number };
	readonly maxBars?: number;
	/**
	 * The same protection before it is placed around a price, so that it can be placed around the fill, as a backtest does.
	 * Absent: the prices above stand as they are.
	 */
	readonly levels?: SignalLevels;
	readonly sizing: SizingRule;
	/** In words: which rule fired, and the values it read. */
	readonly reason: string;
	/** The values behind it, on the signal bar. */
	readonly indicators: Readonly<Record<string, number | null>>;
	readonly strategy: { readonly name: string; readonly id: string };
}

/** `ProtectionLevels` with their columns read on the signal bar: plain data, can be stored. */
export interface SignalLevels {
	readonly stopLoss?: SignalLevel;
	readonly takeProfit?: SignalLevel;
	readonly trailingStop?: { readonly distance: SignalLevel; readonly activation?: SignalLevel };
	readonly maxBars?: number;
}

/** A `PriceLevel` on one bar: a fraction of the entry price, price units away from it, or the price itself. */
export interface SignalLevel {
	readonly kind: PriceLevel['kind'];
	readonly value: number;
}
