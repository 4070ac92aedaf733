import type { Sheet } from '../sheet';
import { COLOR, SIZE } from '../theme';

/** A name and what stands beside it. */
export interface Pair {
	readonly label: string;
	readonly value: string;
}

const ROW = 15;
const GAP = 28;
/** A longer list is broken rather than moved. */
const MOST_ROWS = 40;
const LABEL = { size: SIZE.body - 0.5, color: COLOR.muted };
const VALUE = { size: SIZE.body - 0.5 };

/** A section of labelled values in two columns, read down the first and then down the second; kept on one page where a page is enough. */
export function drawPairs(sheet: Sheet, title: string, pairs: readonly Pair[]): void {
	const { pen } = sheet;
	const width = (sheet.width - GAP) / 2;
	sheet.section(title, ROW * Math.min(MOST_ROWS, Math.ceil(pairs.length / 2)));
	let done = 0;
	while (done < pairs.length) {
		sheet.ensure(ROW);
		const room = Math.max(1, Math.floor((sheet.bottom - sheet.y) / ROW));
		const rows = Math.min(room, Math.ceil((pairs.length - done) / 2));
		for (let k = 0; k < 2 * rows && done < pairs.length; k++, done++) {
			const left = sheet.left + (k < rows ? 0 : width + GAP);
			const top = sheet.y + (k % rows) * ROW;
			const { label, value } = pairs[done];
			const name = pen.fit(label, width * 0.65, LABEL);
			const text = pen.fit(value, width - pen.width(name, LABEL) - 10, VALUE);
			pen.line(name, left, top + ROW * 0.68, LABEL);
			pen.line(text, left + width, top + ROW * 0.68, VALUE, 'right');
			pen.rule(left, top + ROW, left + width, top + ROW, COLOR.grid);
		}
		sheet.advance(rows * ROW);
	}
}
