import type { ReportContext } from '../context';
import type { Sheet } from '../sheet';
import { COLOR, SIZE } from '../theme';

interface Tile {
	readonly label: string;
	readonly value: string;
	readonly note: string;
	readonly color: string;
}

const COLUMNS = 4;
const GAP = 8;
const HEIGHT = 54;

/** The key figures, eight at a glance. A figure that the result does not have is a dash. */
export function drawTiles(sheet: Sheet, context: ReportContext): void {
	const { pen } = sheet;
	const width = (sheet.width - GAP * (COLUMNS - 1)) / COLUMNS;
	const tiles = keyFigures(context);
	tiles.forEach(({ label, value, note, color }, k) => {
		const x = sheet.left + (k % COLUMNS) * (width + GAP);
		const y = sheet.y + Math.floor(k / COLUMNS) * (HEIGHT + GAP);
		pen.fill({ x, y, width, height: HEIGHT }, COLOR.panel, 3);
		const inner = width - 20;
		pen.line(pen.fit(label, inner, LABEL), x + 10, y + 15, LABEL);
		pen.line(value, x + 10, y + 33, { ...pen.shrink(value, inner, FIGURE), color });
		pen.line(note, x + 10, y + 45.5, pen.shrink(note, inner, NOTE, 5));
	});
	const rows = Math.ceil(tiles.length / COLUMNS);
	sheet.advance(rows * HEIGHT + (rows - 1) * GAP);
}

const LABEL = { size: SIZE.small, color: COLOR.muted };
const FIGURE = { size: SIZE.figure, face: 'bold' } as const;
const NOTE = { size: SIZE.tiny, color: COLOR.muted };

function keyFigures({ result: { metrics }, words, format }: ReportContext): Tile[] {
	const value = (name: string): number => metrics[name] ?? NaN;
	const note = (text: (written: string) => string, name: string, write: (value: number) => string): string =>
		Number.isFinite(value(name)) ? text(write(value(name))) : '';
	const { tiles, notes } = words;
	const ratio = (x: number) => format.number(x);
	const percent = (x: number) => format.percent(x, 1);
	const ahead = (value('totalReturn') - value('buyAndHoldReturn')) * 100;
	return [
		{
			label: tiles.totalReturn,
			value: format.signedPercent(value('totalReturn')),
			note: Number.isFinite(value('finalEquity') + value('initialEquity'))
				? notes.totalReturn(format.money(value('initialEquity')), format.cash(value('finalEquity')))
				: '',
			color: bySign(value('totalReturn')),
		},
		{
			label: tiles.buyAndHoldReturn,
			value: format.signedPercent(value('buyAndHoldReturn')),
			note: Number.isFinite(ahead) ? notes.ahead(signed(ahead, format.number(Math.abs(ahead), 1))) : '',
			color: COLOR.ink,
		},
		{
			label: tiles.cagr,
			value: format.signedPercent(value('cagr')),
			note: note(notes.volatility, 'volatility', percent),
			color: bySign(value('cagr')),
		},
		{
			label: tiles.maxDrawdown,
			value: format.percent(-value('maxDrawdown')),
			note: note(notes.drawdownDays, 'maxDrawdownDays', (days) => format.integer(Math.round(days))),
			color: value('maxDrawdown') > 0 ? COLOR.loss : COLOR.ink,
		},
		{
			label: tiles.sharpe,
			value: ratio(value('sharpe')),
			note: note(notes.sortino, 'sortino', ratio),
			color: COLOR.ink,
		},
		{
			label: tiles.profitFactor,
			value: ratio(value('profitFactor')),
			note: note(notes.payoff, 'payoff', ratio),
			color: COLOR.ink,
		},
		{
			label: tiles.winRate,
			value: percent(value('winRate')),
			note: Number.isFinite(value('winningTrades') + value('losingTrades'))
				? notes.wonAndLost(format.integer(value('winningTrades')), format.integer(value('losingTrades')))
				: '',
			color: COLOR.ink,
		},
		{
			label: tiles.trades,
			value: format.integer(value('trades')),
			note: note(notes.exposure, 'exposure', percent),
			color: COLOR.ink,
		},
	];
}

const bySign = (value: number): string => (value > 0 ? COLOR.gain : value < 0 ? COLOR.loss : COLOR.ink);

const signed = (value: number, size: string): string => (value < 0 ? `-${size}` : `+${size}`);
