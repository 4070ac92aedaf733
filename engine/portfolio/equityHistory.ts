import type { DecimalString } from '../orders';
import { decimalString, type TradingStore } from '../store';
import type { PortfolioSnapshot } from './position';

/** One point of an account's recorded equity. */
export interface EquityPoint {
	/** The bar whose close it values, or the time it was taken; epoch milliseconds UTC. */
	readonly time: number;
	readonly cash: DecimalString;
	readonly positionsValue: DecimalString;
	readonly equity: DecimalString;
	readonly realizedProfit: DecimalString;
	readonly unrealizedProfit: DecimalString;
	readonly fees: DecimalString;
}

/**
 * Keeps a snapshot for the equity history, once an account and bar (or moment, without `barTime`): the first one stays.
 * Returns whether this one was kept.
 */
export async function recordSnapshot(
	store: TradingStore,
	snapshot: PortfolioSnapshot,
	barTime?: number,
): Promise<{ readonly recorded: boolean }> {
	const result = await store.db
		.insertInto('trading_equity_snapshots')
		.values({
			account: snapshot.account,
			moment: barTime ?? snapshot.at,
			at: snapshot.at,
			cash: snapshot.cash,
			positions_value: snapshot.positionsValue,
			equity: snapshot.equity,
			realized_profit: snapshot.realizedProfit,
			unrealized_profit: snapshot.unrealizedProfit,
			fees: snapshot.fees,
		})
		.onConflict((conflict) => conflict.columns(['account', 'moment']).doNothing())
		.executeTakeFirst();
	return { recorded: result.numInsertedOrUpdatedRows === 1n };
}

/** The recorded equity, oldest first; `since` and `until` (epoch milliseconds, both included) narrow it. */
export async function equityHistory(
	store: TradingStore,
	account: string,
	{ since = 0, until = Number.MAX_SAFE_INTEGER }: { readonly since?: number; readonly until?: number } = {},
): Promise<EquityPoint[]> {
	const rows = await store.db
		.selectFrom('trading_equity_snapshots')
		.selectAll()
		.where('account', '=', account)
		.where('moment', '>=', since)
		.where('moment', '<=', until)
		.orderBy('moment')
		.execute();
	return rows.map((row) => ({
		time: row.moment,
		cash: decimalString(row.cash),
		positionsValue: decimalString(row.positions_value),
		equity: decimalString(row.equity),
		realizedProfit: decimalString(row.realized_profit),
		unrealizedProfit: decimalString(row.unrealized_profit),
		fees: decimalString(row.fees),
	}));
}
