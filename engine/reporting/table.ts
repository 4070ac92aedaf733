import type { TextStyle } from './pen';
import type { Sheet } from './sheet';
import { COLOR, SIZE } from './theme';

export interface Column {
	readonly header: string;
	readonly align: 'left' | 'right';
}

export interface Cell {
	readonly text: string;
	readonly color?: string;
	readonly bold?: boolean;
}

/** A row of cells, or one sentence across the whole width. */
export type Row = readonly Cell[] | { readonly across: string };

const PADDING = 7;

export interface TableOptions {
	readonly left?: number;
	readonly width?: number;
	/** Type size; it shrinks until the widest cells fit beside each other. Default 7.5. */
	readonly size?: number;
}

/** Rows under a header that is repeated on every page; columns as wide as their content, spread over the whole width. */
export function drawTable(sheet: Sheet, columns: readonly Column[], rows: readonly Row[], options: TableOptions = {}): void {
	const { pen } = sheet;
	const { left = sheet.left, width = sheet.width } = options;
	const { style, widths } = layOut(sheet, columns, rows, width, options.size ?? SIZE.small);
	const rowHeight = style.size * 1.95;
	const edges = widths.reduce<number[]>((sums, each) => [...sums, sums[sums.length - 1] + each], [left]);
	const drawCells = (cells: readonly Cell[], height: number, base: Partial<TextStyle>) => {
		const baseline = sheet.y + height / 2 + style.size * 0.35;
		cells.forEach(({ text, color, bold }, k) => {
			const { align } = columns[k];
			const x = align === 'left' ? edges[k] + (k === 0 ? 0 : PADDING) : edges[k + 1] - (k === columns.length - 1 ? 0 : PADDING);
			const cellStyle = { ...style, ...base, ...(color && { color }), ...(bold && { face: 'bold' as const }) };
			pen.line(text, x, baseline, cellStyle, align);
		});
	};
	const head = () => {
		const height = rowHeight + 2;
		drawCells(columns.map(({ header }) => ({ text: header })), height, { face: 'bold', color: COLOR.muted });
		pen.rule(left, sheet.y + height, left + width, sheet.y + height, COLOR.faint, 0.7);
		sheet.advance(height + 1);
	};
	sheet.ensure(rowHeight * 3);
	head();
	for (const row of rows) {
		if (sheet.ensure(rowHeight)) head();
		if ('across' in row) {
			pen.fill({ x: left, y: sheet.y, width, height: rowHeight }, COLOR.panel);
			const text = pen.fit(row.across, width - 12, style);
			pen.line(text, left + width / 2, sheet.y + rowHeight / 2 + style.size * 0.35, { ...style, color: COLOR.muted }, 'center');
		} else {
			drawCells(row, rowHeight, {});
		}
		pen.rule(left, sheet.y + rowHeight, left + width, sheet.y + rowHeight, COLOR.grid);
		sheet.advance(rowHeight);
	}
}

/** Height that `drawTable` takes for this many rows at this size, on one page. */
export const tableHeight = (rows: number, size: number = SIZE.small): number => (rows + 1) * size * 1.95 + 3;

/** The type size and column widths at which all cells fit; what is left over is shared out evenly. */
function layOut(sheet: Sheet, columns: readonly Column[], rows: readonly Row[], width: number, size: number) {
	const style = { size } as const;
	const natural = columns.map(({ header }, k) => {
		let widest = sheet.pen.width(header, { ...style, face: 'bold' });
		for (const row of rows) {
			if ('across' in row) continue;
			const { text, bold } = row[k];
			widest = Math.max(widest, sheet.pen.width(text, { ...style, face: bold ? 'bold' : 'regular' }));
		}
		return widest;
	});
	const text = natural.reduce((sum, each) => sum + each, 0);
	const padding = PADDING * (2 * columns.length - 2);
	const factor = Math.min(1, (width - padding) / text);
	const spare = Math.max(0, width - padding - text) / columns.length;
	const last = columns.length - 1;
	const widths = natural.map((each, k) => each * factor + spare + (k === 0 || k === last ? PADDING : 2 * PADDING));
	return { style: { size: size * factor }, widths };
}
