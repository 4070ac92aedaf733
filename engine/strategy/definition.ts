/**
 * The strategy definition, schema 1: one document, the same from YAML, JSON, a form or the designer.
 * Formulas are strings in the formula language (see docs/formulas.md).
 */
export interface StrategyDefinition {
	readonly schema: 1;
	readonly name: string;
	readonly description?: string;
	/** Timeframe the rules were written for, e.g. `1h`. Information only: the series decides. */
	readonly timeframe?: string;
	/** Numbers a formula may name and an optimiser may move. */
	readonly parameters?: Readonly<Record<string, StrategyParameter>>;
	/** Named series, each a formula; later ones may use earlier ones. */
	readonly indicators?: Readonly<Record<string, string>>;
	/** Boolean formulas that open a position. */
	readonly entry: { readonly long?: string; readonly short?: string };
	/** Boolean formulas that close one. */
	readonly exit?: { readonly long?: string; readonly short?: string };
	readonly protect?: Protection;
	readonly sizing?: Sizing;
}

export interface StrategyParameter {
	readonly default: number;
	readonly min?: number;
	readonly max?: number;
	readonly step?: number;
}

/** `2%` of the entry price, or a multiple of ATR (of 14 bars unless said otherwise) on the signal bar. */
export type DistanceRule = string | { readonly atr: number; readonly period?: number };

/** A distance from the entry price, or the price itself by a formula read on the signal bar. */
export type PriceRule = DistanceRule | { readonly price: string };

export interface Protection {
	readonly stopLoss?: PriceRule;
	readonly takeProfit?: PriceRule;
	/** Follows the best close at `distance`, once the trade has gained `activation` (at once when absent). */
	readonly trailingStop?: { readonly distance: DistanceRule; readonly activation?: DistanceRule };
	/** Closes the position after this many bars. */
	readonly maxBars?: number;
}

/** How many units an entry buys. Default: `equityPercent` 100 %. */
export type Sizing =
	/** `value` units of the base asset. */
	| { readonly mode: 'fixed'; readonly value: number }
	/** `value` units of quote currency. */
	| { readonly mode: 'notional'; readonly value: number }
	/** A share of equity, e.g. `10%`. */
	| { readonly mode: 'equityPercent'; readonly value: string }
	/** A share of equity at risk between entry and stop loss, e.g. `1%`; needs a stop loss. */
	| { readonly mode: 'riskPercent'; readonly value: string };
