import type { ReportContext } from '../context';
import type { Sheet } from '../sheet';
import { COLOR, MARGIN, SIZE } from '../theme';

/** The notice and the number on the page that is open. */
export function drawFooter(sheet: Sheet, { words }: ReportContext, page: number, pages: number): void {
	const { pen, left, right, width } = sheet;
	const style = { size: SIZE.tiny, color: COLOR.muted } as const;
	const y = sheet.doc.page.height - MARGIN.bottom + 26;
	pen.rule(left, y - 12, right, y - 12);
	const number = words.page(page, pages);
	pen.line(words.footer, left, y, pen.shrink(words.footer, width - pen.width(number, style) - 20, style, 5));
	pen.line(number, right, y, { ...style, face: 'bold' }, 'right');
}
