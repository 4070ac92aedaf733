import type { PriceLevel, ProtectionLevels } from '../strategy/signals';
import type { Liquidity } from './fees';
import type { SimulationOptions } from './options';
import { limitFillPrice, limitReached, marketFillPrice, stopFillPrice, stopReached } from './prices';
import { closingOrder, signOf, type Side } from './side';

/** The protection of one position as plain numbers; a `Signal` has the same four fields. */
export interface ProtectionPrices {
	readonly stopLoss?: number;
	readonly takeProfit?: number;
	/** `distance` from the best close, and the gain that arms it (0: armed from the entry); both in price units. */
	readonly trailingStop?: { readonly distance: number; readonly activation: number };
	readonly maxBars?: number;
}

/** An open position and its protective orders: plain data that `protectionExit` looks at and `closeBar` moves. */
export interface ProtectedPosition extends ProtectionPrices {
	readonly side: Side;
	readonly entryPrice: number;
	/** Bars that have closed since the entry; an entry at a bar's open counts that bar. */
	barsHeld: number;
	/** Best close since the entry, starting from the entry price. */
	bestClose: number;
	/** Where the trailing stop stands; absent until it is armed. */
	trailingPrice?: number;
}

/** The prices of one bar. */
export interface PriceBar {
	readonly open: number;
	readonly high: number;
	readonly low: number;
	readonly close: number;
}

export interface ProtectionExit {
	readonly price: number;
	readonly reason: 'stopLoss' | 'takeProfit' | 'trailingStop' | 'maxBars';
	readonly liquidity: Liquidity;
}

/**
 * Places a definition's protective levels around an entry. Percentages count from `entryPrice` (the fill, slippage
 * included); ATR multiples and price formulas are read on the signal bar. Undefined when one of them has no value there:
 * such an entry would stand unprotected.
 */
export function protectionPrices(
	levels: ProtectionLevels,
	side: Side,
	entryPrice: number,
	signalBar: number,
): ProtectionPrices | undefined {
	const sign = signOf(side);
	const priceOf = (level: PriceLevel, away: number) =>
		level.kind === 'price' ? level.column[signalBar] : entryPrice + away * offset(level, entryPrice, signalBar, away);
	const { stopLoss, takeProfit, trailingStop, maxBars } = levels;
	const prices: ProtectionPrices = {
		...(stopLoss && { stopLoss: priceOf(stopLoss, -sign) }),
		...(takeProfit && { takeProfit: priceOf(takeProfit, sign) }),
		...(trailingStop && {
			trailingStop: {
				distance: offset(trailingStop.distance, entryPrice, signalBar, -sign),
				activation: trailingStop.activation ? offset(trailingStop.activation, entryPrice, signalBar, sign) : 0,
			},
		}),
		...(maxBars !== undefined && { maxBars }),
	};
	const placed = [prices.stopLoss, prices.takeProfit, prices.trailingStop?.distance, prices.trailingStop?.activation];
	return placed.some(Number.isNaN) ? undefined : prices;
}

/** The state of a position that has just been opened with this protection. */
export function protectPosition(side: Side, entryPrice: number, prices: ProtectionPrices): ProtectedPosition {
	const { trailingStop } = prices;
	const armed = trailingStop !== undefined && trailingStop.activation <= 0;
	return {
		...prices,
		side,
		entryPrice,
		barsHeld: 0,
		bestClose: entryPrice,
		trailingPrice: armed ? entryPrice - signOf(side) * trailingStop.distance : undefined,
	};
}

/**
 * The protective order that closes the position in this bar, with its fill price; undefined when none does.
 * Call it once for each bar in which the position is open, the entry bar included when the entry was at its open, then
 * `closeBar`. In this order: `maxBars` at the open (with `fillOn: 'nextOpen'`), the stop (the nearer of stop loss and
 * trailing stop), the take profit, `maxBars` at the close (with `fillOn: 'close'`). So a bar that touches both the stop and
 * the take profit is taken as a loss.
 */
export function protectionExit(
	position: ProtectedPosition,
	bar: PriceBar,
	{ slippage, fillOn }: Pick<SimulationOptions, 'slippage' | 'fillOn'>,
): ProtectionExit | undefined {
	const { side, stopLoss, takeProfit, trailingPrice, maxBars = Infinity } = position;
	const order = closingOrder(side);
	const { open, high, low, close } = bar;

	if (fillOn === 'nextOpen' && position.barsHeld >= maxBars) {
		return { price: marketFillPrice(order, open, slippage), reason: 'maxBars', liquidity: 'taker' };
	}
	const trails = trailingPrice !== undefined && (stopLoss === undefined || nearer(side, trailingPrice, stopLoss));
	const stop = trails ? trailingPrice : stopLoss;
	if (stop !== undefined && stopReached(order, stop, high, low)) {
		const reason = trails ? 'trailingStop' : 'stopLoss';
		return { price: stopFillPrice(order, stop, open, slippage), reason, liquidity: 'taker' };
	}
	if (takeProfit !== undefined && limitReached(order, takeProfit, high, low)) {
		return { price: limitFillPrice(order, takeProfit, open), reason: 'takeProfit', liquidity: 'maker' };
	}
	if (fillOn === 'close' && position.barsHeld + 1 >= maxBars) {
		return { price: marketFillPrice(order, close, slippage), reason: 'maxBars', liquidity: 'taker' };
	}
	return undefined;
}

/** A bar has closed with the position open: counts it, and moves the trailing stop, which never moves back. */
export function closeBar(position: ProtectedPosition, close: number): void {
	position.barsHeld++;
	const { trailingStop, side, entryPrice } = position;
	if (!trailingStop) return;
	const sign = signOf(side);
	if (sign * (close - position.bestClose) > 0) position.bestClose = close;
	if (sign * (position.bestClose - entryPrice) >= trailingStop.activation) {
		position.trailingPrice = position.bestClose - sign * trailingStop.distance;
	}
}

const nearer = (side: Side, price: number, other: number) => (side === 'long' ? price > other : price < other);

/** How far a level lies from the entry, counted in the direction `away` (+1 up, −1 down). */
function offset(level: PriceLevel, entryPrice: number, signalBar: number, away: number): number {
	switch (level.kind) {
		case 'percent':
			return level.value * entryPrice;
		case 'distance':
			return level.column[signalBar];
		case 'price':
			return away * (level.column[signalBar] - entryPrice);
	}
}
