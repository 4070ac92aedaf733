import type { Pen } from '../pen';
import { COLOR, SIZE } from '../theme';

export interface LegendEntry {
	readonly label: string;
	/** Draws the sign in a square of 8 points around this middle. */
	readonly sign: (pen: Pen, x: number, y: number) => void;
}

export const lineSign = (color: string): LegendEntry['sign'] => (pen, x, y) => { pen.rule(x - 6, y, x + 6, y, color, 1.6); };

const STYLE = { size: SIZE.small, color: COLOR.muted };

/** A row of signs and labels from `x` on, around the height `y`. Returns the row's right end. */
export function drawLegend(pen: Pen, entries: readonly LegendEntry[], x: number, y: number): number {
	let left = x;
	for (const { label, sign } of entries) {
		sign(pen, left + 6, y);
		pen.line(label, left + 17, y + SIZE.small * 0.36, STYLE);
		left += 17 + pen.width(label, STYLE) + 16;
	}
	return left - 16;
}
