import { findAccount } from '../portfolio';
import { DEFAULT_SIMULATION } from '../simulation';
import type { TradingStore, TradingTransaction } from '../store';
import type { MarketView } from './marketView';
import { createRouter } from './router';

/** Ends a transaction whose work is not to be kept. */
class Undo extends Error {}

/**
 * Runs `work` on an account's books as they will be once its resting paper orders have met these candles: what is stopped out
 * in the last one is gone, what is to fill at its open is there. Plans and risk checks are made on these books, and nothing of
 * them is kept, since only whoever places the orders knows the costs at which to book. They are free of costs here, and no
 * one else uses the account meanwhile.
 */
export async function onBooksAtCandles<T>(
	store: TradingStore,
	{ account, market, now }: { readonly account: string; readonly market?: MarketView; readonly now: number },
	work: (books: TradingStore) => Promise<T>,
): Promise<T> {
	const results: T[] = [];
	try {
		await store.withAccount(account, async (trx) => {
			const books = withinTransaction(store, trx);
			if (market && (await findAccount(trx, account))) {
				await createRouter({ store: books, clock: () => now, simulation: DEFAULT_SIMULATION }).advance(account, market);
			}
			results.push(await work(books));
			throw new Undo();
		});
	} catch (error) {
		if (!(error instanceof Undo)) throw error;
	}
	return results[0];
}

/** The same store, whose transactions are all part of the one that is open. */
const withinTransaction = ({ dialect }: TradingStore, trx: TradingTransaction): TradingStore => ({
	db: trx,
	dialect,
	transaction: async (work) => await work(trx),
	withAccount: async (_account, work) => await work(trx),
	close: () => Promise.resolve(),
});
