import type { DecimalString } from '../orders';

/** A net position, computed from fills. `quantity` is signed: below zero is short. Money in quote currency. */
export interface Position {
	readonly account: string;
	readonly symbol: string;
	readonly quantity: DecimalString;
	readonly averagePrice: DecimalString;
	/** Profit of what was closed, net of the fees of both sides. */
	readonly realizedProfit: DecimalString;
	readonly fees: DecimalString;
	/** Last known price, and the profit of what is open at that price, before the exit's fee. */
	readonly markPrice?: DecimalString;
	readonly unrealizedProfit?: DecimalString;
	readonly openedAt?: number;
}

/** An account at one moment. `equity` = `cash` + the value of all positions at their mark prices. */
export interface PortfolioSnapshot {
	readonly account: string;
	readonly currency: string;
	readonly at: number;
	readonly cash: DecimalString;
	readonly positionsValue: DecimalString;
	readonly equity: DecimalString;
	readonly realizedProfit: DecimalString;
	readonly unrealizedProfit: DecimalString;
	readonly fees: DecimalString;
	readonly positions: readonly Position[];
}
