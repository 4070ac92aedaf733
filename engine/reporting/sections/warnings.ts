import type { ReportContext } from '../context';
import type { Sheet } from '../sheet';
import { COLOR, SIZE } from '../theme';

const STYLE = { size: SIZE.body };
const LINE = 12.5;
const INSET = 12;
const GAP = 6;

/** What the result itself warns of, each warning in a panel of its own so that a long list may run over pages. */
export function drawWarnings(sheet: Sheet, { result, words }: ReportContext): void {
	if (result.warnings.length === 0) return;
	const { pen, left, width } = sheet;
	sheet.section(words.sections.warnings, 2 * LINE + INSET);
	for (const warning of result.warnings) {
		const lines = pen.wrapTo(12, warning, width - 2 * INSET, STYLE);
		const height = lines.length * LINE + 11;
		sheet.ensure(height);
		pen.fill({ x: left, y: sheet.y, width, height }, COLOR.cautionPanel);
		pen.fill({ x: left, y: sheet.y, width: 3, height }, COLOR.caution);
		lines.forEach((line, k) => { pen.line(line, left + INSET, sheet.y + 14.5 + k * LINE, STYLE); });
		sheet.advance(height);
		sheet.y += GAP;
	}
	sheet.y -= GAP;
}
