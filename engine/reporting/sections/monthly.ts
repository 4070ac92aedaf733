import { monthlyReturns } from '../../backtest';
import type { ReportContext } from '../context';
import type { Sheet } from '../sheet';
import { COLOR, SIZE } from '../theme';

const ROW = 17;
const HEAD = 16;
const YEAR_WIDTH = 36;
const TOTAL_WIDTH = 52;
const GAP = 1.5;

/** Returns by calendar month as a heat map: the stronger the colour, the larger the change. */
export function drawMonthly(sheet: Sheet, context: ReportContext): void {
	const { words, result, format } = context;
	const years = monthlyReturns(result.equity);
	sheet.section(words.sections.monthly, HEAD + ROW * Math.min(years.length, 3), words.monthly.note);
	const { pen, left, right } = sheet;
	const cell = (sheet.width - YEAR_WIDTH - TOTAL_WIDTH) / 12;
	const full = strongest(years.flatMap(({ months }) => months));

	const heads = { size: SIZE.tiny, color: COLOR.muted };
	const head = () => {
		const baseline = sheet.y + 9;
		pen.line(words.monthly.year, left, baseline, heads);
		monthNames(context.localeTag).forEach((name, month) => {
			pen.line(name, left + YEAR_WIDTH + cell * (month + 0.5), baseline, heads, 'center');
		});
		pen.line(words.monthly.total, right - 6, baseline, heads, 'right');
		sheet.advance(HEAD);
	};
	head();
	for (const { year, months, total } of years) {
		if (sheet.ensure(ROW)) head();
		const baseline = sheet.y + ROW / 2 + 2.4;
		pen.line(String(year), left, baseline, { size: SIZE.small, face: 'bold' });
		months.forEach((change, month) => {
			const box = { x: left + YEAR_WIDTH + cell * month, y: sheet.y, width: cell - GAP, height: ROW - GAP };
			pen.fill(box, change === null ? COLOR.panel : shade(change / full), 1.5);
			if (change === null) return;
			const text = format.percent(change, Math.abs(change) < 0.0995 ? 1 : 0).replace(/[\s\u00a0]*%/, '');
			const style = { size: SIZE.small, color: Math.abs(change / full) > 0.72 ? COLOR.white : COLOR.ink };
			pen.line(text, box.x + box.width / 2, baseline, pen.shrink(text, box.width - 2, style, 5), 'center');
		});
		const text = format.signedPercent(total, 1);
		const color = total > 0 ? COLOR.gain : total < 0 ? COLOR.loss : COLOR.ink;
		pen.line(text, right - 6, baseline, { ...pen.shrink(text, TOTAL_WIDTH - 8, { size: SIZE.small, face: 'bold' }), color }, 'right');
		sheet.advance(ROW);
	}
}

const monthNames = (localeTag: string): string[] => {
	const name = new Intl.DateTimeFormat(localeTag, { month: 'short', timeZone: 'UTC' });
	return Array.from({ length: 12 }, (_, month) => name.format(Date.UTC(2000, month, 15)));
};

/** The change that gets the full colour: the ninth decile of sizes, so that one wild month does not bleach all others. */
function strongest(changes: readonly (number | null)[]): number {
	const sizes = changes.filter((change): change is number => change !== null && change !== 0).map(Math.abs).sort((a, b) => a - b);
	return Math.max(0.01, sizes[Math.floor(sizes.length * 0.9)] ?? 0);
}

/** White at 0, towards green at +1 and red at −1. */
function shade(strength: number): string {
	const target = strength >= 0 ? COLOR.gain : COLOR.loss;
	const share = Math.min(1, Math.abs(strength)) * 0.9;
	const channel = (at: number): string => {
		const full = Number.parseInt(target.slice(at, at + 2), 16);
		return Math.round(244 + (full - 244) * share).toString(16).padStart(2, '0');
	};
	return `#${channel(1)}${channel(3)}${channel(5)}`;
}
