import type { ReportContext } from '../context';
import { percentLabels, valueLabels } from '../charts/axisLabels';
import { downsample, extent, type Polyline } from '../charts/downsample';
import { drawLegend, lineSign } from '../charts/legend';
import { axisRoom, columnsFor, Plot } from '../charts/plot';
import { linearScale, valueScale } from '../charts/scale';
import { timeTicks } from '../charts/timeAxis';
import type { Sheet } from '../sheet';
import { COLOR, SIZE } from '../theme';

const LEGEND = 16;
const GAP = 22;
const TIME_LABELS = 16;

/** Equity, with buy and hold beside it where the candles are known, and the drawdown under it on the same time axis. */
export function drawEquity(sheet: Sheet, context: ReportContext, height: number): void {
	const { result, words, from, to, format } = context;
	sheet.section(words.sections.equity, height);
	const { pen } = sheet;
	const equityHeight = (height - LEGEND - GAP - TIME_LABELS) * 0.7;
	const drawdownHeight = height - LEGEND - GAP - TIME_LABELS - equityHeight;

	const range = { from, to, columns: columnsFor(sheet.width) };
	const equity = downsample(result.equity.time, result.equity.value, range);
	const held = buyAndHold(context, range);
	const initial = result.options.initialCash;
	const { min, max } = extent(equity, held) ?? { min: initial, max: initial };
	const scale = valueScale(Math.min(min, initial), Math.max(max, initial), equityHeight / 30);
	const falls = downsample(result.equity.time, result.equity.drawdown, range).map((value, k) => (k % 2 ? -value : value));
	const depth = linearScale(Math.min(extent(falls)?.min ?? 0, -0.005), 0, 3);
	const writeValue = valueLabels(scale, format);
	const writeDepth = percentLabels(depth, format);
	const axis = Math.max(axisRoom(pen, scale, writeValue), axisRoom(pen, depth, writeDepth));
	const [x, width] = [sheet.left + axis, sheet.width - axis];
	const ticks = timeTicks(from, to, Math.floor(width / 62), context.localeTag);

	const end = result.equity.value[result.equity.value.length - 1];
	const entries = [{ label: words.charts.legend(words.charts.strategy, format.cash(end)), sign: lineSign(COLOR.accent) }];
	if (held.length > 0) {
		const label = words.charts.legend(words.charts.buyAndHold, format.cash(held[held.length - 1]));
		entries.push({ label, sign: lineSign(COLOR.benchmark) });
	}
	drawLegend(pen, entries, x, sheet.y + 4);
	const note = { size: SIZE.tiny, color: COLOR.faint };
	if (scale.logarithmic) pen.line(words.charts.logScale, sheet.right, sheet.y + 6.5, note, 'right');

	const top = sheet.y + LEGEND;
	const plot = new Plot(pen, { x, y: top, width, height: equityHeight }, from, to, scale);
	plot.timeAxis(ticks, false);
	plot.valueAxis(writeValue);
	plot.area(equity, scale.min, COLOR.accent, 0.07);
	pen.dashed(x, plot.y(initial), x + width, plot.y(initial));
	plot.line(held, COLOR.benchmark, 0.9);
	plot.line(equity, COLOR.accent, 1.2);

	const below = new Plot(pen, { x, y: top + equityHeight + GAP, width, height: drawdownHeight }, from, to, depth);
	pen.line(words.charts.drawdown, x, top + equityHeight + GAP - 6, { size: SIZE.small, color: COLOR.muted });
	below.timeAxis(ticks, true);
	below.valueAxis(writeDepth);
	below.area(falls, 0, COLOR.loss, 0.16);
	below.line(falls, COLOR.loss, 0.6);
	sheet.advance(height);
}

/** The starting capital put into the first close and left there, without costs. Empty without candles. */
function buyAndHold(
	{ series, result, from, to }: ReportContext,
	range: { from: number; to: number; columns: number },
): Polyline {
	if (!series) return new Float64Array();
	const first = series.time.findIndex((time) => time >= from && time <= to);
	const base = series.close[first];
	if (!(base > 0)) return new Float64Array();
	const units = result.options.initialCash / base;
	return downsample(series.time, series.close, range).map((value, k) => (k % 2 ? value * units : value));
}
