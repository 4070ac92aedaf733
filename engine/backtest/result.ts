import type { StrategyDefinition } from '../strategy/definition';

export type Side = 'long' | 'short';

/** Why a position was closed. */
export type ExitReason = 'signal' | 'reversal' | 'stopLoss' | 'takeProfit' | 'trailingStop' | 'maxBars' | 'endOfData' | 'ruin';

/** One round trip. Bars are row numbers of the series; times epoch milliseconds UTC; money in quote currency. */
export interface Trade {
	readonly symbol: string;
	readonly side: Side;
	/** Units, always positive. */
	readonly quantity: number;
	readonly entryBar: number;
	readonly entryTime: number;
	readonly entryPrice: number;
	readonly exitBar: number;
	readonly exitTime: number;
	readonly exitPrice: number;
	readonly exitReason: ExitReason;
	/** Both sides' fees. */
	readonly fees: number;
	/** Net of fees. */
	readonly profit: number;
	/** `profit` over the entry's notional, as a fraction: 0.05 is 5 %. */
	readonly profitPercent: number;
	/** Maximum adverse and favourable excursion from the entry price while open, as fractions of it, ≥ 0. */
	readonly mae: number;
	readonly mfe: number;
}

/** Equity at the close of each bar. `drawdown` is 1 − equity / highest equity so far, from 0 to 1. */
export interface EquityCurve {
	readonly time: Float64Array;
	readonly value: Float64Array;
	readonly drawdown: Float64Array;
}

/** One order the strategy sent, in the order in which it sent them. */
export interface SimulatedOrder {
	/** Bar on whose close the order was decided, and bar on which it filled. */
	readonly signalBar: number;
	readonly fillBar: number;
	readonly side: 'buy' | 'sell';
	readonly quantity: number;
	readonly price: number;
	readonly fee: number;
	readonly purpose: 'entry' | ExitReason;
}

export interface BacktestResult {
	readonly symbol: string;
	readonly timeframe: string;
	readonly trades: readonly Trade[];
	readonly orders: readonly SimulatedOrder[];
	readonly equity: EquityCurve;
	/** Named statistics; docs/metrics.md gives each one's definition. Money in quote currency, rates as fractions. */
	readonly metrics: Readonly<Record<string, number>>;
	/** In plain words, what a careful reader should know before trusting the figures. */
	readonly warnings: readonly string[];
	readonly definition: StrategyDefinition;
	/** Every option in force, defaults included. */
	readonly options: ResolvedBacktestOptions;
}

export interface BacktestOptions {
	/** Quote currency. Default 10,000. */
	readonly initialCash?: number;
	readonly fee?: { readonly taker?: number; readonly maker?: number; readonly fixed?: number };
	readonly slippage?: number;
	readonly fillOn?: 'nextOpen' | 'close';
	/** A row of options that gives another engine's numbers. Single options given beside it win. */
	readonly policy?: 'default' | 'backtesting.py';
	readonly lotSize?: number;
	/** What becomes of a position still open on the last bar. Default `close`. */
	readonly closeAtEnd?: 'close' | 'open' | 'keep';
	/** Values for the definition's parameters. */
	readonly parameters?: Readonly<Record<string, number>>;
	/** Annual risk-free rate as a fraction. Default 0. */
	readonly riskFree?: number;
	/** Bars' periods a year counts for annualising daily returns: 365 or 252. Default: inferred from weekends in the data. */
	readonly annualisation?: number;
}

export type ResolvedBacktestOptions = Required<Omit<BacktestOptions, 'fee'>> & {
	readonly fee: { readonly taker: number; readonly maker: number; readonly fixed: number };
};
