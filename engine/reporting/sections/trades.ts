import type { Trade } from '../../backtest/result';
import type { ReportContext } from '../context';
import type { Sheet } from '../sheet';
import { drawTable, tableHeight, type Column, type Row } from '../table';
import { COLOR, SIZE } from '../theme';

/** Above this many, the table gives the first and the last half of as many, and the sum of those in between. */
export const LISTED_TRADES = 300;

/** Every trade, or the first and last of very many, with what was left out counted and summed. */
export function drawTrades(sheet: Sheet, context: ReportContext): void {
	const { words, format, result } = context;
	const { trades } = result;
	const listed = Math.min(trades.length, LISTED_TRADES);
	const note =
		listed < trades.length
			? words.trades.listed(format.integer(listed), format.integer(trades.length))
			: words.trades.count(trades.length, format.integer(trades.length));
	sheet.section(words.sections.trades, tableHeight(3), trades.length > 0 ? note : undefined);
	if (trades.length === 0) {
		sheet.paragraph(words.trades.none, { size: SIZE.body, color: COLOR.muted });
	} else {
		drawTable(sheet, columnsOf(context), rowsOf(context), { size: 7.2 });
	}
	drawOpenPosition(sheet, context);
}

function columnsOf({ words }: ReportContext): Column[] {
	const { number, side, entry, entryPrice, exit, exitPrice, quantity, fees, profit, profitPercent, reason } = words.trades;
	const left = (header: string): Column => ({ header, align: 'left' });
	const right = (header: string): Column => ({ header, align: 'right' });
	return [
		right(number),
		left(side),
		left(entry),
		right(entryPrice),
		left(exit),
		right(exitPrice),
		right(quantity),
		right(fees),
		right(profit),
		right(profitPercent),
		left(reason),
	];
}

function rowsOf(context: ReportContext): Row[] {
	const { trades } = context.result;
	const row = (trade: Trade, index: number) => rowOf(context, trade, index + 1);
	if (trades.length <= LISTED_TRADES) return trades.map(row);
	const half = LISTED_TRADES / 2;
	const tail = trades.length - half;
	return [
		...trades.slice(0, half).map(row),
		{ across: omitted(context, trades.slice(half, tail)) },
		...trades.slice(tail).map((trade, k) => row(trade, tail + k)),
	];
}

function rowOf({ words, format }: ReportContext, trade: Trade, number: number): Row {
	const color = trade.profit > 0 ? COLOR.gain : trade.profit < 0 ? COLOR.loss : COLOR.ink;
	return [
		{ text: format.integer(number), color: COLOR.muted },
		{ text: words.sides[trade.side] },
		{ text: format.stamp(trade.entryTime) },
		{ text: format.price(trade.entryPrice) },
		{ text: format.stamp(trade.exitTime) },
		{ text: format.price(trade.exitPrice) },
		{ text: format.quantity(trade.quantity) },
		{ text: format.money(trade.fees) },
		{ text: format.signedMoney(trade.profit), color },
		{ text: format.signedPercent(trade.profitPercent), color },
		{ text: words.reasons[trade.exitReason] },
	];
}

function omitted({ words, format }: ReportContext, trades: readonly Trade[]): string {
	const profit = trades.reduce((sum, trade) => sum + trade.profit, 0);
	const won = trades.filter((trade) => trade.profit > 0).length;
	const first = format.date(trades[0].entryTime);
	const last = format.date(trades[trades.length - 1].exitTime);
	const sum = words.trades.omittedSum(format.signedMoney(profit), format.integer(won));
	return `${words.trades.omitted(trades.length, format.integer(trades.length), first, last)}: ${sum}`;
}

function drawOpenPosition(sheet: Sheet, { words, format, result: { openPosition } }: ReportContext): void {
	if (!openPosition) return;
	const { side, quantity, entryTime, entryPrice, unrealizedProfit } = openPosition;
	const text = words.trades.openPosition(
		words.sides[side],
		format.quantity(quantity),
		format.price(entryPrice),
		format.date(entryTime),
		format.signedMoney(unrealizedProfit),
	);
	sheet.advance(8);
	sheet.paragraph(text, { size: SIZE.small + 0.5, color: COLOR.muted });
}
