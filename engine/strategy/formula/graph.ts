import { ParameterError } from '../../errors';
import type { CandleColumn, IndicatorInfo } from '../../indicators';
import { resultType, type FormulaFunction, type FunctionParameter } from './function';
import { FormulaProblem } from './problem';
import { LIMITS, type Span } from './syntax';
import { asNumbers, type Value, type ValueType } from './value';

export type Operation =
	| { readonly kind: 'constant'; readonly value: number | boolean }
	| { readonly kind: 'parameter'; readonly name: string }
	| { readonly kind: 'column'; readonly name: CandleColumn }
	| { readonly kind: 'function'; readonly called: FormulaFunction }
	/** All outputs of an indicator at once; inputs are its source, where it has one, and its parameters. */
	| { readonly kind: 'indicator'; readonly info: IndicatorInfo }
	/** One output of the indicator that is the only input. */
	| { readonly kind: 'output'; readonly index: number };

/** One operation of a definition, after the operations it reads. */
export interface Node {
	readonly id: number;
	readonly operation: Operation;
	readonly inputs: readonly Node[];
	readonly type: ValueType | 'outputs';
	/** The value with every parameter at its default, where it is the same on every bar. */
	readonly constant?: Value;
}

/** The operations of a whole definition. What is written twice, in one formula or in two, is one operation. */
export class Graph {
	readonly nodes: Node[] = [];
	private readonly byKey = new Map<string, Node>();

	constructor(private readonly defaults: ReadonlyMap<string, number>) {}

	constant(value: number | boolean, span: Span): Node {
		return this.add(`=${value}`, { kind: 'constant', value }, [], typeof value as ValueType, span);
	}

	parameter(name: string, span: Span): Node {
		return this.add(`$${name}`, { kind: 'parameter', name }, [], 'number', span);
	}

	column(name: CandleColumn, span: Span): Node {
		return this.add(`#${name}`, { kind: 'column', name }, [], 'number', span);
	}

	call(called: FormulaFunction, inputs: readonly Node[], span: Span): Node {
		const any = inputs.find((_, k) => called.parameters[k].type === 'any')?.type;
		const type = resultType(called, any === 'outputs' ? undefined : any);
		return this.add(called.name, { kind: 'function', called }, inputs, type, span);
	}

	/** The indicator's outputs, each as a node. */
	indicator(info: IndicatorInfo, inputs: readonly Node[], span: Span): Node[] {
		const all = this.add(`@${info.name}`, { kind: 'indicator', info }, inputs, 'outputs', span);
		return info.outputs.map((_, index) => this.add(`.${index}`, { kind: 'output', index }, [all], 'number', span));
	}

	private add(
		name: string,
		operation: Operation,
		inputs: readonly Node[],
		type: Node['type'],
		span: Span,
	): Node {
		const key = `${name} ${inputs.map((input) => input.id).join(' ')}`;
		const known = this.byKey.get(key);
		if (known) return known;
		if (this.nodes.length >= LIMITS.operations) {
			throw new FormulaProblem(
				`the definition asks for more than ${LIMITS.operations} different operations.`,
				span,
				'Make it simpler.',
			);
		}
		const node: Node = {
			id: this.nodes.length,
			operation,
			inputs,
			type,
			constant: constantOf(operation, inputs.map((input) => input.constant), this.defaults),
		};
		this.nodes.push(node);
		this.byKey.set(key, node);
		return node;
	}
}

/** The value of an operation whose inputs are constants; undefined where it changes from bar to bar. */
export function constantOf(
	operation: Operation,
	inputs: readonly (Value | undefined)[],
	parameters: ReadonlyMap<string, number>,
): Value | undefined {
	if (operation.kind === 'constant') return single(operation.value);
	if (operation.kind === 'parameter') return single(parameters.get(operation.name) ?? NaN);
	if (operation.kind !== 'function' || !operation.called.elementwise) return undefined;
	const constants = inputs.filter((input) => input !== undefined);
	return constants.length === inputs.length ? applyFunction(operation.called, constants, 1) : undefined;
}

/** Computes `length` rows of a function; one row, for constants, is a constant. */
export function applyFunction(
	called: FormulaFunction,
	inputs: readonly Value[],
	length: number,
	reuse?: Float64Array | Uint8Array,
): Value {
	const values = inputs.filter((_, k) => called.parameters[k].type !== 'bars');
	const any = values.find((_, k) => called.parameters[k].type === 'any');
	const type = resultType(called, any?.type);
	const mask = called.elementwise && inputs.every((input) => input.mask === 0) ? 0 : -1;
	const out = reuse ?? (type === 'number' ? new Float64Array(length) : new Uint8Array(length));
	called.run(out, values, barsOf(called, inputs));
	return out instanceof Float64Array ? { type: 'number', data: out, mask } : { type: 'boolean', data: out, mask };
}

/** The whole numbers a function was given for its parameters of type `bars`. Throws `ParameterError`. */
export function barsOf(called: FormulaFunction, inputs: readonly (Value | undefined)[]): number[] {
	const bars: number[] = [];
	for (const [k, parameter] of called.parameters.entries()) {
		const input = inputs[k];
		if (parameter.type === 'bars' && input) bars.push(checkBars(called, parameter, asNumbers(input).data[0]));
	}
	return bars;
}

function checkBars(called: FormulaFunction, parameter: FunctionParameter & { type: 'bars' }, value: number): number {
	if (Number.isInteger(value) && value >= parameter.min && value <= parameter.max) return value;
	const name = called.name === 'ago' ? 'the number of bars in [ ]' : `${called.name}: ${parameter.name}`;
	throw new ParameterError(
		parameter.name,
		`${name} is ${value}, but must be a whole number from ${parameter.min} to ${parameter.max}.`,
		value < 0 ? 'A formula sees this bar and those before it, never those to come.' : undefined,
	);
}

function single(value: number | boolean): Value {
	return typeof value === 'number'
		? { type: 'number', data: Float64Array.of(value), mask: 0 }
		: { type: 'boolean', data: Uint8Array.of(value ? 1 : 0), mask: 0 };
}
