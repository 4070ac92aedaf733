import { Pen, type Document } from './pen';
import { COLOR, MARGIN, SECTION_GAP, SIZE } from './theme';

/** The pages as one column of content: a cursor that moves down and goes to a new page when the next piece does not fit. */
export class Sheet {
	readonly pen: Pen;
	/** Where the next piece begins. */
	y: number = MARGIN.top;
	private fresh = true;

	constructor(readonly doc: Document) {
		this.pen = new Pen(doc);
	}

	get left(): number {
		return MARGIN.side;
	}

	get right(): number {
		return this.doc.page.width - MARGIN.side;
	}

	get width(): number {
		return this.right - this.left;
	}

	get bottom(): number {
		return this.doc.page.height - MARGIN.bottom;
	}

	/** True while nothing stands on the page below its running head. */
	get isFresh(): boolean {
		return this.fresh;
	}

	/** Moves the cursor down over what was just drawn. */
	advance(height: number): void {
		this.y += height;
		this.fresh = false;
	}

	newPage(): void {
		this.doc.addPage();
		this.y = MARGIN.top;
		this.fresh = true;
	}

	/** Goes to a new page unless `height` points are left on this one. Returns whether it went. */
	ensure(height: number): boolean {
		if (this.fresh || this.y + height <= this.bottom) return false;
		this.newPage();
		return true;
	}

	/** A section's title, kept together with the first `following` points of its content; it enters the PDF's outline too. */
	section(title: string, following: number, note?: string): void {
		this.ensure((this.fresh ? 0 : SECTION_GAP) + HEADING_HEIGHT + following);
		if (!this.fresh) this.advance(SECTION_GAP);
		const baseline = this.y + SIZE.heading * 0.75;
		this.pen.fill({ x: this.left, y: this.y - 1, width: 3, height: SIZE.heading }, COLOR.accent);
		const style = { size: SIZE.heading, face: 'bold' } as const;
		this.pen.line(title, this.left + 10, baseline, style);
		if (note) {
			const room = this.width - 10 - this.pen.width(title, style) - 16;
			const small = { size: SIZE.small, color: COLOR.muted };
			this.pen.line(this.pen.fit(note, room, small), this.right, baseline, small, 'right');
		}
		this.doc.outline.addItem(title);
		this.advance(HEADING_HEIGHT);
	}

	/** Wrapped text, line by line over pages where needed. */
	paragraph(text: string, style: { size: number; color?: string; face?: 'regular' | 'bold' }, leading = 1.4): void {
		for (const line of this.pen.wrap(text, this.width, style)) {
			this.ensure(style.size * leading);
			this.pen.line(line, this.left, this.y + style.size, style);
			this.advance(style.size * leading);
		}
	}
}

const HEADING_HEIGHT = SIZE.heading + 11;
