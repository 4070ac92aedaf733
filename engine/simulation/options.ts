/** What trading costs, per side. Rates are fractions (0.001 is 0.1 %); amounts are in quote currency. */
export interface Fees {
	/** Rate on the notional of orders that take liquidity (market, stop). Default 0. */
	readonly taker: number;
	/** Rate on the notional of orders that rest (limit). Default: `taker`. */
	readonly maker: number;
	/** Amount added to each fill. Default 0. */
	readonly fixed: number;
}

/** The matching model's choices, all of them plain data; see docs/simulation.md. */
export interface SimulationOptions {
	readonly fees: Fees;
	/** Adverse price move of a market or stop fill, as a fraction of price (5 bp = 0.0005). Default 0. */
	readonly slippage: number;
	/** When a market order from the close of bar i fills: at the open of bar i+1, or at that same close. */
	readonly fillOn: 'nextOpen' | 'close';
	/** Quantities are rounded down to a multiple of this. 0 leaves them as they are. */
	readonly lotSize: number;
}

export const DEFAULT_SIMULATION: SimulationOptions = {
	fees: { taker: 0, maker: 0, fixed: 0 },
	slippage: 0,
	fillOn: 'nextOpen',
	lotSize: 0,
};
