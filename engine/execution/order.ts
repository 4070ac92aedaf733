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
	/** Base units, > 0. */
	readonly quantity: DecimalString;
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

export interface OrderProtection {
	readonly stopLoss?: DecimalString;
	readonly takeProfit?: DecimalString;
	readonly trailingStop?: { readonly distance: DecimalString; readonly activation: DecimalString };
	readonly maxBars?: number;
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
	/** Open time of the bar that filled it, and the time it was booked. */
	readonly barTime: number;
	readonly at: number;
}
