import { latest, numbersOut, ofNumbers, ofTwo, type FormulaFunction } from './function';
import { asFlags, asNumbers } from './value';

/** Functions of one bar: nothing before it is read. What has no finite result has no value. */
export const ARITHMETIC: readonly FormulaFunction[] = [
	each('abs', 'x without its sign', Math.abs),
	each('floor', 'the whole number at or below x', Math.floor),
	each('ceil', 'the whole number at or above x', Math.ceil),
	each('sqrt', 'square root; no value below 0', Math.sqrt),
	each('log', 'natural logarithm; no value at or below 0', Math.log),
	each('exp', 'e to the power of x', Math.exp),
	{
		...ofNumbers('round', 'x to so many decimals, halves up', ['x'], () => undefined),
		parameters: [
			{ name: 'x', type: 'number' },
			{ name: 'digits', type: 'bars', min: 0, max: 12, default: 0 },
		],
		run(out, [x], [digits]) {
			const { data, mask } = asNumbers(x);
			const scale = 10 ** digits;
			for (let i = 0; i < out.length; i++) out[i] = Math.round(data[i & mask] * scale) / scale;
		},
	},
	ofTwo('pow', 'x to the power of y, also written x ^ y', ['x', 'y'], (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = finiteOrNone(a[i & p] ** b[i & q]);
	}),
	ofTwo('min', 'the lowest of its arguments on this bar', ['a', 'b'], (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = Math.min(a[i & p], b[i & q]);
	}),
	ofTwo('max', 'the highest of its arguments on this bar', ['a', 'b'], (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = Math.max(a[i & p], b[i & q]);
	}),
	{
		...ofTwo('nz', 'x, or y where x has no value', ['x', 'y'], (out, { data: a, mask: p }, { data: b, mask: q }) => {
			for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(a[i & p]) ? b[i & q] : a[i & p];
		}),
		warmUp: ([, fallback]) => fallback,
	},
	{
		name: 'when',
		title: 'a where the condition holds, b where it does not',
		parameters: [
			{ name: 'condition', type: 'boolean' },
			{ name: 'a', type: 'any' },
			{ name: 'b', type: 'any' },
		],
		result: 'any',
		elementwise: true,
		warmUp: latest,
		run(out, [condition, a, b]) {
			const { data: flags, mask } = asFlags(condition);
			for (let i = 0; i < out.length; i++) out[i] = flags[i & mask] ? a.data[i & a.mask] : b.data[i & b.mask];
		},
	},
];

function each(name: string, title: string, apply: (x: number) => number): FormulaFunction {
	return {
		...ofNumbers(name, title, ['x'], () => undefined),
		run(out, [x]) {
			const { data, mask } = asNumbers(x);
			const column = numbersOut(out);
			for (let i = 0; i < column.length; i++) column[i] = finiteOrNone(apply(data[i & mask]));
		},
	};
}

function finiteOrNone(value: number): number {
	return Number.isFinite(value) ? value : NaN;
}
