import type { SignalLevels, SizingRule } from '../strategy/signals';

/** How far an order goes: nothing is sent, filled by the simulation model, or (later) a venue's test net or the venue. */
export type TradingMode = 'dryRun' | 'paper';

export type OrderSide = 'buy' | 'sell';
export type OrderType = 'market' | 'limit' | 'stop';
export type OrderPurpose = 'entry' | 'exit' | 'stopLoss' | 'takeProfit' | 'trailingStop' | 'maxBars' | 'manual';

/** The life cycle. An order is written `planned` before anything else happens to it; the last four are final. */
export type OrderState =
	| 'planned'
	| 'accepted'
	| 'partiallyFilled'
	| 'filled'
	| 'cancelled'
	| 'rejected'
	| 'expired';

/** A decimal number written out, so that no digit of money is lost: `"0.00100000"`. */
export type DecimalString = string;

/** What a strategy or a person wants done, before it has a state. `clientOrderId` is derived, see `clientOrderId()`. */
export interface OrderIntent {
	readonly clientOrderId: string;
	readonly bot: string;
	readonly account: string;
	readonly mode: TradingMode;
	readonly venue: string;
	readonly symbol: string;
	readonly timeframe: string;
	/** Open time of the bar the decision was taken on, epoch milliseconds UTC. */
	readonly barTime: number;
	readonly purpose: OrderPurpose;
	readonly side: OrderSide;
	readonly type: OrderType;
	/** Base units, > 0. With `sizing` this is what the rule gives at the reference price. */
	readonly quantity: DecimalString;
	/**
	 * Sizes the order anew when it fills, as a backtest does: at the fill's price, from the equity of that moment, and no larger
	 * than the account can pay. Without it the quantity stands, and an order that the account cannot pay is rejected.
	 */
	readonly sizing?: SizingRule;
	/** Price the decision was taken at; what risk rules value the order with. */
	readonly referencePrice: DecimalString;
	readonly limitPrice?: DecimalString;
	readonly stopPrice?: DecimalString;
	/** True when the order may only make a position smaller. */
	readonly reduceOnly: boolean;
	/** Protection that becomes child orders once the entry fills. */
	readonly protection?: OrderProtection;
	/** The order this one protects. */
	readonly parentId?: string;
	readonly reason: string;
}

/** Prices as they stand around the reference price. */
export interface OrderProtection {
	readonly stopLoss?: DecimalString;
	readonly takeProfit?: DecimalString;
	readonly trailingStop?: { readonly distance: DecimalString; readonly activation: DecimalString };
	readonly maxBars?: number;
	/** Places the prices anew around the entry's fill; without it they stand as they are. */
	readonly levels?: SignalLevels;
}

export interface Order extends OrderIntent {
	readonly state: OrderState;
	readonly filledQuantity: DecimalString;
	/** Quantity-weighted over the fills; absent before the first. */
	readonly averagePrice?: DecimalString;
	readonly fees: DecimalString;
	readonly createdAt: number;
	readonly updatedAt: number;
	/** Why it was rejected, cancelled or expired. */
	readonly stateReason?: string;
}

/** One execution. Append-only: positions and P&L come from these and from nothing else. */
export interface Fill {
	readonly id: string;
	readonly clientOrderId: string;
	readonly account: string;
	readonly symbol: string;
	readonly side: OrderSide;
	readonly quantity: DecimalString;
	readonly price: DecimalString;
	readonly fee: DecimalString;
	readonly feeCurrency: string;
	readonly liquidity: 'maker' | 'taker';
	/** Open time of the bar that filled it (`barTime`), and the time it was booked (`at`). */
	readonly barTime: number;
	readonly at: number;
}
