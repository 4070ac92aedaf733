import type { CandleSeries } from '../market/series';
import { closingOrder, feeOf, openingOrder, signOf, type Fees, type Liquidity, type Side } from '../simulation';
import { excursions } from './excursions';
import type { ExitReason, OpenPosition, SimulatedOrder, Trade } from './result';

/** The entry of the position that is open. */
interface Entry {
	readonly side: Side;
	readonly signalBar: number;
	readonly bar: number;
	readonly price: number;
	readonly fee: number;
	/** First bar that lies wholly within the position. */
	readonly firstWholeBar: number;
}

/** Where and how a position is opened or closed. */
export interface Execution {
	readonly signalBar: number;
	readonly bar: number;
	readonly price: number;
	/** Whether it happens at the bar's close, so that the bar's whole range lies before it. */
	readonly atClose: boolean;
}

/** The account during a run: cash, at most one net position, and the record of every order and trade. */
export class Account {
	/** Units held; below 0 for a short. */
	quantity = 0;
	readonly trades: Trade[] = [];
	readonly orders: SimulatedOrder[] = [];
	private entry: Entry | undefined;

	constructor(
		private readonly series: CandleSeries,
		private readonly fees: Fees,
		/** Quote currency; a short's proceeds are in it. */
		public cash: number,
	) {}

	open(side: Side, quantity: number, { signalBar, bar, price, atClose }: Execution): void {
		const fee = feeOf(quantity, price, 'taker', this.fees);
		this.quantity = signOf(side) * quantity;
		this.cash -= this.quantity * price + fee;
		this.entry = { side, signalBar, bar, price, fee, firstWholeBar: atClose ? bar + 1 : bar };
		this.orders.push({ signalBar, fillBar: bar, side: openingOrder(side), quantity, price, fee, purpose: 'entry' });
	}

	/** Closes the whole position. Without a `signalBar` the order counts as decided with the entry. */
	close(
		reason: ExitReason,
		{ signalBar, bar, price, atClose }: Omit<Execution, 'signalBar'> & { signalBar?: number },
		liquidity: Liquidity = 'taker',
	): void {
		const { entry, series } = this;
		if (!entry) return;
		const { side } = entry;
		const quantity = Math.abs(this.quantity);
		const fee = feeOf(quantity, price, liquidity, this.fees);
		const fees = entry.fee + fee;
		const profit = this.quantity * (price - entry.price) - fees;
		this.cash += this.quantity * price - fee;
		this.quantity = 0;
		this.entry = undefined;
		this.orders.push({
			signalBar: signalBar ?? entry.signalBar,
			fillBar: bar,
			side: closingOrder(side),
			quantity,
			price,
			fee,
			purpose: reason,
		});
		this.trades.push({
			symbol: series.symbol,
			side,
			quantity,
			entryBar: entry.bar,
			entryTime: series.time[entry.bar],
			entryPrice: entry.price,
			exitBar: bar,
			exitTime: series.time[bar],
			exitPrice: price,
			exitReason: reason,
			fees,
			profit,
			profitPercent: profit / (quantity * entry.price),
			...excursions(series, side, entry.price, price, entry.firstWholeBar, atClose ? bar : bar - 1),
		});
	}

	/** The position still held, valued at `price`. */
	openPosition(price: number): OpenPosition | undefined {
		const { entry, series } = this;
		if (!entry) return undefined;
		return {
			side: entry.side,
			quantity: Math.abs(this.quantity),
			entryBar: entry.bar,
			entryTime: series.time[entry.bar],
			entryPrice: entry.price,
			fees: entry.fee,
			unrealizedProfit: this.quantity * (price - entry.price),
		};
	}
}
