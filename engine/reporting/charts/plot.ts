import type { Box, Pen } from '../pen';
import { COLOR, SIZE } from '../theme';
import type { Polyline } from './downsample';
import type { Scale } from './scale';
import type { TimeTick } from './timeAxis';

/** A chart's drawing area: values to places, grid, axis labels, lines and areas. */
export class Plot {
	constructor(
		private readonly pen: Pen,
		/** The area of the data; labels stand outside it, on the left and below. */
		readonly box: Box,
		private readonly from: number,
		private readonly to: number,
		private readonly scale: Scale,
	) {}

	/** Left to right; a single moment stands in the middle. */
	x(value: number): number {
		const { x, width } = this.box;
		return this.to > this.from ? x + (width * (value - this.from)) / (this.to - this.from) : x + width / 2;
	}

	/** Bottom to top; what lies beyond the axis stands on its end. */
	y(value: number): number {
		const position = Math.min(1, Math.max(0, this.scale.position(value)));
		return this.box.y + this.box.height * (1 - position);
	}

	/** Horizontal grid lines with their values to the left. */
	valueAxis(write: (value: number) => string): void {
		const { x, width } = this.box;
		for (const tick of this.scale.ticks) {
			const y = this.y(tick);
			this.pen.rule(x, y, x + width, y, COLOR.grid);
			this.pen.line(write(tick), x - AXIS_GAP, y + SIZE.tiny * 0.36, LABEL, 'right');
		}
	}

	/** Vertical marks; the labels stand below the area, kept within it. */
	timeAxis(ticks: readonly TimeTick[], labelled: boolean): void {
		const { x: left, y: top, width, height } = this.box;
		const bottom = top + height;
		for (const { time, label } of ticks) {
			const x = this.x(time);
			this.pen.rule(x, top, x, bottom, COLOR.grid);
			if (!labelled) continue;
			const half = this.pen.width(label, LABEL) / 2;
			const middle = Math.min(Math.max(x, left + half), left + width - half);
			this.pen.line(label, middle, bottom + SIZE.tiny + 5, LABEL, 'center');
		}
		this.pen.rule(left, bottom, left + width, bottom, COLOR.faint);
	}

	line(points: Polyline, color: string, thickness: number): void {
		if (points.length === 0) return;
		const { doc } = this.pen;
		if (points.length === 2) {
			doc.circle(this.x(points[0]), this.y(points[1]), 2).fill(color);
			return;
		}
		doc.save().lineJoin('round').lineWidth(thickness);
		this.trace(points);
		doc.stroke(color).restore();
	}

	/** The area between the line and `base`. */
	area(points: Polyline, base: number, color: string, opacity: number): void {
		if (points.length < 4) return;
		const { doc } = this.pen;
		const y = round(this.y(base));
		doc.save().fillOpacity(opacity);
		this.trace(points);
		doc.lineTo(round(this.x(points[points.length - 2])), y).lineTo(round(this.x(points[0])), y).closePath();
		doc.fill(color).restore();
	}

	private trace(points: Polyline): void {
		const { doc } = this.pen;
		doc.moveTo(round(this.x(points[0])), round(this.y(points[1])));
		for (let k = 2; k < points.length; k += 2) doc.lineTo(round(this.x(points[k])), round(this.y(points[k + 1])));
	}
}

const AXIS_GAP = 6;
const LABEL = { size: SIZE.tiny, color: COLOR.muted };

/** A hundredth of a point is finer than any printer, and keeps the file small. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** Room that the labels of a value axis need to the left of the area. */
export const axisRoom = (pen: Pen, scale: Scale, write: (value: number) => string): number =>
	Math.max(0, ...scale.ticks.map((tick) => pen.width(write(tick), LABEL))) + AXIS_GAP;

/** Columns of a chart that is `width` points wide: finer than a screen shows at this size. */
export const columnsFor = (width: number): number => Math.ceil(width / 0.6);
