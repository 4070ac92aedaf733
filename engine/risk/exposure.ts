import type { OrderIntent } from '../orders';
import { findAccount, loadBooks } from '../portfolio';
import { Decimal, type TradingDatabase } from '../store';
import { dailyNotional } from './dailyNotional';
import { tradingDay } from './tradingDay';

/** What the books say about the account an order is for. Amounts are exact; money in quote currency. */
export interface Exposure {
	/** Units held of the order's symbol; below 0 is short. */
	readonly held: Decimal;
	/** Units that would be held once this order and those still open had filled. */
	readonly projected: Decimal;
	/** True when the order can only make the position smaller. */
	readonly reduces: boolean;
	/** Realised and unrealised profit since the account was opened. */
	readonly profit: Decimal;
	/** Realised profit of the day so far, and the unrealised profit of what is open. */
	readonly dailyProfit: Decimal;
	/** What the order would lose, from its reference price, at its stop loss; 0 when it reduces or has none. */
	readonly estimatedLoss: Decimal;
	/** Worth of the orders of that day, this one included. */
	readonly dailyNotional: Decimal;
	readonly day: string;
}

/** Reads the account's books at `now`; its day is that of `timeZone`, else of the account, else UTC. */
export async function readExposure(
	db: TradingDatabase,
	intent: OrderIntent,
	{ now, timeZone: given }: { readonly now: number; readonly timeZone?: string },
): Promise<Exposure> {
	const { account, symbol, quantity, referencePrice } = intent;
	const timeZone = given ?? (await findAccount(db, account))?.timeZone ?? 'UTC';
	const day = tradingDay(now, timeZone);
	const books = await loadBooks(db, account, { [symbol]: referencePrice });
	const unrealized = books.equity.minus(books.deposits).minus(books.realizedProfit);
	const before = await loadBooks(db, account, {}, (at) => tradingDay(at, timeZone) < day);

	const held = books.position(symbol).quantity;
	const known = await findKnown(db, intent);
	const { projected, reduces } = project(intent, known.outstanding ?? new Decimal(quantity), held, known.pending);
	const counted = await dailyNotional(db, { account, at: now, timeZone });
	const adds = reduces || known.outstanding !== undefined ? 0 : new Decimal(quantity).times(referencePrice);
	return {
		held,
		projected,
		reduces,
		profit: books.realizedProfit.plus(unrealized),
		dailyProfit: books.realizedProfit.minus(before.realizedProfit).plus(unrealized),
		estimatedLoss: reduces ? new Decimal(0) : lossAtStop(intent),
		dailyNotional: counted.plus(adds),
		day,
	};
}

/**
 * An entry is judged as if an opposite position were closed first, since a reversal sends that exit before it; any other
 * order adds to what is held. Open orders that may add exposure count as filled.
 */
function project(
	{ side, purpose, reduceOnly }: OrderIntent,
	quantity: Decimal,
	held: Decimal,
	pending: Decimal,
): { projected: Decimal; reduces: boolean } {
	const direction = side === 'buy' ? 1 : -1;
	const units = quantity.times(direction);
	if (reduceOnly) {
		const reducible = Decimal.max(0, held.times(-direction));
		return { projected: held.plus(Decimal.min(reducible, quantity).times(direction)), reduces: true };
	}
	const opposite = !held.isZero() && held.s !== direction;
	if (purpose === 'entry') {
		return { projected: (opposite ? new Decimal(0) : held).plus(pending).plus(units), reduces: false };
	}
	const projected = held.plus(pending).plus(units);
	return { projected, reduces: opposite && pending.isZero() && held.abs().gte(units.abs()) };
}

/** What the store knows of the symbol's orders that may add exposure. */
interface KnownOrders {
	/** Unfilled units of the open ones, this order not among them; sells below 0. */
	readonly pending: Decimal;
	/** Units that this very order still has to fill; undefined when it has not been written yet. */
	readonly outstanding?: Decimal;
}

async function findKnown(db: TradingDatabase, { account, symbol, clientOrderId }: OrderIntent): Promise<KnownOrders> {
	const rows = await db
		.selectFrom('trading_orders')
		.select(['client_order_id', 'side', 'quantity', 'filled_quantity', 'state'])
		.where('account', '=', account)
		.where('symbol', '=', symbol)
		.where('reduce_only', '=', 0)
		.where((either) =>
			either.or([
				either('client_order_id', '=', clientOrderId),
				either('state', 'in', ['planned', 'accepted', 'partiallyFilled']),
			]),
		)
		.execute();
	const unfilled = ({ quantity, filled_quantity }: (typeof rows)[number]) => new Decimal(quantity).minus(filled_quantity);
	const own = rows.find((row) => row.client_order_id === clientOrderId);
	const isFinal = own && !['planned', 'accepted', 'partiallyFilled'].includes(own.state);
	return {
		pending: rows
			.filter((row) => row !== own)
			.reduce((sum, row) => sum.plus(unfilled(row).times(row.side === 'buy' ? 1 : -1)), new Decimal(0)),
		...(own && { outstanding: isFinal ? new Decimal(0) : unfilled(own) }),
	};
}

function lossAtStop({ side, quantity, referencePrice, protection }: OrderIntent): Decimal {
	if (protection?.stopLoss === undefined) return new Decimal(0);
	const loss = new Decimal(referencePrice).minus(protection.stopLoss).times(quantity).times(side === 'buy' ? 1 : -1);
	return Decimal.max(0, loss);
}
