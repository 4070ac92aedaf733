import { COLOR } from './theme';
import { toWinAnsi } from './winAnsi';

export type Document = PDFKit.PDFDocument;
export type Typeface = 'regular' | 'bold' | 'mono';

export interface TextStyle {
	readonly size: number;
	/** Default `regular`. */
	readonly face?: Typeface;
	/** Default: ink. */
	readonly color?: string;
}

export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

const FONT: Record<Typeface, string> = { regular: 'Helvetica', bold: 'Helvetica-Bold', mono: 'Courier' };

/** Writes text at exact places and measures it. Whatever is written passes `toWinAnsi`, so no missing glyph can appear. */
export class Pen {
	constructor(readonly doc: Document) {}

	/** Width of one line, in points. */
	width(text: string, { size, face = 'regular' }: TextStyle): number {
		this.doc.font(FONT[face]).fontSize(size);
		return this.doc.widthOfString(toWinAnsi(text));
	}

	/** One line. `y` is its baseline; `x` its left end, its right end or its middle, as `align` says. */
	line(text: string, x: number, y: number, style: TextStyle, align: 'left' | 'right' | 'center' = 'left'): void {
		const shown = toWinAnsi(text);
		if (shown.trim() === '') return;
		const { size, face = 'regular', color = COLOR.ink } = style;
		this.doc.font(FONT[face]).fontSize(size).fillColor(color);
		const width = align === 'left' ? 0 : this.doc.widthOfString(shown);
		const left = align === 'right' ? x - width : align === 'center' ? x - width / 2 : x;
		this.doc.text(shown, left, y, { lineBreak: false, baseline: 'alphabetic' });
	}

	/** The text, shortened with an ellipsis until it fits into `width`. */
	fit(text: string, width: number, style: TextStyle): string {
		const shown = toWinAnsi(text).replace(/\s*\n\s*/g, ' ');
		if (this.width(shown, style) <= width) return shown;
		let low = 0;
		let high = shown.length;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (this.width(`${shown.slice(0, middle).trimEnd()}…`, style) <= width) low = middle;
			else high = middle - 1;
		}
		return `${shown.slice(0, low).trimEnd()}…`;
	}

	/** The largest size up to the style's own at which the text fits into `width`, not below `smallest`. */
	shrink(text: string, width: number, style: TextStyle, smallest = 6): TextStyle {
		const natural = this.width(text, style);
		return natural <= width ? style : { ...style, size: Math.max(smallest, (style.size * width) / natural) };
	}

	/** Lines no wider than `width`, broken at spaces, and within words that are longer than a line. Empty lines are kept. */
	wrap(text: string, width: number, style: TextStyle): string[] {
		return toWinAnsi(text)
			.split('\n')
			.flatMap((paragraph) => this.wrapParagraph(paragraph, width, style));
	}

	/** Wrapped to at most `count` lines, the last of which says by an ellipsis that there was more. */
	wrapTo(count: number, text: string, width: number, style: TextStyle): string[] {
		const lines = this.wrap(text, width, style);
		if (lines.length <= count) return lines;
		return [...lines.slice(0, count - 1), this.fit(lines.slice(count - 1).join(' '), width, style)];
	}

	private wrapParagraph(paragraph: string, width: number, style: TextStyle): string[] {
		const lines: string[] = [];
		const indent = /^ */.exec(paragraph)?.[0] ?? '';
		let line = indent;
		for (const word of paragraph.trim().split(' ')) {
			const longer = line.trim() === '' ? line + word : `${line} ${word}`;
			if (this.width(longer, style) <= width) {
				line = longer;
				continue;
			}
			if (line.trim() !== '') lines.push(line);
			const pieces = this.breakWord(indent + word, width, style);
			lines.push(...pieces.slice(0, -1));
			line = pieces[pieces.length - 1] ?? '';
		}
		lines.push(line);
		return lines;
	}

	private breakWord(word: string, width: number, style: TextStyle): string[] {
		const pieces: string[] = [];
		let piece = '';
		for (const character of word) {
			if (piece !== '' && this.width(piece + character, style) > width) {
				pieces.push(piece);
				piece = '';
			}
			piece += character;
		}
		return [...pieces, piece];
	}

	fill({ x, y, width, height }: Box, color: string, radius = 0): void {
		if (radius > 0) this.doc.roundedRect(x, y, width, height, radius).fill(color);
		else this.doc.rect(x, y, width, height).fill(color);
	}

	rule(x1: number, y1: number, x2: number, y2: number, color: string = COLOR.rule, thickness = 0.5): void {
		this.doc.lineWidth(thickness).moveTo(x1, y1).lineTo(x2, y2).stroke(color);
	}

	/** A dashed line, for marks that are read against the data. */
	dashed(x1: number, y1: number, x2: number, y2: number, color: string = COLOR.faint, thickness = 0.6): void {
		this.doc.save().lineWidth(thickness).dash(2.5, { space: 2 }).moveTo(x1, y1).lineTo(x2, y2).stroke(color).restore();
	}
}
