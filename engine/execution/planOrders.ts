import { affordableQuantity, closingOrder, marketFillPrice, openingOrder, quantityFor, signOf, type Fees, type Side } from '../simulation';
import { Decimal, decimalFromFloat, decimalString } from '../store';
import type { Signal } from '../strategy/signals';
import { clientOrderId } from './clientOrderId';
import type { DecimalString, OrderIntent, OrderProtection, OrderSide, TradingMode } from '../orders';
import { OrderError } from './orderError';
import { paperQuantity } from './paperQuantity';
import { protectEntry } from './protectiveOrders';

/** What a plan depends on besides the signal. Money in quote currency. */
export interface PlanContext {
	readonly account: string;
	readonly mode: TradingMode;
	readonly venue: string;
	/** What the account holds of the symbol; absent or `"0"` when nothing. Below zero is short. */
	readonly position?: { readonly quantity: DecimalString };
	/** Cash and the value of all positions. */
	readonly equity: DecimalString | number;
	/** Entries are rounded down to a multiple of this. Default 0: not rounded. */
	readonly lotSize?: number;
	/** Entries worth less are left out. Default 0. */
	readonly minNotional?: DecimalString | number;
	/** What the entry will cost, so that its size leaves room for it. Default: nothing. */
	readonly fees?: Fees;
	readonly slippage?: number;
}

export interface OrderPlan {
	/** In the order in which they are to be submitted: a reversal closes first, then opens. */
	readonly intents: readonly OrderIntent[];
	/** Why there is no order, or fewer than the signal asks for. */
	readonly note?: string;
}

const NO_FEES: Fees = { taker: 0, maker: 0, fixed: 0 };

/**
 * The orders that carry out a signal, given what the account holds: an entry, an exit of the whole position, both for a
 * reversal, or none, and then `note` says why. The same signal and holdings give the same orders with the same ids.
 *
 * @throws OrderError when the signal's price, the equity or a protective price is not a number.
 */
export function planOrders(signal: Signal, context: PlanContext): OrderPlan {
	check(signal, context);
	const held = new Decimal(context.position?.quantity ?? 0);
	switch (signal.action) {
		case 'hold':
			return { intents: [], note: 'The signal is to hold.' };
		case 'enterLong':
			return enter('long', signal, context, held);
		case 'enterShort':
			return enter('short', signal, context, held);
		case 'exitLong':
			return leave('long', signal, context, held);
		case 'exitShort':
			return leave('short', signal, context, held);
	}
}

function enter(side: Side, signal: Signal, context: PlanContext, held: Decimal): OrderPlan {
	if (sideOf(held) === side) {
		return { intents: [], note: `Already ${side} ${decimalString(held.abs())} ${signal.symbol}: the signal adds nothing.` };
	}
	const reversal = held.isZero() ? [] : [exitIntent(signal, context, held, 'reversal')];
	const { quantity, note } = sizeEntry(side, signal, context);
	if (!quantity) return { intents: reversal, note };
	checkProtection(signal);
	const protection = protectionOf(signal);
	const intent: OrderIntent = {
		...commonParts(signal, context, 'entry', openingOrder(side)),
		quantity,
		sizing: signal.sizing,
		reduceOnly: false,
		...(protection && { protection }),
		reason: signal.reason,
	};
	protectEntry(intent, signal.price);
	return { intents: [...reversal, intent], ...(note && { note }) };
}

function leave(side: Side, signal: Signal, context: PlanContext, held: Decimal): OrderPlan {
	if (sideOf(held) !== side) return { intents: [], note: `There is no ${side} position in ${signal.symbol} to close.` };
	return { intents: [exitIntent(signal, context, held, 'signal')] };
}

function exitIntent(signal: Signal, context: PlanContext, held: Decimal, why: 'signal' | 'reversal'): OrderIntent {
	const side = held.isNegative() ? 'short' : 'long';
	return {
		...commonParts(signal, context, 'exit', closingOrder(side)),
		quantity: decimalString(held.abs()),
		reduceOnly: true,
		reason: why === 'reversal' ? `Closes the ${side} position before the reversal. ${signal.reason}` : signal.reason,
	};
}

function commonParts(signal: Signal, { account, mode, venue }: PlanContext, purpose: 'entry' | 'exit', side: OrderSide) {
	const { bot, symbol, timeframe, barTime, price } = signal;
	return {
		clientOrderId: clientOrderId({ bot, symbol, barTime, purpose, side }),
		bot,
		account,
		mode,
		venue,
		symbol,
		timeframe,
		barTime,
		purpose,
		side,
		type: 'market',
		referencePrice: decimalFromFloat(price),
	} as const;
}

function sizeEntry(side: Side, signal: Signal, context: PlanContext): { quantity?: DecimalString; note?: string } {
	const { lotSize = 0, minNotional = 0, fees = NO_FEES, slippage = 0 } = context;
	const { symbol, sizing, stopLoss } = signal;
	const price = marketFillPrice(openingOrder(side), signal.price, slippage);
	const equity = Number(context.equity);
	const stopDistance = stopLoss === undefined ? undefined : signOf(side) * (price - stopLoss);
	const wanted = quantityFor(sizing, { equity, price, stopDistance, lotSize, fees });
	const affordable = affordableQuantity({ equity, price, lotSize, fees });
	if (!(wanted > 0)) {
		const lot = lotSize > 0 ? ` or is below one lot of ${lotSize}` : '';
		return { note: `The sizing rule ${sizing.mode} ${sizing.value} comes to no ${symbol} at ${price}${lot}.` };
	}
	if (affordable === 0) return { note: `The equity of ${equity} does not pay for any ${symbol} at ${price}.` };
	const units = Math.min(wanted, affordable);
	if (units * price < Number(minNotional)) {
		return { note: `The entry is worth ${units * price}, and the smallest order is ${minNotional}.` };
	}
	const quantity = paperQuantity(units, lotSize);
	if (wanted <= affordable) return { quantity };
	return { quantity, note: `The entry is reduced from ${wanted} to ${units} ${symbol}, which is what the equity pays for.` };
}

function protectionOf({ stopLoss, takeProfit, trailingStop, maxBars, levels }: Signal): OrderProtection | undefined {
	const protection: OrderProtection = {
		...(stopLoss !== undefined && { stopLoss: decimalFromFloat(stopLoss) }),
		...(takeProfit !== undefined && { takeProfit: decimalFromFloat(takeProfit) }),
		...(trailingStop && {
			trailingStop: {
				distance: decimalFromFloat(trailingStop.distance),
				activation: decimalFromFloat(trailingStop.activation),
			},
		}),
		...(maxBars !== undefined && { maxBars }),
		...(levels && { levels }),
	};
	return Object.keys(protection).length > 0 ? protection : undefined;
}

/** Better no entry than one that stands unprotected. JSON has no NaN and writes null for it. */
function checkProtection({ symbol, stopLoss, takeProfit, trailingStop }: Signal): void {
	const levels = {
		'stop loss': stopLoss,
		'take profit': takeProfit,
		'trailing distance': trailingStop?.distance,
		'trailing activation': trailingStop?.activation,
	};
	for (const [name, level] of Object.entries(levels)) {
		if (level === undefined || Number.isFinite(level)) continue;
		throw new OrderError(
			`The signal for ${symbol} has the ${name} ${level}, which is no number: its position would stand unprotected.`,
			undefined,
			'Wait for the bar on which all indicators of the protection have a value.',
		);
	}
}

const sideOf = (held: Decimal): Side | undefined => (held.isZero() ? undefined : held.isNegative() ? 'short' : 'long');

function check({ symbol, price }: Signal, { equity, position }: PlanContext): void {
	if (!(Number.isFinite(price) && price > 0)) throw new OrderError(`The signal for ${symbol} has the price ${price}, not one above zero.`);
	if (!Number.isFinite(Number(equity))) throw new OrderError(`The equity "${equity}" is no number.`);
	if (!Number.isFinite(Number(position?.quantity ?? 0))) throw new OrderError(`The position "${position?.quantity}" is no number.`);
}
