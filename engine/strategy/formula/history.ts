import { MAX_PERIOD, rollingHighest, rollingLowest, rollingSum } from '../../indicators';
import { compares, latest, numbersOut, type FormulaFunction, type FunctionParameter } from './function';
import { asColumn, asFlags, asNumbers } from './value';

/** Functions that look back: a value at bar i reads bars ≤ i. */
export const HISTORY: readonly FormulaFunction[] = [
	{
		name: 'ago',
		title: 'the value n bars ago',
		parameters: [{ name: 'x', type: 'any' }, bars(0)],
		result: 'any',
		elementwise: false,
		warmUp: ([first], [n]) => first + n,
		run(out, [x], [n]) {
			const { data, mask } = x;
			out.fill(x.type === 'number' ? NaN : 0, 0, n);
			for (let i = n; i < out.length; i++) out[i] = data[(i - n) & mask];
		},
	},
	crossing('crossover', 'a > b, and a <= b on the bar before', (out, { data: a, mask: p }, { data: b, mask: q }) => {
		if (out.length > 0) out[0] = 0;
		for (let i = 1; i < out.length; i++) {
			out[i] = a[i & p] > b[i & q] && a[(i - 1) & p] <= b[(i - 1) & q] ? 1 : 0;
		}
	}),
	crossing('crossunder', 'a < b, and a >= b on the bar before', (out, { data: a, mask: p }, { data: b, mask: q }) => {
		if (out.length > 0) out[0] = 0;
		for (let i = 1; i < out.length; i++) {
			out[i] = a[i & p] < b[i & q] && a[(i - 1) & p] >= b[(i - 1) & q] ? 1 : 0;
		}
	}),
	crossing('cross', 'crossover(a, b) or crossunder(a, b)', (out, { data: a, mask: p }, { data: b, mask: q }) => {
		if (out.length > 0) out[0] = 0;
		for (let i = 1; i < out.length; i++) {
			const now = a[i & p] - b[i & q];
			const before = a[(i - 1) & p] - b[(i - 1) & q];
			out[i] = (now > 0 && before <= 0) || (now < 0 && before >= 0) ? 1 : 0;
		}
	}),
	streak('rising', 'x has risen on each of the last n bars', (now, before) => now > before),
	streak('falling', 'x has fallen on each of the last n bars', (now, before) => now < before),
	windowed('highest', 'highest x of the last n bars, this one included', rollingHighest),
	windowed('lowest', 'lowest x of the last n bars, this one included', rollingLowest),
	windowed('sum', 'sum of x over the last n bars, this one included', rollingSum),
	{
		name: 'change',
		title: 'x less x n bars ago',
		parameters: [{ name: 'x', type: 'number' }, bars(1, 1)],
		result: 'number',
		elementwise: false,
		warmUp: ([first], [n]) => first + n,
		run(out, [x], [n]) {
			const { data, mask } = asNumbers(x);
			out.fill(NaN, 0, n);
			for (let i = n; i < out.length; i++) out[i] = data[i & mask] - data[(i - n) & mask];
		},
	},
	{
		name: 'barssince',
		title: 'bars since the condition last held, 0 on the bar itself; no value before it first did',
		parameters: [{ name: 'condition', type: 'boolean' }],
		result: 'number',
		elementwise: false,
		warmUp: latest,
		run(out, [condition]) {
			const { data, mask } = asFlags(condition);
			let since = NaN;
			for (let i = 0; i < out.length; i++) out[i] = since = data[i & mask] ? 0 : since + 1;
		},
	},
	{
		name: 'valuewhen',
		title: 'x on the bar on which the condition last held, or n occurrences before that',
		parameters: [{ name: 'condition', type: 'boolean' }, { name: 'x', type: 'number' }, bars(0, 0)],
		result: 'number',
		elementwise: false,
		warmUp: latest,
		run(out, [condition, x], [n]) {
			const { data: flags, mask } = asFlags(condition);
			const { data, mask: other } = asNumbers(x);
			const kept = new Float64Array(n + 1).fill(NaN);
			let slot = 0;
			for (let i = 0; i < out.length; i++) {
				if (flags[i & mask]) {
					kept[slot] = data[i & other];
					slot = slot === n ? 0 : slot + 1;
				}
				// The slot to be written next holds the oldest of the n + 1 kept.
				out[i] = kept[slot];
			}
		},
	},
];

function bars(min: number, defaultValue?: number): FunctionParameter {
	return { name: 'n', type: 'bars', min, max: MAX_PERIOD, default: defaultValue };
}

function crossing(name: string, title: string, loop: Parameters<typeof compares>[2]): FormulaFunction {
	return { ...compares(name, title, loop), elementwise: false, warmUp: (first) => latest(first) + 1 };
}

function streak(name: string, title: string, moved: (now: number, before: number) => boolean): FormulaFunction {
	return {
		name,
		title,
		parameters: [{ name: 'x', type: 'number' }, bars(1, 1)],
		result: 'boolean',
		elementwise: false,
		warmUp: ([first], [n]) => first + n,
		run(out, [x], [n]) {
			const { data, mask } = asNumbers(x);
			let length = 0;
			if (out.length > 0) out[0] = 0;
			for (let i = 1; i < out.length; i++) {
				length = moved(data[i & mask], data[(i - 1) & mask]) ? length + 1 : 0;
				out[i] = length >= n ? 1 : 0;
			}
		},
	};
}

function windowed(
	name: string,
	title: string,
	roll: (source: Float64Array, period: number, out: Float64Array) => void,
): FormulaFunction {
	return {
		name,
		title,
		parameters: [{ name: 'x', type: 'number' }, bars(1)],
		result: 'number',
		elementwise: false,
		warmUp: ([first], [n]) => first + n - 1,
		run(out, [x], [n]) {
			const column = numbersOut(out);
			roll(asColumn(asNumbers(x), column.length), n, column.fill(NaN));
		},
	};
}
