import type { Format } from '../format';
import type { Scale } from './scale';

const UNITS = [
	{ size: 1e12, en: 'T', fr: '\u00a0T' },
	{ size: 1e9, en: 'B', fr: '\u00a0Md' },
	{ size: 1e6, en: 'M', fr: '\u00a0M' },
	{ size: 1e3, en: 'k', fr: '\u00a0k' },
] as const;

/** Writes an axis's values with the same unit (k, M …) and decimals, as few as keep neighbours apart. */
export function valueLabels(scale: Scale, format: Format): (value: number) => string {
	const largest = Math.max(...scale.ticks.map(Math.abs), 0);
	if (scale.logarithmic) {
		const units = largest >= 10_000;
		return (value) => write(value, units ? unitFor(value) : undefined, units ? 0 : decimalsOf(value), format);
	}
	const step = scale.ticks.length > 1 ? scale.ticks[1] - scale.ticks[0] : 1;
	const unit = largest >= 10_000 ? unitFor(largest) : undefined;
	const decimals = decimalsOf(step / (unit?.size ?? 1));
	// 1,000,250 beside 1,000,500 cannot be told apart in millions.
	return decimals > 3 && unit
		? (value) => write(value, undefined, decimalsOf(step), format)
		: (value) => write(value, unit, decimals, format);
}

/** Writes an axis of fractions as percentages. */
export function percentLabels(scale: Scale, format: Format): (value: number) => string {
	const step = scale.ticks.length > 1 ? scale.ticks[1] - scale.ticks[0] : 0.01;
	return (value) => format.percent(value, decimalsOf(step * 100));
}

const unitFor = (value: number) => UNITS.find(({ size }) => value >= size);

function write(value: number, unit: (typeof UNITS)[number] | undefined, decimals: number, format: Format): string {
	if (!unit) return format.number(value, decimals);
	return `${format.number(value / unit.size, decimals)}${value === 0 ? '' : unit[format.locale]}`;
}

/** Decimals that a step of 1, 2, 2.5 or 5 times a power of ten needs. */
function decimalsOf(step: number): number {
	for (let decimals = 0; decimals < 14; decimals++) {
		const scaled = step * 10 ** decimals;
		if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals;
	}
	return 14;
}
