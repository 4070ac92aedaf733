import {
	protectionPrices,
	protectPosition,
	type ProtectedPosition,
	type ProtectionExit,
	type ProtectionPrices,
	type Side,
} from '../simulation';
import { decimalFromFloat, type TradingTransaction } from '../store';
import type { PriceLevel, ProtectionLevels, SignalLevel, SignalLevels } from '../strategy/signals';
import { childOrderId } from './clientOrderId';
import type { Order, OrderIntent, OrderProtection } from '../orders';
import { OrderError } from './orderError';

export type ProtectivePurpose = ProtectionExit['reason'];

/** An entry whose protective orders rest: one cancels the others. */
export interface ProtectedEntry {
	readonly entryOrderId: string;
	/** Whose bars move it. */
	readonly timeframe: string;
	/** The simulation's own state of the position. */
	position: ProtectedPosition;
	/** Open time of the last bar it has seen. */
	seenBar: number;
}

/** The position of an entry that has just filled at `entryPrice`; undefined when nothing protects it. */
export function protectEntry(
	{ clientOrderId, side, protection }: OrderIntent,
	entryPrice: number,
): ProtectedPosition | undefined {
	if (!protection) return undefined;
	const direction: Side = side === 'buy' ? 'long' : 'short';
	const prices = protection.levels
		? protectionPrices(asLevels(protection.levels), direction, entryPrice, 0)
		: asPrices(protection);
	const { stopLoss, takeProfit, trailingStop, maxBars } = prices ?? { stopLoss: NaN };
	const numbers = [stopLoss, takeProfit, trailingStop?.distance, trailingStop?.activation, maxBars];
	if (!numbers.every((value) => value === undefined || Number.isFinite(value))) {
		throw new OrderError(
			`Order ${clientOrderId} has a protective price that is no number: its position would stand unprotected.`,
			clientOrderId,
			'Wait for the bar on which all indicators of the protection have a value.',
		);
	}
	const protects = numbers.some((value) => value !== undefined);
	return prices && protects ? protectPosition(direction, entryPrice, prices) : undefined;
}

/** The protective orders of a position, each to be written before it rests. */
export function protectiveIntents(entry: Order, position: ProtectedPosition): OrderIntent[] {
	const { entryPrice, stopLoss, takeProfit, trailingStop, trailingPrice, maxBars } = position;
	const common = {
		bot: entry.bot,
		account: entry.account,
		mode: entry.mode,
		venue: entry.venue,
		symbol: entry.symbol,
		timeframe: entry.timeframe,
		barTime: entry.barTime,
		side: entry.side === 'buy' ? ('sell' as const) : ('buy' as const),
		quantity: entry.filledQuantity,
		referencePrice: decimalFromFloat(entryPrice),
		reduceOnly: true,
		parentId: entry.clientOrderId,
	};
	const intent = (purpose: ProtectivePurpose, reason: string, rest: Pick<OrderIntent, 'type' | 'stopPrice' | 'limitPrice'>) => ({
		...common,
		clientOrderId: childOrderId(entry.clientOrderId, purpose),
		purpose,
		reason,
		...rest,
	});
	const intents: OrderIntent[] = [];
	if (stopLoss !== undefined) {
		intents.push(intent('stopLoss', 'Stop loss of the entry.', { type: 'stop', stopPrice: decimalFromFloat(stopLoss) }));
	}
	if (takeProfit !== undefined) {
		intents.push(intent('takeProfit', 'Take profit of the entry.', { type: 'limit', limitPrice: decimalFromFloat(takeProfit) }));
	}
	if (trailingStop) {
		const { distance, activation } = trailingStop;
		const armed = trailingPrice === undefined ? {} : { stopPrice: decimalFromFloat(trailingPrice) };
		const once = activation > 0 ? ` once the gain is ${decimalFromFloat(activation)}` : '';
		const reason = `Trailing stop ${decimalFromFloat(distance)} from the best close${once}.`;
		intents.push(intent('trailingStop', reason, { type: 'stop', ...armed }));
	}
	if (maxBars !== undefined) intents.push(intent('maxBars', `Closes after ${maxBars} bars.`, { type: 'market' }));
	return intents;
}

/** The position without one of its protective orders; undefined when none is left. */
export function withoutProtection(position: ProtectedPosition, purpose: ProtectivePurpose): ProtectedPosition | undefined {
	const { stopLoss, takeProfit, trailingStop, trailingPrice, maxBars, ...rest } = position;
	const left: ProtectedPosition = {
		...rest,
		...(purpose !== 'stopLoss' && { stopLoss }),
		...(purpose !== 'takeProfit' && { takeProfit }),
		...(purpose !== 'trailingStop' && { trailingStop, trailingPrice }),
		...(purpose !== 'maxBars' && { maxBars }),
	};
	const protections = [left.stopLoss, left.takeProfit, left.trailingStop, left.maxBars];
	return protections.every((level) => level === undefined) ? undefined : left;
}

/** Where protected entries are kept: the symbol of an account, whatever the timeframe. */
export interface HeldSymbol {
	readonly account: string;
	readonly symbol: string;
}

export async function loadProtectedEntries(trx: TradingTransaction, { account, symbol }: HeldSymbol): Promise<ProtectedEntry[]> {
	const rows = await trx
		.selectFrom('trading_paper_positions')
		.select(['entry_order_id', 'timeframe', 'position', 'seen_bar'])
		.where('account', '=', account)
		.where('symbol', '=', symbol)
		.orderBy('seen_bar')
		.orderBy('entry_order_id')
		.execute();
	return rows.map((row) => ({
		entryOrderId: row.entry_order_id,
		timeframe: row.timeframe,
		position: JSON.parse(row.position) as ProtectedPosition,
		seenBar: row.seen_bar,
	}));
}

export async function saveProtectedEntry(
	trx: TradingTransaction,
	{ account, symbol }: HeldSymbol,
	{ entryOrderId, timeframe, position, seenBar }: ProtectedEntry,
): Promise<void> {
	const state = { position: JSON.stringify(position), seen_bar: seenBar };
	await trx
		.insertInto('trading_paper_positions')
		.values({ entry_order_id: entryOrderId, account, symbol, timeframe, ...state })
		.onConflict((conflict) => conflict.column('entry_order_id').doUpdateSet(state))
		.execute();
}

export async function deleteProtectedEntry(trx: TradingTransaction, entryOrderId: string): Promise<void> {
	await trx.deleteFrom('trading_paper_positions').where('entry_order_id', '=', entryOrderId).execute();
}

/** A level's column holds one bar, the signal's. */
const asLevel = ({ kind, value }: SignalLevel): PriceLevel =>
	kind === 'percent' ? { kind, value } : { kind, column: Float64Array.of(value) };

function asLevels({ stopLoss, takeProfit, trailingStop, maxBars }: SignalLevels): ProtectionLevels {
	return {
		...(stopLoss && { stopLoss: asLevel(stopLoss) }),
		...(takeProfit && { takeProfit: asLevel(takeProfit) }),
		...(trailingStop && {
			trailingStop: {
				distance: asLevel(trailingStop.distance),
				...(trailingStop.activation && { activation: asLevel(trailingStop.activation) }),
			},
		}),
		...(maxBars !== undefined && { maxBars }),
	};
}

function asPrices({ stopLoss, takeProfit, trailingStop, maxBars }: OrderProtection): ProtectionPrices {
	return {
		...(stopLoss !== undefined && { stopLoss: Number(stopLoss) }),
		...(takeProfit !== undefined && { takeProfit: Number(takeProfit) }),
		...(trailingStop && {
			trailingStop: { distance: Number(trailingStop.distance), activation: Number(trailingStop.activation) },
		}),
		...(maxBars !== undefined && { maxBars }),
	};
}
