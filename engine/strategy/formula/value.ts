/**
 * A number on every bar, or one number for all: element i is `data[i & mask]`, with `mask` -1 for a column and 0 for
 * a constant, so that one loop serves both.
 */
export interface Numbers {
	readonly type: 'number';
	readonly data: Float64Array;
	readonly mask: -1 | 0;
}

/** The same of flags, 1 or 0. */
export interface Flags {
	readonly type: 'boolean';
	readonly data: Uint8Array;
	readonly mask: -1 | 0;
}

export type Value = Numbers | Flags;
export type ValueType = Value['type'];

export function asNumbers(value: Value): Numbers {
	if (value.type === 'number') return value;
	throw new TypeError('A flag stands where a number was checked to stand.');
}

export function asFlags(value: Value): Flags {
	if (value.type === 'boolean') return value;
	throw new TypeError('A number stands where a flag was checked to stand.');
}

/** The value as a column of `length` rows, whether it was one already or a constant. */
export function asColumn(value: Numbers, length: number): Float64Array {
	return value.mask === -1 ? value.data : new Float64Array(length).fill(value.data[0]);
}
