import { Decimal, decimalString, type TradingDatabase, type TradingTransaction } from '../store';
import { tradingDay } from './tradingDay';

const DAILY_NOTIONAL = 'dailyNotional';

/** A sum on an account's counter of one day. */
export interface NotionalEntry {
	readonly account: string;
	/** Picks the day, in the account's time zone. */
	readonly at: number;
	readonly timeZone: string;
}

/** Notional of the orders that were written on that day and may add exposure; quote currency. */
export async function dailyNotional(db: TradingDatabase, { account, at, timeZone }: NotionalEntry): Promise<Decimal> {
	const row = await db
		.selectFrom('trading_risk_counters')
		.select('value')
		.where('account', '=', account)
		.where('date', '=', tradingDay(at, timeZone))
		.where('name', '=', DAILY_NOTIONAL)
		.executeTakeFirst();
	return new Decimal(row?.value ?? 0);
}

/**
 * Adds `amount` (below 0 gives notional back) to the counter of that day. Call it in the transaction that writes the
 * order, alone with the account (`withAccount`), so that no order goes uncounted and none counts twice.
 */
export async function addDailyNotional(trx: TradingTransaction, entry: NotionalEntry, amount: Decimal, now: number): Promise<void> {
	const value = decimalString((await dailyNotional(trx, entry)).plus(amount));
	await trx
		.insertInto('trading_risk_counters')
		.values({ account: entry.account, date: tradingDay(entry.at, entry.timeZone), name: DAILY_NOTIONAL, value, updated_at: now })
		.onConflict((conflict) => conflict.columns(['account', 'date', 'name']).doUpdateSet({ value, updated_at: now }))
		.execute();
}
