import { decimalQuotient, decimalString, type TradingDatabase, type TradingStore } from '../store';
import { requireAccount } from './account';
import { loadBooks, type Books, type Marks } from './books';
import type { PortfolioSnapshot, Position } from './position';

/** Every symbol the account has traded, open or closed, by name. `marks` are current prices by symbol. */
export async function positions(
	store: { readonly db: TradingDatabase },
	account: string,
	marks?: Marks,
): Promise<Position[]> {
	const books = await loadBooks(store.db, account, marks);
	return books.symbols().map((symbol) => positionOf(books, account, symbol));
}

/**
 * The account at this moment, from its ledger and fills alone: equity = deposits + realised + unrealised profit.
 *
 * @throws PortfolioError when the account has not been opened.
 */
export async function portfolio(
	store: TradingStore,
	account: string,
	{ now, marks }: { readonly now: number; readonly marks?: Marks },
): Promise<PortfolioSnapshot> {
	// One transaction, so that a fill booked meanwhile is in all of the figures or in none.
	return await store.withAccount(account, async (trx) => {
		const { currency } = await requireAccount(trx, account);
		const books = await loadBooks(trx, account, marks);
		const held = books.symbols().map((symbol) => positionOf(books, account, symbol));
		const positionsValue = books.value();
		const unrealized = held.reduce((sum, { unrealizedProfit = 0 }) => sum.plus(unrealizedProfit), books.cash.times(0));
		return {
			account,
			currency,
			at: now,
			cash: decimalString(books.cash),
			positionsValue: decimalString(positionsValue),
			equity: decimalString(books.cash.plus(positionsValue)),
			realizedProfit: decimalQuotient(books.realizedProfit),
			unrealizedProfit: decimalQuotient(unrealized),
			fees: decimalString(books.fees),
			positions: held,
		};
	});
}

/** One symbol of the books as a position. */
export function positionOf(books: Books, account: string, symbol: string): Position {
	const { quantity, cost, openFees, realizedProfit, fees, openedAt } = books.position(symbol);
	const mark = books.mark(symbol);
	const averagePrice = quantity.isZero() ? quantity : cost.div(quantity.abs());
	const paid = quantity.isNegative() ? cost.negated() : cost;
	return {
		account,
		symbol,
		quantity: decimalString(quantity),
		averagePrice: decimalQuotient(averagePrice),
		realizedProfit: decimalQuotient(realizedProfit),
		fees: decimalString(fees),
		...(mark && {
			markPrice: decimalString(mark),
			unrealizedProfit: decimalQuotient(quantity.times(mark).minus(paid).minus(openFees)),
		}),
		...(openedAt !== undefined && { openedAt }),
	};
}
