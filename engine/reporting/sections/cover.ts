import type { ReportContext } from '../context';
import type { Sheet } from '../sheet';
import { COLOR, MARGIN, SIZE } from '../theme';

const TITLE = { size: SIZE.title, face: 'bold', color: COLOR.white } as const;
const SUBTITLE = { size: 10.5, color: COLOR.bandMuted } as const;
const KICKER = { size: SIZE.small, face: 'bold', color: COLOR.bandMuted } as const;
const LABEL = { size: SIZE.tiny, color: COLOR.bandMuted } as const;
const VALUE = { size: SIZE.body, face: 'bold', color: COLOR.white } as const;
const LEADING = 27;

/** The dark band on the first page: what this is about, over which market and time, and from when. */
export function drawCover(sheet: Sheet, context: ReportContext): void {
	const { pen, left, width } = sheet;
	const { input, words, title } = context;
	const titleLines = pen.wrapTo(3, title, width, TITLE);
	const subtitle = input.subtitle?.trim() || context.result.definition.description?.trim() || '';
	const subtitleLines = subtitle === '' ? [] : pen.wrapTo(3, subtitle, width, SUBTITLE);
	const factsTop = 62 + titleLines.length * LEADING + subtitleLines.length * 15 + 14;
	const height = factsTop + 42;

	pen.fill({ x: 0, y: 0, width: sheet.doc.page.width, height }, COLOR.band);
	pen.fill({ x: 0, y: height, width: sheet.doc.page.width, height: 3 }, COLOR.accent);
	pen.line(words.report.toUpperCase(), left, 40, KICKER);
	const author = input.author?.trim();
	if (author) {
		const by = pen.fit(words.preparedBy(author), width / 2, { ...KICKER, face: 'regular' });
		pen.line(by, sheet.right, 40, { ...KICKER, face: 'regular' }, 'right');
	}
	titleLines.forEach((line, k) => { pen.line(line, left, 70 + k * LEADING, TITLE); });
	subtitleLines.forEach((line, k) => { pen.line(line, left, 70 + (titleLines.length - 1) * LEADING + 21 + k * 15, SUBTITLE); });
	drawFacts(sheet, context, factsTop);
	sheet.y = height + 3 + 18;
	sheet.advance(0);
}

/** Label above value, in as many columns as there are facts, each as wide as it needs. */
function drawFacts(sheet: Sheet, { result, words, format, input, from, to }: ReportContext, top: number): void {
	const { pen, left, right, width } = sheet;
	pen.rule(left, top, right, top, '#2A3B60');
	const facts: readonly [label: string, value: string][] = [
		[words.facts.symbol, result.symbol],
		[words.facts.timeframe, result.timeframe],
		[words.facts.period, period(format.date(from), format.date(to))],
		[words.facts.bars, format.integer(result.equity.time.length)],
		[words.facts.generated, format.date(input.now)],
	];
	const shown = facts.map(([label, value]) => [label, pen.fit(value, width * 0.32, VALUE)] as const);
	const widths = shown.map(([label, value]) => Math.max(pen.width(label, LABEL), pen.width(value, VALUE)));
	const gap = Math.max(8, (width - widths.reduce((sum, each) => sum + each, 0)) / (facts.length - 1));
	let x = left;
	shown.forEach(([label, value], k) => {
		pen.line(label, x, top + 16, LABEL);
		pen.line(value, x, top + 29, VALUE);
		x += widths[k] + gap;
	});
}

const period = (from: string, to: string): string => (from === to ? from : `${from} – ${to}`);

/** The narrow head of every page but the first. */
export function drawRunningHead(sheet: Sheet, { title, result }: ReportContext): void {
	const { pen, left, right, width } = sheet;
	const style = { size: SIZE.small, color: COLOR.muted } as const;
	const market = `${result.symbol}  ·  ${result.timeframe}`;
	const y = MARGIN.top - 28;
	pen.line(pen.fit(title, width - pen.width(market, style) - 24, style), left, y, style);
	pen.line(market, right, y, style, 'right');
	pen.rule(left, y + 7, right, y + 7);
}
