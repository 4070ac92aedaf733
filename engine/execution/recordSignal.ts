import { decimalFromFloat, type TradingStore } from '../store';
import type { Signal } from '../strategy/signals';
import type { TradingMode } from '../orders';

/**
 * Keeps a signal, once a bot, symbol and closed bar, and with it the bot: its account, mode and strategy as they now are.
 * `duplicate` is true when that bar's signal was kept before; the first one stays.
 */
export async function recordSignal(
	store: TradingStore,
	signal: Signal,
	{ account, mode, now }: { readonly account: string; readonly mode: TradingMode; readonly now: number },
): Promise<{ readonly duplicate: boolean }> {
	const { bot, symbol, timeframe, barTime, action, price, strategy } = signal;
	const current = { account, mode, strategy_name: strategy.name, strategy_id: strategy.id, updated_at: now };
	return await store.transaction(async (trx) => {
		await trx
			.insertInto('trading_bots')
			.values({ bot, created_at: now, ...current })
			.onConflict((conflict) => conflict.column('bot').doUpdateSet(current))
			.execute();
		const result = await trx
			.insertInto('trading_signals')
			.values({
				bot,
				symbol,
				bar_time: barTime,
				timeframe,
				action,
				price: decimalFromFloat(price),
				signal: JSON.stringify(signal),
				recorded_at: now,
			})
			.onConflict((conflict) => conflict.columns(['bot', 'symbol', 'bar_time']).doNothing())
			.executeTakeFirst();
		return { duplicate: result.numInsertedOrUpdatedRows !== 1n };
	});
}
