import { decimalFromFloat, type TradingTransaction } from '../store';
import type { MarketView } from './marketView';

/** Open time of the last closed bar that the account has seen of this market. */
export async function readCursor(
	trx: TradingTransaction,
	account: string,
	{ symbol, timeframe }: MarketView,
): Promise<number | undefined> {
	const row = await trx
		.selectFrom('trading_paper_cursors')
		.select('bar_time')
		.where('account', '=', account)
		.where('symbol', '=', symbol)
		.where('timeframe', '=', timeframe)
		.executeTakeFirst();
	return row?.bar_time;
}

/** Remembers the last closed bar and its close; older candles than the last ones change nothing. */
export async function moveCursor(
	trx: TradingTransaction,
	account: string,
	{ symbol, timeframe, bars }: MarketView,
	now: number,
): Promise<void> {
	const last = bars.at(-1);
	if (!last) return;
	const [bar_time, , , , price] = last;
	const seen = { bar_time, close: decimalFromFloat(price), updated_at: now };
	await trx
		.insertInto('trading_paper_cursors')
		.values({ account, symbol, timeframe, ...seen })
		.onConflict((conflict) =>
			conflict
				.columns(['account', 'symbol', 'timeframe'])
				.doUpdateSet(seen)
				.where('trading_paper_cursors.bar_time', '<', bar_time),
		)
		.execute();
}
