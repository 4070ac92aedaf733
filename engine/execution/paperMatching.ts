import {
	closeBar,
	feeOf,
	limitFillPrice,
	limitReached,
	marketFillPrice,
	protectionExit,
	signOf,
	stopFillPrice,
	stopReached,
	type Liquidity,
	type ProtectedPosition,
	type SimulationOptions,
} from '../simulation';
import type { CandleRow } from '../market/series';
import type { Account, Books } from '../portfolio';
import { decimalFromFloat, type TradingTransaction } from '../store';
import { finishOrder } from './finishOrder';
import { fillPoint, type FillPoint, type MarketView } from './marketView';
import type { DecimalString, Fill, Order } from '../orders';
import { changeOrder, insertFill, insertOrder, type OrderChange } from './orderBook';
import { isOpen } from './orderStates';
import { fillQuantity } from './paperQuantity';
import {
	deleteProtectedEntry,
	protectEntry,
	protectiveIntents,
	saveProtectedEntry,
	type ProtectedEntry,
	type ProtectivePurpose,
} from './protectiveOrders';

/** What matching works on: one symbol of one account, read and written in one transaction. */
export interface PaperBook {
	readonly trx: TradingTransaction;
	readonly account: Account;
	readonly books: Books;
	readonly simulation: SimulationOptions;
	readonly now: number;
	/** Every open paper order of the symbol, protective ones included. */
	readonly orders: readonly Order[];
	readonly protectedEntries: readonly ProtectedEntry[];
}

/**
 * The simulated venue: lets the resting orders of one symbol meet its candles by the rules of the backtest. In each bar first
 * come market orders at the open, then limit and stop orders, then protective orders, then market orders at the close.
 */
export class PaperMatching {
	readonly fills: Fill[] = [];
	private readonly orders: Map<string, Order>;
	private readonly changed = new Set<string>();
	private entries: ProtectedEntry[];

	constructor(
		private readonly market: MarketView,
		private readonly book: PaperBook,
	) {
		this.orders = new Map(book.orders.map((order) => [order.clientOrderId, order]));
		this.entries = [...book.protectedEntries];
	}

	/** Orders that this run changed or wrote, as they now are. */
	get changedOrders(): Order[] {
		return [...this.changed].flatMap((id) => this.orders.get(id) ?? []);
	}

	/** Plays all bars that are known. A protected position that has seen a bar does not see it again. */
	async run(): Promise<void> {
		const { bars } = this.market;
		for (const order of this.waiting()) {
			if (order.state === 'planned') await this.change(order, { state: 'accepted' });
		}
		const points = this.fillPoints();
		const firstBar = bars[0]?.[0] ?? Infinity;
		const lastBar = bars.at(-1)?.[0] ?? -Infinity;

		await this.fillMarketOrders(points, (point) => point.barTime < firstBar && point.barTime <= lastBar);
		for (const bar of bars) {
			const [time] = bar;
			await this.fillMarketOrders(points, (point) => point.at === 'open' && point.barTime === time);
			await this.fillRestingOrders(bar);
			await this.applyProtection(bar);
			await this.fillMarketOrders(points, (point) => point.at === 'close' && point.barTime <= time);
		}
		await this.fillMarketOrders(points, (point) => point.barTime > lastBar);

		const { trx, account } = this.book;
		const held = { account: account.account, symbol: this.market.symbol };
		for (const entry of this.entries) await saveProtectedEntry(trx, held, entry);
	}

	/** Entries, exits and manual orders that are still open; exits first, so that a reversal frees the money it needs. */
	private waiting(): Order[] {
		return [...this.orders.values()]
			.filter(({ state, parentId, timeframe }) => isOpen(state) && !parentId && timeframe === this.market.timeframe)
			.sort((a, b) => Number(b.reduceOnly) - Number(a.reduceOnly) || a.createdAt - b.createdAt);
	}

	private fillPoints(): ReadonlyMap<string, FillPoint> {
		const points = new Map<string, FillPoint>();
		for (const order of this.waiting()) {
			const point = order.type === 'market' && fillPoint(order, this.market, this.book.simulation.fillOn);
			if (point) points.set(order.clientOrderId, point);
		}
		return points;
	}

	private async fillMarketOrders(
		points: ReadonlyMap<string, FillPoint>,
		due: (point: FillPoint) => boolean,
	): Promise<void> {
		for (const [id, point] of points) {
			const order = this.orders.get(id);
			if (!order || !isOpen(order.state) || !due(point)) continue;
			const price = marketFillPrice(order.side, point.price, this.book.simulation.slippage);
			// A position opened at a bar's open lives through that bar; one opened at its close does not.
			const seenBar = point.at === 'open' ? point.barTime - 1 : point.barTime;
			await this.execute(order, { price, barTime: point.barTime, liquidity: 'taker', seenBar });
		}
	}

	private async fillRestingOrders([time, open, high, low]: CandleRow): Promise<void> {
		const { slippage } = this.book.simulation;
		for (const order of this.waiting()) {
			const { side, type, barTime } = order;
			if (time <= barTime) continue;
			const limit = Number(order.limitPrice);
			const stop = Number(order.stopPrice);
			if (type === 'limit' && limitReached(side, limit, high, low)) {
				const price = limitFillPrice(side, limit, open);
				await this.execute(order, { price, barTime: time, liquidity: 'maker', seenBar: time });
			} else if (type === 'stop' && stopReached(side, stop, high, low)) {
				const price = stopFillPrice(side, stop, open, slippage);
				await this.execute(order, { price, barTime: time, liquidity: 'taker', seenBar: time });
			}
		}
	}

	private async applyProtection([time, open, high, low, close]: CandleRow): Promise<void> {
		for (const entry of this.entries) {
			if (entry.timeframe !== this.market.timeframe || time <= entry.seenBar) continue;
			entry.seenBar = time;
			const exit = protectionExit(entry.position, { open, high, low, close }, this.book.simulation);
			const order = exit && this.protectiveOrder(entry, exit.reason);
			if (exit && order) {
				await this.execute(order, { price: exit.price, barTime: time, liquidity: exit.liquidity, seenBar: time });
				continue;
			}
			const before = entry.position.trailingPrice;
			closeBar(entry.position, close);
			await this.moveTrailingStop(entry, before);
		}
	}

	private async moveTrailingStop(entry: ProtectedEntry, before: number | undefined): Promise<void> {
		const { trailingPrice } = entry.position;
		const order = this.protectiveOrder(entry, 'trailingStop');
		if (trailingPrice === undefined || trailingPrice === before || !order) return;
		await this.change(order, { stopPrice: decimalFromFloat(trailingPrice) }, 'moved');
	}

	/** Fills an order, or ends it with the reason why it cannot fill. */
	private async execute(order: Order, at: Execution): Promise<void> {
		const { books, simulation, account } = this.book;
		const protection = order.reduceOnly ? undefined : protectEntry(order, at.price);
		const units = fillQuantity(order, books, { price: at.price, protection, simulation, currency: account.currency });
		if ('refusal' in units) { await this.finish(order, units.state, units.refusal); return; }
		const filled = await this.fill(order, units.quantity, at);
		await this.releaseProtection(filled);
		if (protection) await this.protect(filled, protection, at.seenBar);
	}

	private async fill(order: Order, quantity: DecimalString, { price, barTime, liquidity }: Execution): Promise<Order> {
		const { trx, account, books, simulation, now } = this.book;
		const { clientOrderId, symbol, side } = order;
		const fill: Fill = {
			id: `${clientOrderId}-1`,
			clientOrderId,
			account: account.account,
			symbol,
			side,
			quantity,
			price: decimalFromFloat(price),
			fee: decimalFromFloat(feeOf(Number(quantity), price, liquidity, simulation.fees)),
			feeCurrency: account.currency,
			liquidity,
			barTime,
			at: now,
		};
		const sized = quantity === order.quantity ? order : await this.change(order, { quantity }, 'sized');
		await insertFill(trx, fill);
		books.apply(symbol, fill);
		this.fills.push(fill);
		return await this.change(sized, {
			state: 'filled',
			filledQuantity: quantity,
			averagePrice: fill.price,
			fees: fill.fee,
		});
	}

	/** Writes and rests the protective orders of an entry that has filled. */
	private async protect(entry: Order, position: ProtectedPosition, seenBar: number): Promise<void> {
		const { trx, now } = this.book;
		for (const intent of protectiveIntents(entry, position)) {
			await insertOrder(trx, intent, now);
			const planned: Order = { ...intent, state: 'planned', filledQuantity: '0', fees: '0', createdAt: now, updatedAt: now };
			await this.change(planned, { state: 'accepted' });
		}
		this.entries.push({ entryOrderId: entry.clientOrderId, timeframe: entry.timeframe, position, seenBar });
	}

	/** After a fill: protection whose position is gone, or has turned round, is cancelled. */
	private async releaseProtection({ symbol, parentId, purpose }: Order): Promise<void> {
		const held = this.book.books.position(symbol).quantity;
		const ended = (entry: ProtectedEntry) =>
			entry.entryOrderId === parentId || held.isZero() || held.s !== signOf(entry.position.side);
		for (const entry of this.entries.filter(ended)) {
			const reason =
				entry.entryOrderId === parentId ? `The ${purpose} order closed the position.` : 'The position it protected is closed.';
			for (const order of [...this.orders.values()]) {
				if (order.parentId === entry.entryOrderId && isOpen(order.state)) await this.finish(order, 'cancelled', reason);
			}
			await deleteProtectedEntry(this.book.trx, entry.entryOrderId);
		}
		this.entries = this.entries.filter((entry) => !ended(entry));
	}

	private protectiveOrder({ entryOrderId }: ProtectedEntry, purpose: ProtectivePurpose): Order | undefined {
		return [...this.orders.values()].find(
			(order) => order.parentId === entryOrderId && order.purpose === purpose && isOpen(order.state),
		);
	}

	private async change(order: Order, change: OrderChange, event?: string): Promise<Order> {
		return this.keep(await changeOrder(this.book.trx, order, change, { at: this.book.now, event }));
	}

	private async finish(order: Order, state: 'cancelled' | 'rejected', reason: string): Promise<void> {
		const { trx, now, account } = this.book;
		this.keep(await finishOrder(trx, order, { state, reason, now, timeZone: account.timeZone }));
	}

	private keep(order: Order): Order {
		this.orders.set(order.clientOrderId, order);
		this.changed.add(order.clientOrderId);
		return order;
	}
}

interface Execution {
	/** Slippage included. */
	readonly price: number;
	readonly barTime: number;
	readonly liquidity: Liquidity;
	/** Last bar that a position opened by this fill need not live through. */
	readonly seenBar: number;
}
