import type { StoreDialect } from '../store';

/** The tables of chapter one: accounts, bots, signals, orders, fills, ledger, snapshots, risk. */
export function books(dialect: StoreDialect): readonly string[] {
	return [...tables(COLUMN_TYPES[dialect]), ...indexes, ...APPEND_ONLY.flatMap((table) => appendOnly[dialect](table))];
}

interface ColumnTypes {
	/** Every digit is kept: NUMERIC where it is a true decimal, text where it would become a float. */
	readonly decimal: string;
	readonly time: string;
	readonly sequence: string;
}

const COLUMN_TYPES: Readonly<Record<StoreDialect, ColumnTypes>> = {
	sqlite: { decimal: 'TEXT', time: 'INTEGER', sequence: 'INTEGER PRIMARY KEY AUTOINCREMENT' },
	postgres: { decimal: 'NUMERIC', time: 'BIGINT', sequence: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY' },
};

const tables = ({ decimal, time, sequence }: ColumnTypes): readonly string[] => [
	`CREATE TABLE trading_accounts (
		account TEXT PRIMARY KEY,
		currency TEXT NOT NULL,
		time_zone TEXT NOT NULL,
		created_at ${time} NOT NULL
	)`,
	`CREATE TABLE trading_bots (
		bot TEXT PRIMARY KEY,
		account TEXT NOT NULL,
		mode TEXT NOT NULL,
		strategy_name TEXT NOT NULL,
		strategy_id TEXT NOT NULL,
		created_at ${time} NOT NULL,
		updated_at ${time} NOT NULL
	)`,
	`CREATE TABLE trading_signals (
		bot TEXT NOT NULL REFERENCES trading_bots,
		symbol TEXT NOT NULL,
		bar_time ${time} NOT NULL,
		timeframe TEXT NOT NULL,
		action TEXT NOT NULL,
		price ${decimal} NOT NULL,
		signal TEXT NOT NULL,
		recorded_at ${time} NOT NULL,
		PRIMARY KEY (bot, symbol, bar_time)
	)`,
	`CREATE TABLE trading_orders (
		client_order_id TEXT PRIMARY KEY,
		bot TEXT NOT NULL,
		account TEXT NOT NULL REFERENCES trading_accounts,
		mode TEXT NOT NULL,
		venue TEXT NOT NULL,
		symbol TEXT NOT NULL,
		timeframe TEXT NOT NULL,
		bar_time ${time} NOT NULL,
		purpose TEXT NOT NULL,
		side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
		type TEXT NOT NULL CHECK (type IN ('market', 'limit', 'stop')),
		quantity ${decimal} NOT NULL CHECK (CAST(quantity AS NUMERIC) > 0),
		sizing TEXT,
		reference_price ${decimal} NOT NULL CHECK (CAST(reference_price AS NUMERIC) > 0),
		limit_price ${decimal},
		stop_price ${decimal},
		reduce_only INTEGER NOT NULL CHECK (reduce_only IN (0, 1)),
		protection TEXT,
		parent_id TEXT REFERENCES trading_orders,
		reason TEXT NOT NULL,
		state TEXT NOT NULL
			CHECK (state IN ('planned', 'accepted', 'partiallyFilled', 'filled', 'cancelled', 'rejected', 'expired')),
		filled_quantity ${decimal} NOT NULL,
		average_price ${decimal},
		fees ${decimal} NOT NULL,
		state_reason TEXT,
		created_at ${time} NOT NULL,
		updated_at ${time} NOT NULL
	)`,
	`CREATE TABLE trading_order_events (
		sequence ${sequence},
		client_order_id TEXT NOT NULL REFERENCES trading_orders,
		at ${time} NOT NULL,
		event TEXT NOT NULL,
		state TEXT NOT NULL,
		detail TEXT NOT NULL
	)`,
	`CREATE TABLE trading_fills (
		sequence ${sequence},
		id TEXT NOT NULL UNIQUE,
		client_order_id TEXT NOT NULL REFERENCES trading_orders,
		account TEXT NOT NULL REFERENCES trading_accounts,
		symbol TEXT NOT NULL,
		side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
		quantity ${decimal} NOT NULL CHECK (CAST(quantity AS NUMERIC) > 0),
		price ${decimal} NOT NULL CHECK (CAST(price AS NUMERIC) >= 0),
		fee ${decimal} NOT NULL,
		fee_currency TEXT NOT NULL,
		liquidity TEXT NOT NULL,
		bar_time ${time} NOT NULL,
		at ${time} NOT NULL
	)`,
	`CREATE TABLE trading_ledger_entries (
		sequence ${sequence},
		account TEXT NOT NULL REFERENCES trading_accounts,
		ref TEXT NOT NULL,
		kind TEXT NOT NULL,
		amount ${decimal} NOT NULL,
		currency TEXT NOT NULL,
		at ${time} NOT NULL,
		UNIQUE (account, ref)
	)`,
	`CREATE TABLE trading_equity_snapshots (
		account TEXT NOT NULL REFERENCES trading_accounts,
		moment ${time} NOT NULL,
		at ${time} NOT NULL,
		cash ${decimal} NOT NULL,
		positions_value ${decimal} NOT NULL,
		equity ${decimal} NOT NULL,
		realized_profit ${decimal} NOT NULL,
		unrealized_profit ${decimal} NOT NULL,
		fees ${decimal} NOT NULL,
		PRIMARY KEY (account, moment)
	)`,
	`CREATE TABLE trading_risk_limits (
		sequence ${sequence},
		account TEXT NOT NULL,
		symbol TEXT NOT NULL,
		name TEXT NOT NULL,
		value ${decimal},
		set_at ${time} NOT NULL
	)`,
	`CREATE TABLE trading_risk_counters (
		account TEXT NOT NULL,
		date TEXT NOT NULL,
		name TEXT NOT NULL,
		value ${decimal} NOT NULL,
		updated_at ${time} NOT NULL,
		PRIMARY KEY (account, date, name)
	)`,
	`CREATE TABLE trading_risk_verdicts (
		sequence ${sequence},
		client_order_id TEXT NOT NULL,
		account TEXT NOT NULL,
		bot TEXT NOT NULL,
		symbol TEXT NOT NULL,
		approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
		verdict TEXT NOT NULL,
		at ${time} NOT NULL
	)`,
	`CREATE TABLE trading_paper_positions (
		entry_order_id TEXT PRIMARY KEY REFERENCES trading_orders,
		account TEXT NOT NULL REFERENCES trading_accounts,
		symbol TEXT NOT NULL,
		timeframe TEXT NOT NULL,
		position TEXT NOT NULL,
		seen_bar ${time} NOT NULL
	)`,
	`CREATE TABLE trading_paper_cursors (
		account TEXT NOT NULL REFERENCES trading_accounts,
		symbol TEXT NOT NULL,
		timeframe TEXT NOT NULL,
		bar_time ${time} NOT NULL,
		close ${decimal} NOT NULL,
		updated_at ${time} NOT NULL,
		PRIMARY KEY (account, symbol, timeframe)
	)`,
];

const indexes: readonly string[] = [
	'CREATE INDEX trading_orders_account_state ON trading_orders (account, symbol, state)',
	'CREATE INDEX trading_orders_created ON trading_orders (created_at)',
	'CREATE INDEX trading_orders_parent ON trading_orders (parent_id)',
	'CREATE INDEX trading_order_events_order ON trading_order_events (client_order_id, sequence)',
	'CREATE INDEX trading_fills_account ON trading_fills (account, sequence)',
	'CREATE INDEX trading_fills_order ON trading_fills (client_order_id)',
	'CREATE INDEX trading_risk_limits_account ON trading_risk_limits (account, symbol, name, sequence)',
	'CREATE INDEX trading_risk_verdicts_order ON trading_risk_verdicts (client_order_id)',
	'CREATE INDEX trading_paper_positions_account ON trading_paper_positions (account, symbol, timeframe)',
];

const APPEND_ONLY = [
	'trading_signals',
	'trading_order_events',
	'trading_fills',
	'trading_ledger_entries',
	'trading_equity_snapshots',
	'trading_risk_limits',
	'trading_risk_verdicts',
] as const;

/** The database itself refuses to change or delete what was booked, whoever asks. */
const appendOnly: Readonly<Record<StoreDialect, (table: string) => readonly string[]>> = {
	sqlite: (table) =>
		['UPDATE', 'DELETE'].map(
			(operation) =>
				`CREATE TRIGGER ${table}_no_${operation.toLowerCase()} BEFORE ${operation} ON ${table}
				BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
		),
	postgres: (table) => [
		`CREATE FUNCTION ${table}_append_only() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN RAISE EXCEPTION '${table} is append-only'; END $$`,
		`CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
			FOR EACH STATEMENT EXECUTE FUNCTION ${table}_append_only()`,
	],
};
