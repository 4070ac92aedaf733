import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { loadEngine, type Engine } from './engine';
import type { AccountChoice } from './tradingAccount';
import { markOf } from './tradingItem';

/** The order that the form describes under "Define Below", decided on the last closed candle. */
export async function manualOrder(
	this: IExecuteFunctions,
	index: number,
	{ choice, market, now }: { readonly choice: AccountChoice; readonly market?: Engine.MarketView; readonly now: number },
): Promise<Engine.OrderIntent> {
	const { barOpenAt, clientOrderId, decimalFromFloat, decimalString, parseTimeframe } = await loadEngine();
	const text = (name: string) => (this.getNodeParameter(name, index) as string | undefined)?.trim() ?? '';
	const amount = (name: string) => decimalFromFloat(this.getNodeParameter(name, index, 0) as number);

	const bot = text('bot');
	const symbol = text('symbol');
	if (bot === '') throw missing.call(this, 'Bot Name', 'Give the bot a name: its orders are kept under it.', index);
	if (symbol === '') throw missing.call(this, 'Symbol', 'Give the market, such as BTC/USDT.', index);
	if (market && market.symbol !== symbol) {
		throw new NodeOperationError(this.getNode(), `The order is for ${symbol}, and the candles are of ${market.symbol}`, {
			description: 'Give the item the candles of the symbol that is ordered, or correct the symbol.',
			itemIndex: index,
		});
	}
	const quantity = amount('quantity');
	if (!(Number(quantity) > 0)) throw missing.call(this, 'Quantity', 'Give an amount above 0.', index);

	const side = text('side') as Engine.OrderSide;
	const type = text('type') as Engine.OrderType;
	const price = referencePrice.call(this, index, type, market);
	const timeframe = parseTimeframe(market?.timeframe ?? (this.getNodeParameter('options.timeframe', index, '1h') as string));
	// The bar before the one that is open now is the last that closed.
	const barTime = market?.bars.at(-1)?.[0] ?? barOpenAt(barOpenAt(now, timeframe) - 1, timeframe);
	const protection = await readProtection.call(this, index, side, price);
	const limitPrice = type === 'limit' ? amount('limitPrice') : undefined;
	const stopPrice = type === 'stop' ? amount('stopPrice') : undefined;
	const id = this.getNodeParameter('options.clientOrderId', index, '') as string;
	// Two different orders on one candle are two orders; the same one again is not.
	const order = [bot, type, quantity, limitPrice, stopPrice].join(' ');
	return {
		clientOrderId: id || clientOrderId({ bot: order, symbol, barTime, purpose: 'manual', side }),
		bot,
		account: choice.account,
		mode: choice.mode,
		venue: market?.venue ?? 'paper',
		symbol,
		timeframe,
		barTime,
		purpose: 'manual',
		side,
		type,
		quantity: decimalString(quantity),
		referencePrice: decimalFromFloat(price),
		...(limitPrice !== undefined && { limitPrice }),
		...(stopPrice !== undefined && { stopPrice }),
		reduceOnly: this.getNodeParameter('options.reduceOnly', index, false) as boolean,
		...(protection && { protection }),
		reason: 'Ordered by hand.',
	};
}

const PRICE_FIELDS: Readonly<Record<Engine.OrderType, readonly [name: string, displayName: string]>> = {
	limit: ['limitPrice', 'Limit Price'],
	market: ['referencePrice', 'Reference Price'],
	stop: ['stopPrice', 'Stop Price'],
};

/** What the order is valued at: its own price, or (a market order) the market's. */
function referencePrice(
	this: IExecuteFunctions,
	index: number,
	type: Engine.OrderType,
	market: Engine.MarketView | undefined,
): number {
	const [name, displayName] = PRICE_FIELDS[type];
	const given = this.getNodeParameter(name, index, 0) as number;
	if (given > 0) return given;
	const mark = type === 'market' && market ? markOf(market) : undefined;
	if (mark) return mark.price;
	throw missing.call(
		this,
		displayName,
		type === 'market'
			? 'Connect a Market Data or Strategy node, whose candles say what the order is worth, or give a price.'
			: 'Give a price above 0.',
		index,
	);
}

interface ProtectionForm {
	readonly stopLoss?: number;
	readonly takeProfit?: number;
	readonly trailingDistance?: number;
	readonly trailingActivation?: number;
	readonly maxBars?: number;
}

async function readProtection(
	this: IExecuteFunctions,
	index: number,
	side: Engine.OrderSide,
	entry: number,
): Promise<Engine.OrderProtection | undefined> {
	const { decimalFromFloat } = await loadEngine();
	const form = this.getNodeParameter('protection', index, {}) as ProtectionForm;
	const { stopLoss, takeProfit, trailingDistance, trailingActivation = 0, maxBars } = form;
	const [below, above] = side === 'buy' ? ['below', 'above'] : ['above', 'below'];
	const misplaced = (name: string, level: number, place: string) =>
		new NodeOperationError(this.getNode(), `${name} ${level} does not lie ${place} the entry ${entry} of a ${side} order`, {
			description: `Give a price ${place} ${entry}, or leave the ${name.toLowerCase()} out.`,
			itemIndex: index,
		});
	const lies = (level: number, place: string) => (place === 'below' ? level < entry : level > entry);
	if (stopLoss && !lies(stopLoss, below)) throw misplaced('Stop Loss', stopLoss, below);
	if (takeProfit && !lies(takeProfit, above)) throw misplaced('Take Profit', takeProfit, above);
	const protection: Engine.OrderProtection = {
		...(stopLoss && { stopLoss: decimalFromFloat(stopLoss) }),
		...(takeProfit && { takeProfit: decimalFromFloat(takeProfit) }),
		...(trailingDistance && {
			trailingStop: { distance: decimalFromFloat(trailingDistance), activation: decimalFromFloat(trailingActivation) },
		}),
		...(maxBars && { maxBars }),
	};
	return Object.keys(protection).length > 0 ? protection : undefined;
}

function missing(this: IExecuteFunctions, field: string, description: string, itemIndex: number): NodeOperationError {
	return new NodeOperationError(this.getNode(), `${field} is missing`, { description, itemIndex });
}
