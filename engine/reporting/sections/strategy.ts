import type { ReportContext } from '../context';
import { writeJson } from '../jsonText';
import type { Sheet } from '../sheet';
import { COLOR, SIZE } from '../theme';

const CODE = { size: 7.8, face: 'mono' } as const;
const LINE = 11;
const INSET = 10;
/** Fewer lines than this at a page's end look forgotten. */
const LEAST_LINES = 10;

/** The strategy in words, where they were given, and its definition to the letter. */
export function drawStrategy(sheet: Sheet, context: ReportContext): void {
	const { input, result, words } = context;
	sheet.section(words.sections.strategy, LEAST_LINES * LINE + 2 * INSET);
	const text = input.strategyText?.trim();
	if (text) {
		sheet.paragraph(text, { size: SIZE.body }, 1.45);
		sheet.advance(8);
	}
	drawCode(sheet, input.definitionText?.trimEnd() || writeJson(result.definition));
}

/** Fixed-width text on a tinted ground that runs on over pages. */
function drawCode(sheet: Sheet, code: string): void {
	const { pen, left, width } = sheet;
	const lines = code.replace(/\r\n?/g, '\n').split('\n').flatMap((line) => pen.wrap(line, width - 2 * INSET, CODE));
	let done = 0;
	while (done < lines.length) {
		sheet.ensure(Math.min(lines.length - done, LEAST_LINES) * LINE + 2 * INSET);
		const room = Math.max(1, Math.floor((sheet.bottom - sheet.y - 2 * INSET) / LINE));
		const piece = lines.slice(done, done + room);
		const height = piece.length * LINE + 2 * INSET - 4;
		pen.fill({ x: left, y: sheet.y, width, height }, COLOR.panel, 3);
		piece.forEach((line, k) => { pen.line(line, left + INSET, sheet.y + INSET + 6 + k * LINE, CODE); });
		sheet.advance(height);
		done += piece.length;
	}
}
