import type { ColumnType, Generated } from 'kysely';
import type { DecimalString, OrderPurpose, OrderSide, OrderState, OrderType, TradingMode } from '../orders';

/**
 * The tables of the trading store, by name. All share the prefix `trading_`, so that the store may live in a database
 * that holds other things. Amounts are NUMERIC on PostgreSQL and TEXT on SQLite, and decimal strings here; times are epoch
 * milliseconds UTC; rows of append-only tables can neither be changed nor deleted, the database itself refuses.
 */
export interface TradingSchema {
	trading_accounts: AccountsTable;
	trading_bots: BotsTable;
	trading_signals: SignalsTable;
	trading_orders: OrdersTable;
	trading_order_events: OrderEventsTable;
	trading_fills: FillsTable;
	trading_ledger_entries: LedgerEntriesTable;
	trading_equity_snapshots: EquitySnapshotsTable;
	trading_risk_limits: RiskLimitsTable;
	trading_risk_counters: RiskCountersTable;
	trading_risk_verdicts: RiskVerdictsTable;
	trading_paper_positions: PaperPositionsTable;
	trading_paper_cursors: PaperCursorsTable;
}

/** Numbered by the database in the order of writing. */
type Sequence = Generated<number>;
/** Set once, at insertion. */
type Fixed<T> = ColumnType<T, T, never>;
/** A JSON document written out. */
type Json = string;

export interface AccountsTable {
	account: Fixed<string>;
	currency: Fixed<string>;
	/** IANA name: where the account's trading day begins and ends. */
	time_zone: Fixed<string>;
	created_at: Fixed<number>;
}

export interface BotsTable {
	bot: Fixed<string>;
	account: string;
	mode: TradingMode;
	strategy_name: string;
	strategy_id: string;
	created_at: Fixed<number>;
	updated_at: number;
}

/** One signal a bot, symbol and closed bar. Append-only. */
export interface SignalsTable {
	bot: Fixed<string>;
	symbol: Fixed<string>;
	bar_time: Fixed<number>;
	timeframe: Fixed<string>;
	action: Fixed<string>;
	price: Fixed<DecimalString>;
	/** The whole signal. */
	signal: Fixed<Json>;
	recorded_at: Fixed<number>;
}

export interface OrdersTable {
	client_order_id: Fixed<string>;
	bot: Fixed<string>;
	account: Fixed<string>;
	mode: Fixed<TradingMode>;
	venue: Fixed<string>;
	symbol: Fixed<string>;
	timeframe: Fixed<string>;
	bar_time: Fixed<number>;
	purpose: Fixed<OrderPurpose>;
	side: Fixed<OrderSide>;
	type: Fixed<OrderType>;
	quantity: DecimalString;
	/** The rule that sizes the order when it fills; null for a fixed quantity. */
	sizing: Fixed<Json | null>;
	reference_price: Fixed<DecimalString>;
	limit_price: Fixed<DecimalString | null>;
	stop_price: DecimalString | null;
	reduce_only: Fixed<0 | 1>;
	protection: Fixed<Json | null>;
	parent_id: Fixed<string | null>;
	reason: Fixed<string>;
	state: OrderState;
	filled_quantity: DecimalString;
	average_price: DecimalString | null;
	fees: DecimalString;
	state_reason: string | null;
	created_at: Fixed<number>;
	updated_at: number;
}

/** Every change of an order, with what it was before and after. Append-only. */
export interface OrderEventsTable {
	sequence: Sequence;
	client_order_id: Fixed<string>;
	at: Fixed<number>;
	event: Fixed<string>;
	state: Fixed<OrderState>;
	detail: Fixed<Json>;
}

/** Append-only. */
export interface FillsTable {
	sequence: Sequence;
	id: Fixed<string>;
	client_order_id: Fixed<string>;
	account: Fixed<string>;
	symbol: Fixed<string>;
	side: Fixed<OrderSide>;
	quantity: Fixed<DecimalString>;
	price: Fixed<DecimalString>;
	fee: Fixed<DecimalString>;
	fee_currency: Fixed<string>;
	liquidity: Fixed<'maker' | 'taker'>;
	bar_time: Fixed<number>;
	at: Fixed<number>;
}

/** Cash that moved without a trade. Append-only; `ref` is unique within the account. */
export interface LedgerEntriesTable {
	sequence: Sequence;
	account: Fixed<string>;
	ref: Fixed<string>;
	kind: Fixed<'deposit'>;
	amount: Fixed<DecimalString>;
	currency: Fixed<string>;
	at: Fixed<number>;
}

/** Append-only; one an account and moment. */
export interface EquitySnapshotsTable {
	account: Fixed<string>;
	/** The bar whose close it values, or the time it was taken. */
	moment: Fixed<number>;
	at: Fixed<number>;
	cash: Fixed<DecimalString>;
	positions_value: Fixed<DecimalString>;
	equity: Fixed<DecimalString>;
	realized_profit: Fixed<DecimalString>;
	unrealized_profit: Fixed<DecimalString>;
	fees: Fixed<DecimalString>;
}

/** Append-only: the latest row of a name is in force, and the earlier ones say what was when. */
export interface RiskLimitsTable {
	sequence: Sequence;
	account: Fixed<string>;
	/** `*` for every symbol of the account. */
	symbol: Fixed<string>;
	name: Fixed<string>;
	/** Null gives the name back to its default. */
	value: Fixed<DecimalString | null>;
	set_at: Fixed<number>;
}

export interface RiskCountersTable {
	account: Fixed<string>;
	/** The day in the account's time zone, `YYYY-MM-DD`. */
	date: Fixed<string>;
	name: Fixed<string>;
	value: DecimalString;
	updated_at: number;
}

/** Append-only. */
export interface RiskVerdictsTable {
	sequence: Sequence;
	client_order_id: Fixed<string>;
	account: Fixed<string>;
	bot: Fixed<string>;
	symbol: Fixed<string>;
	approved: Fixed<0 | 1>;
	/** The whole verdict. */
	verdict: Fixed<Json>;
	at: Fixed<number>;
}

/** A paper entry whose protective orders rest: what the matching model needs to know between two bars. */
export interface PaperPositionsTable {
	entry_order_id: Fixed<string>;
	account: Fixed<string>;
	symbol: Fixed<string>;
	timeframe: Fixed<string>;
	/** The simulation's `ProtectedPosition`. */
	position: Json;
	/** Open time of the last bar it has seen. */
	seen_bar: number;
}

/** The last closed bar that paper orders have seen, and its close: the account's last known price of the symbol. */
export interface PaperCursorsTable {
	account: Fixed<string>;
	symbol: Fixed<string>;
	timeframe: Fixed<string>;
	bar_time: number;
	close: DecimalString;
	updated_at: number;
}
