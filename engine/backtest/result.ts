import type { Fees, ProtectionExit, Side, SimulationOptions } from '../simulation';
import type { StrategyDefinition } from '../strategy/definition';
import type { PolicyName } from './policies';

export type { Side };

/** Why a position was closed. */
export type ExitReason = 'signal' | 'reversal' | ProtectionExit['reason'] | 'endOfData' | 'ruin';

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
	/**
	 * Maximum adverse and favourable excursion from the entry price while open, as fractions of it, ≥ 0. A bar left before
	 * its close counts with the exit price alone: what the rest of it did came after, or cannot be known.
	 */
	readonly mae: number;
	readonly mfe: number;
}

/** A position that the run left open, with `closeAtEnd: 'keep'`; it is valued at the last close and in no trade. */
export interface OpenPosition {
	readonly side: Side;
	readonly quantity: number;
	readonly entryBar: number;
	readonly entryTime: number;
	readonly entryPrice: number;
	/** The entry's fee, already paid. */
	readonly fees: number;
	/** At the last close, before any exit fee. */
	readonly unrealizedProfit: number;
}

/** Equity at the close of each bar. `drawdown` is 1 − equity / highest equity so far, from 0 to 1. */
export interface EquityCurve {
	readonly time: Float64Array;
	readonly value: Float64Array;
	readonly drawdown: Float64Array;
}

/** One order the strategy sent, in the order in which it sent them. */
export interface SimulatedOrder {
	/**
	 * Bar on whose close the order was decided, and bar on which it filled. Stop loss and take profit are decided with their
	 * entry, and so bear the bar of its signal.
	 */
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
	readonly openPosition?: OpenPosition;
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
	/** See `Fees`. Default 0; `maker` as `taker`. */
	readonly fee?: Partial<Fees>;
	/** Adverse price move of a market or stop fill, as a fraction of price. Default 0. */
	readonly slippage?: number;
	/** When a market order decided on a close fills: at the next bar's open, or at that close. Default `nextOpen`. */
	readonly fillOn?: SimulationOptions['fillOn'];
	/** A row of options that gives another engine's numbers. Single options given beside it win. */
	readonly policy?: PolicyName;
	/** Quantities are rounded down to a multiple of this. Default 0: not rounded. */
	readonly lotSize?: number;
	/** What becomes of an entry that costs more than the equity: bought as far as it goes, or left out. Default `shrink`. */
	readonly unaffordable?: 'shrink' | 'skip';
	/** A position still open on the last bar is closed at its close or at its open, or kept. Default `close`. */
	readonly closeAtEnd?: 'close' | 'open' | 'keep';
	/** Values for the definition's parameters. */
	readonly parameters?: Readonly<Record<string, number>>;
	/** Annual risk-free rate as a fraction. Default 0. */
	readonly riskFree?: number;
	/** Periods a year counts for annualising daily returns: 365 or 252. Default: inferred from weekends in the data. */
	readonly annualisation?: number;
}

export type ResolvedBacktestOptions = Required<Omit<BacktestOptions, 'fee'>> & { readonly fee: Fees };
