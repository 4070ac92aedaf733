import { compares, ofFlags, ofNumbers, ofTwo, type FormulaFunction } from './function';

/**
 * The functions behind the operators. Each loop is written out: one shared loop that called a function per element
 * would cost about five times as much.
 */
export const OPERATORS: readonly FormulaFunction[] = [
	ofTwo('+', 'sum', ['a', 'b'], (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] + b[i & q];
	}),
	ofTwo('-', 'difference', ['a', 'b'], (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] - b[i & q];
	}),
	ofTwo('*', 'product', ['a', 'b'], (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] * b[i & q];
	}),
	ofTwo('/', 'quotient; no value where b is 0', ['a', 'b'], (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = b[i & q] === 0 ? NaN : a[i & p] / b[i & q];
	}),
	ofTwo('%', 'remainder of a / b, with the sign of a', ['a', 'b'], (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] % b[i & q];
	}),
	ofNumbers('negate', 'the opposite', ['a'], (out, [{ data: a, mask: p }]) => {
		for (let i = 0; i < out.length; i++) out[i] = -a[i & p];
	}),
	compares('<', 'below', (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] < b[i & q] ? 1 : 0;
	}),
	compares('<=', 'at most', (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] <= b[i & q] ? 1 : 0;
	}),
	compares('>', 'above', (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] > b[i & q] ? 1 : 0;
	}),
	compares('>=', 'at least', (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] >= b[i & q] ? 1 : 0;
	}),
	compares('==', 'equal', (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] === b[i & q] ? 1 : 0;
	}),
	// Not simply "not equal": where either has no value, no comparison holds, this one included.
	compares('!=', 'different', (out, { data: a, mask: p }, { data: b, mask: q }) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] < b[i & q] || a[i & p] > b[i & q] ? 1 : 0;
	}),
	ofFlags('and', 'both', ['a', 'b'], (out, [{ data: a, mask: p }, { data: b, mask: q }]) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] & b[i & q];
	}),
	ofFlags('or', 'either', ['a', 'b'], (out, [{ data: a, mask: p }, { data: b, mask: q }]) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] | b[i & q];
	}),
	ofFlags('not', 'opposite', ['a'], (out, [{ data: a, mask: p }]) => {
		for (let i = 0; i < out.length; i++) out[i] = a[i & p] ^ 1;
	}),
];
