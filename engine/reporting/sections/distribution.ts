import type { ExitReason, Trade } from '../../backtest/result';
import { percentLabels } from '../charts/axisLabels';
import { histogram } from '../charts/histogram';
import { linearScale } from '../charts/scale';
import type { ReportContext } from '../context';
import type { Box } from '../pen';
import type { Sheet } from '../sheet';
import { drawTable, tableHeight, type Cell, type Row } from '../table';
import { COLOR, SIZE } from '../theme';

const CHART = 150;
const BINS = 24;
const LABEL = { size: SIZE.tiny, color: COLOR.muted };

/** How the trades' returns are spread, and which sides and exits they came from. */
export function drawDistribution(sheet: Sheet, context: ReportContext): void {
	const { words, result } = context;
	if (result.trades.length === 0) return;
	const rows = breakdown(context);
	const height = Math.max(CHART, tableHeight(rows.length));
	sheet.section(words.sections.distribution, height);
	const gap = 28;
	const chartWidth = (sheet.width - gap) * 0.56;
	drawHistogram(sheet, context, { x: sheet.left, y: sheet.y, width: chartWidth, height: CHART });
	const top = sheet.y;
	const { group, count, won, profit } = words.breakdown;
	drawTable(
		sheet,
		[
			{ header: group, align: 'left' },
			{ header: count, align: 'right' },
			{ header: won, align: 'right' },
			{ header: profit, align: 'right' },
		],
		rows,
		{ left: sheet.left + chartWidth + gap, width: sheet.width - chartWidth - gap },
	);
	sheet.y = top;
	sheet.advance(height);
}

function drawHistogram(sheet: Sheet, { words, format, result }: ReportContext, area: Box): void {
	const { pen } = sheet;
	const returns = result.trades.map((trade) => trade.profitPercent);
	const { start, step, counts, beyond } = histogram(returns, BINS);
	const end = start + step * counts.length;
	const box = { x: area.x + 30, y: area.y + 14, width: area.width - 30, height: area.height - 42 };
	const bottom = box.y + box.height;
	const countScale = linearScale(0, Math.max(...counts), 4);
	const x = (value: number) => box.x + (box.width * (value - start)) / (end - start);
	for (const tick of countScale.ticks.filter(Number.isInteger)) {
		const y = bottom - box.height * countScale.position(tick);
		pen.rule(box.x, y, box.x + box.width, y, COLOR.grid);
		pen.line(format.integer(tick), box.x - 6, y + SIZE.tiny * 0.36, LABEL, 'right');
	}
	counts.forEach((count, bin) => {
		const height = box.height * countScale.position(count);
		const left = x(start + step * bin) + 0.6;
		const width = x(start + step * (bin + 1)) - 0.6 - left;
		const color = start + step * (bin + 0.5) > 0 ? COLOR.gain : COLOR.loss;
		if (count > 0) pen.fill({ x: left, y: bottom - height, width, height }, color);
	});
	pen.rule(box.x, bottom, box.x + box.width, bottom, COLOR.faint);

	const scale = linearScale(start, end, 6);
	const write = percentLabels(scale, format);
	for (const tick of scale.ticks.filter((value) => value >= start - step * 1e-6 && value <= end + step * 1e-6)) {
		pen.line(write(tick), x(tick), bottom + SIZE.tiny + 5, LABEL, 'center');
	}
	const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length;
	const middle = Math.min(Math.max(x(mean), box.x), box.x + box.width);
	pen.dashed(middle, box.y - 4, middle, bottom, COLOR.ink);
	const label = words.charts.mean(format.signedPercent(mean));
	const half = pen.width(label, LABEL) / 2;
	const labelX = Math.min(Math.max(middle, box.x + half), box.x + box.width - half);
	pen.line(label, labelX, box.y - 7, { ...LABEL, color: COLOR.ink }, 'center');
	if (beyond > 0) {
		const note = words.charts.clipped(format.integer(beyond), beyond);
		pen.line(pen.fit(note, area.width, LABEL), box.x, bottom + 26, { ...LABEL, color: COLOR.faint });
	}
}

/** Trades by side and by exit, then all of them. */
function breakdown({ words, result: { trades }, format }: ReportContext): Row[] {
	const rowOf = (name: string, of: readonly Trade[], bold = false): Cell[] => {
		const profit = of.reduce((sum, trade) => sum + trade.profit, 0);
		const won = of.filter((trade) => trade.profit > 0).length / of.length;
		return [
			{ text: name, bold },
			{ text: format.integer(of.length), bold },
			{ text: format.percent(won, 0), bold },
			{ text: format.signedMoney(profit), bold, color: profit >= 0 ? COLOR.gain : COLOR.loss },
		];
	};
	const sides = (['long', 'short'] as const)
		.map((side) => [words.sides[side], trades.filter((trade) => trade.side === side)] as const)
		.filter(([, of]) => of.length > 0);
	const reasons = (Object.keys(words.reasons) as ExitReason[])
		.map((reason) => [words.reasons[reason], trades.filter((trade) => trade.exitReason === reason)] as const)
		.filter(([, of]) => of.length > 0);
	return [...[...sides, ...reasons].map(([name, of]) => rowOf(name, of)), rowOf(words.breakdown.all, trades, true)];
}
