import { Decimal, type TradingDatabase } from '../store';
import { applyFill, FLAT, type NetPosition, type PositionFill } from './netPosition';

/** An account as its ledger and fills tell it. */
export class Books {
	private readonly positions = new Map<string, NetPosition>();

	constructor(
		readonly deposits: Decimal,
		/** Last known price of each symbol. */
		private readonly marks: ReadonlyMap<string, Decimal>,
	) {}

	/** Books a fill in memory; the order of calls is the order of booking. */
	apply(symbol: string, fill: PositionFill): void {
		this.positions.set(symbol, applyFill(this.position(symbol), fill));
	}

	position(symbol: string): NetPosition {
		return this.positions.get(symbol) ?? FLAT;
	}

	symbols(): string[] {
		return [...this.positions.keys()].sort();
	}

	/** Deposits and what all fills paid and cost. */
	get cash(): Decimal {
		return this.sum(({ cashFlow }) => cashFlow).plus(this.deposits);
	}

	get realizedProfit(): Decimal {
		return this.sum(({ realizedProfit }) => realizedProfit);
	}

	get fees(): Decimal {
		return this.sum(({ fees }) => fees);
	}

	/** The price the symbol's position is valued at: given, else last seen in candles, else that of its last fill. */
	mark(symbol: string): Decimal | undefined {
		return this.marks.get(symbol) ?? this.position(symbol).last?.price;
	}

	/** Sum of quantity × mark over the symbols that `include` accepts; shorts count below zero. */
	value(include: (symbol: string) => boolean = () => true): Decimal {
		return this.symbols()
			.filter(include)
			.reduce((sum, symbol) => sum.plus(this.valueOf(symbol)), new Decimal(0));
	}

	/** Sum of |quantity × mark| over the symbols that `include` accepts. */
	exposure(include: (symbol: string) => boolean = () => true): Decimal {
		return this.symbols()
			.filter(include)
			.reduce((sum, symbol) => sum.plus(this.valueOf(symbol).abs()), new Decimal(0));
	}

	get equity(): Decimal {
		return this.cash.plus(this.value());
	}

	private valueOf(symbol: string): Decimal {
		return this.position(symbol).quantity.times(this.mark(symbol) ?? 0);
	}

	private sum(of: (position: NetPosition) => Decimal): Decimal {
		return [...this.positions.values()].reduce((total, position) => total.plus(of(position)), new Decimal(0));
	}
}

/** Prices by symbol, in quote currency. */
export type Marks = Readonly<Record<string, number | string>>;

/**
 * The books of an account. A symbol is valued at the price in `marks`; else at the close of the last candle that its paper
 * orders have seen, or at its last fill where that is later.
 */
export async function loadBooks(
	db: TradingDatabase,
	account: string,
	marks: Marks = {},
	/** Which fills to book, by the time they were booked; all when absent. */
	includes: (at: number) => boolean = () => true,
): Promise<Books> {
	const entries = await db.selectFrom('trading_ledger_entries').select('amount').where('account', '=', account).execute();
	const rows = await db
		.selectFrom('trading_fills')
		.select(['symbol', 'side', 'quantity', 'price', 'fee', 'bar_time', 'at'])
		.where('account', '=', account)
		.orderBy('sequence')
		.execute();
	const fills = rows.filter(({ at }) => includes(at));
	const lastFill = new Map(fills.map(({ symbol, bar_time }) => [symbol, bar_time]));
	const prices = new Map<string, Decimal>();
	for (const { symbol, bar_time, close } of await seenCloses(db, account)) {
		if (bar_time >= (lastFill.get(symbol) ?? 0)) prices.set(symbol, new Decimal(close));
	}
	for (const [symbol, price] of Object.entries(marks)) prices.set(symbol, new Decimal(price));

	const deposits = entries.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
	const books = new Books(deposits, prices);
	for (const { symbol, bar_time: barTime, ...fill } of fills) books.apply(symbol, { ...fill, barTime });
	return books;
}

/** Oldest first, so that the latest bar of a symbol's timeframes has the last word. */
async function seenCloses(db: TradingDatabase, account: string) {
	return await db
		.selectFrom('trading_paper_cursors')
		.select(['symbol', 'bar_time', 'close'])
		.where('account', '=', account)
		.orderBy('bar_time')
		.execute();
}
