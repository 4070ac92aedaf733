import type { Trade } from '../../backtest/result';
import type { CandleSeries } from '../../market/series';
import { valueLabels } from '../charts/axisLabels';
import { downsample, extent } from '../charts/downsample';
import { drawLegend, type LegendEntry } from '../charts/legend';
import { axisRoom, columnsFor, Plot } from '../charts/plot';
import { valueScale } from '../charts/scale';
import { timeTicks } from '../charts/timeAxis';
import type { ReportContext } from '../context';
import type { Pen } from '../pen';
import type { Sheet } from '../sheet';
import { COLOR, SIZE } from '../theme';

const LEGEND = 18;
const TIME_LABELS = 16;
/** Marks of one kind nearer to each other than this, in points, would be a smear. */
const MARK_DISTANCE = 4;
/** Up to this many trades, a line joins each entry to its exit. */
const JOINED_TRADES = 80;

interface Mark {
	readonly time: number;
	readonly price: number;
	readonly kind: keyof typeof SIGNS;
}

/** The closing price with every entry and exit where it happened. */
export function drawPrice(sheet: Sheet, context: ReportContext, series: CandleSeries, height: number): void {
	const { result, words, from, to, format } = context;
	sheet.section(words.sections.price, height);
	const { pen } = sheet;
	const legend = result.trades.length > 0 ? LEGEND : 4;
	const plotHeight = height - legend - TIME_LABELS;
	const line = downsample(series.time, series.close, { from, to, columns: columnsFor(sheet.width) });
	const marks = result.trades.flatMap(marksOf);
	let { min, max } = extent(line) ?? { min: 0, max: 1 };
	for (const { price } of marks) {
		if (price < min) min = price;
		if (price > max) max = price;
	}
	const scale = valueScale(min, max, plotHeight / 30);
	const write = valueLabels(scale, format);
	const room = axisRoom(pen, scale, write);
	const [x, width] = [sheet.left + room, sheet.width - room];
	const plot = new Plot(pen, { x, y: sheet.y + legend, width, height: plotHeight }, from, to, scale);
	plot.timeAxis(timeTicks(from, to, Math.floor(width / 62), context.localeTag), true);
	plot.valueAxis(write);
	plot.line(line, COLOR.price, 0.7);
	if (result.trades.length <= JOINED_TRADES) {
		for (const trade of result.trades) {
			const color = trade.profit >= 0 ? COLOR.gain : COLOR.loss;
			pen.rule(plot.x(trade.entryTime), plot.y(trade.entryPrice), plot.x(trade.exitTime), plot.y(trade.exitPrice), color, 0.7);
		}
	}
	const drawn = drawMarks(pen, plot, marks);

	const present = new Set(marks.map(({ kind }) => kind));
	const entries: LegendEntry[] = KINDS.filter((kind) => present.has(kind)).map((kind) => ({
		label: words.charts[kind],
		sign: SIGNS[kind],
	}));
	const right = drawLegend(pen, entries, x, sheet.y + 4);
	const note = { size: SIZE.tiny, color: COLOR.faint };
	const remark = scale.logarithmic ? words.charts.logScale : '';
	if (remark) pen.line(pen.fit(remark, sheet.right - right - 12, note), sheet.right, sheet.y + 6.5, note, 'right');
	sheet.advance(height);
	if (drawn < marks.length) {
		pen.line(words.charts.thinned, x, sheet.y + 7, note);
		sheet.advance(10);
	}
}

const marksOf = (trade: Trade): Mark[] => [
	{ time: trade.entryTime, price: trade.entryPrice, kind: trade.side === 'long' ? 'enterLong' : 'enterShort' },
	{ time: trade.exitTime, price: trade.exitPrice, kind: trade.profit >= 0 ? 'exitGain' : 'exitLoss' },
];

/** Draws each mark that has room beside the last of its kind. Returns how many. */
function drawMarks(pen: Pen, plot: Plot, marks: readonly Mark[]): number {
	const lastX: Partial<Record<Mark['kind'], number>> = {};
	let drawn = 0;
	for (const { time, price, kind } of marks) {
		const x = plot.x(time);
		const previous = lastX[kind];
		if (marks.length > 2 * JOINED_TRADES && previous !== undefined && x - previous < MARK_DISTANCE) continue;
		lastX[kind] = x;
		SIGNS[kind](pen, x, plot.y(price));
		drawn++;
	}
	return drawn;
}

const triangle =
	(color: string, direction: 1 | -1): LegendEntry['sign'] =>
	({ doc }, x, y) => {
		doc.lineWidth(0.4)
			.polygon([x - 2.8, y + 2.4 * direction], [x + 2.8, y + 2.4 * direction], [x, y - 2.8 * direction])
			.fillAndStroke(color, COLOR.white);
	};

const ring =
	(color: string): LegendEntry['sign'] =>
	({ doc }, x, y) => {
		doc.lineWidth(1).circle(x, y, 2).fillAndStroke(COLOR.white, color);
	};

const SIGNS = {
	enterLong: triangle(COLOR.accent, 1),
	enterShort: triangle(COLOR.caution, -1),
	exitGain: ring(COLOR.gain),
	exitLoss: ring(COLOR.loss),
} as const;

const KINDS = Object.keys(SIGNS) as (keyof typeof SIGNS)[];
