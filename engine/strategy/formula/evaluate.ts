import { checkParameter, computeColumns } from '../../indicators';
import type { CandleColumns } from '../../market/series';
import { StrategyError } from '../error';
import { applyFunction, barsOf, constantOf, type Node } from './graph';
import { LIMITS } from './syntax';
import { asColumn, asFlags, asNumbers, type Value, type ValueType } from './value';

/** What can be known of each operation before any bar is read, by node id. */
export interface Plan {
	readonly constants: readonly (Value | undefined)[];
	/** First bar with a value. */
	readonly first: readonly number[];
}

/**
 * Settles constants, warm-ups and the work to be done, for one set of parameter values. Throws `ParameterError` where a
 * value makes an indicator or a window impossible, `StrategyError` where the work exceeds the limit.
 */
export function planRun(nodes: readonly Node[], parameters: ReadonlyMap<string, number>): Plan {
	const constants: (Value | undefined)[] = [];
	const first: number[] = [];
	let cost = 0;
	for (const { operation, inputs } of nodes) {
		const known = inputs.map((input) => constants[input.id]);
		const constant = constantOf(operation, known, parameters);
		constants.push(constant);
		let start = 0;
		if (operation.kind === 'indicator') {
			const settings = indicatorSettings(operation.info, known);
			const source = operation.info.inputs.includes('source') ? first[inputs[0].id] : 0;
			start = source + operation.info.warmUp(settings);
			cost += operation.info.cost(settings);
		} else if (operation.kind === 'output') {
			start = first[inputs[0].id];
		} else if (operation.kind === 'function' && !constant) {
			const { called } = operation;
			const values = inputs.filter((_, k) => called.parameters[k].type !== 'bars').map((input) => first[input.id]);
			start = called.warmUp(values, barsOf(called, known));
			cost += called.elementwise ? 1 : 4;
		}
		first.push(start);
	}
	if (cost > LIMITS.costPerBar) {
		throw new StrategyError(
			`the formulas ask for about ${Math.round(cost)} steps on every bar; at most ${LIMITS.costPerBar} are allowed.`,
			{ path: '' },
			'Use fewer indicators, or shorter periods where the cost grows with them (cci).',
		);
	}
	return { constants, first };
}

/** The values of the kept nodes over a series, each operation computed once. */
export function evaluateNodes(
	nodes: readonly Node[],
	kept: ReadonlySet<Node>,
	plan: Plan,
	series: CandleColumns,
): (node: Node) => Value {
	const length = series.close.length;
	const values: (Value | undefined)[] = [];
	const outputs: (readonly Float64Array[])[] = [];
	const pool = new ColumnPool();
	const lastUse = lastUses(nodes);
	const valueOf = (node: Node): Value => {
		const value = values[node.id];
		if (!value) throw new TypeError('An operation was read before it was computed.');
		return value;
	};
	for (const node of nodes) {
		const { id, operation, inputs } = node;
		const constant = plan.constants[id];
		if (constant) values[id] = constant;
		else if (operation.kind === 'column') values[id] = { type: 'number', data: series[operation.name], mask: -1 };
		else if (operation.kind === 'output') {
			values[id] = { type: 'number', data: outputs[inputs[0].id][operation.index], mask: -1 };
		} else if (operation.kind === 'indicator') {
			const settings = indicatorSettings(operation.info, inputs.map((input) => plan.constants[input.id]));
			const source = operation.info.inputs.includes('source') ? asNumbers(valueOf(inputs[0])) : undefined;
			outputs[id] = computeColumns(operation.info, series, settings, source ? asColumn(source, length) : series.close);
		} else if (operation.kind === 'function') {
			const reuse = node.type === 'outputs' ? undefined : pool.take(node.type, length);
			values[id] = applyFunction(operation.called, inputs.map(valueOf), length, reuse);
		}
		for (const input of inputs) {
			if (lastUse[input.id] !== id || kept.has(input)) continue;
			const value = values[input.id];
			if (input.operation.kind === 'function' && value?.mask === -1) pool.give(value);
			values[input.id] = undefined;
		}
	}
	return valueOf;
}

/** A node's value as a column of numbers; flags become 1 and 0. */
export function numberColumn(value: Value, length: number): Float64Array {
	if (value.type === 'number') return asColumn(value, length);
	return value.mask === -1 ? Float64Array.from(value.data) : new Float64Array(length).fill(value.data[0]);
}

/** A node's value as a column of flags. */
export function flagColumn(value: Value, length: number): Uint8Array {
	const { data, mask } = asFlags(value);
	return mask === -1 ? data : new Uint8Array(length).fill(data[0]);
}

function indicatorSettings(
	info: Parameters<typeof checkParameter>[0],
	inputs: readonly (Value | undefined)[],
): number[] {
	const given = info.inputs.includes('source') ? inputs.slice(1) : inputs;
	return info.parameters.map((parameter, k) => {
		const value = given[k];
		return checkParameter(info, parameter, value ? asNumbers(value).data[0] : NaN);
	});
}

function lastUses(nodes: readonly Node[]): number[] {
	const last: number[] = nodes.map(() => -1);
	for (const node of nodes) for (const input of node.inputs) last[input.id] = node.id;
	return last;
}

/** Columns no longer needed, to be written again: fresh memory costs more than the arithmetic that fills it. */
class ColumnPool {
	private readonly numbers: Float64Array[] = [];
	private readonly flags: Uint8Array[] = [];

	take(type: ValueType, length: number): Float64Array | Uint8Array {
		return type === 'number'
			? (this.numbers.pop() ?? new Float64Array(length))
			: (this.flags.pop() ?? new Uint8Array(length));
	}

	give(value: Value): void {
		if (value.type === 'number') this.numbers.push(value.data);
		else this.flags.push(value.data);
	}
}
