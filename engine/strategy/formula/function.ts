import type { Flags, Numbers, Value, ValueType } from './value';
import { asFlags, asNumbers } from './value';

/**
 * What a function takes at one place: a value on every bar, or a whole number fixed for the run (`bars`) within bounds.
 * `any` stands for number or boolean, the same wherever it stands in one function, its result included.
 */
export type FunctionParameter =
	| { readonly name: string; readonly type: 'number' | 'boolean' | 'any' }
	| {
			readonly name: string;
			readonly type: 'bars';
			readonly min: number;
			readonly max: number;
			readonly default?: number;
	  };

export interface FormulaFunction {
	readonly name: string;
	readonly title: string;
	readonly parameters: readonly FunctionParameter[];
	readonly result: 'number' | 'boolean' | 'any';
	/** True where the value on a bar comes from that bar's arguments alone: constants then give a constant. */
	readonly elementwise: boolean;
	/** First bar with a value, from the first bars of the arguments (0 for `bars`) and the `bars` in their order. */
	warmUp(first: readonly number[], bars: readonly number[]): number;
	/** Writes `out.length` rows. Arguments of type `bars` come in `bars`, the others in `values`, each in order. */
	run(out: Float64Array | Uint8Array, values: readonly Value[], bars: readonly number[]): void;
}

export const latest = (first: readonly number[]): number => Math.max(0, ...first);

/** A function of numbers on the same bar that gives a number. */
export function ofNumbers(
	name: string,
	title: string,
	names: readonly string[],
	loop: (out: Float64Array, values: readonly Numbers[]) => void,
): FormulaFunction {
	return {
		name,
		title,
		parameters: names.map((parameter) => ({ name: parameter, type: 'number' })),
		result: 'number',
		elementwise: true,
		warmUp: latest,
		run: (out, values) => { loop(numbersOut(out), values.map(asNumbers)); },
	};
}

/** A function of two numbers on the same bar that gives a number. */
export function ofTwo(
	name: string,
	title: string,
	names: readonly [string, string],
	loop: (out: Float64Array, a: Numbers, b: Numbers) => void,
): FormulaFunction {
	return ofNumbers(name, title, names, (out, [a, b]) => {
		loop(out, a, b);
	});
}

/** A function of numbers on the same bar that gives a flag. */
export function compares(
	name: string,
	title: string,
	loop: (out: Uint8Array, a: Numbers, b: Numbers) => void,
): FormulaFunction {
	return {
		name,
		title,
		parameters: [
			{ name: 'a', type: 'number' },
			{ name: 'b', type: 'number' },
		],
		result: 'boolean',
		elementwise: true,
		warmUp: latest,
		run: (out, [a, b]) => { loop(flagsOut(out), asNumbers(a), asNumbers(b)); },
	};
}

/** A function of flags on the same bar that gives a flag. */
export function ofFlags(
	name: string,
	title: string,
	names: readonly string[],
	loop: (out: Uint8Array, values: readonly Flags[]) => void,
): FormulaFunction {
	return {
		name,
		title,
		parameters: names.map((parameter) => ({ name: parameter, type: 'boolean' })),
		result: 'boolean',
		elementwise: true,
		warmUp: latest,
		run: (out, values) => { loop(flagsOut(out), values.map(asFlags)); },
	};
}

export function numbersOut(out: Float64Array | Uint8Array): Float64Array {
	if (out instanceof Float64Array) return out;
	throw new TypeError('A number was to be written where flags were checked to go.');
}

export function flagsOut(out: Float64Array | Uint8Array): Uint8Array {
	if (out instanceof Uint8Array) return out;
	throw new TypeError('A flag was to be written where numbers were checked to go.');
}

/** The type a function gives for arguments of these types. */
export function resultType(called: FormulaFunction, any: ValueType | undefined): ValueType {
	return called.result === 'any' ? (any ?? 'number') : called.result;
}
