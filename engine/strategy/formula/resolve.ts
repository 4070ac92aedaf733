import type { CandleColumn } from '../../indicators';
import { suggestName } from '../../nearestName';
import { resolveCall } from './call';
import { operatorFunction } from './functions';
import { barsOf, type Graph, type Node } from './graph';
import { FormulaProblem } from './problem';
import { checked, constantNumber, typed, type Resolved, type Scope } from './scope';
import type { Expression, Span } from './syntax';
import { functionNames } from './vocabulary';

/** Gives every name its meaning and every operation its type. Throws `FormulaProblem`. */
export function resolveFormula(expression: Expression, names: Omit<Scope, 'resolve' | 'resolved'>): Scope & Resolved {
	const resolved = new Map<Expression, Resolved>();
	const scope: Scope = {
		...names,
		resolved,
		resolve(part) {
			const known = resolved.get(part);
			if (known) return known;
			const found = resolvePart(part, scope);
			resolved.set(part, found);
			return found;
		},
	};
	return { ...scope, ...scope.resolve(expression) };
}

export const CANDLE_COLUMNS: readonly CandleColumn[] = ['time', 'open', 'high', 'low', 'close', 'volume'];

/** Averages of a bar's prices, by the columns they average. */
export const PRICE_AVERAGES: Readonly<Record<string, readonly CandleColumn[]>> = {
	hl2: ['high', 'low'],
	hlc3: ['high', 'low', 'close'],
	ohlc4: ['open', 'high', 'low', 'close'],
};

function resolvePart(expression: Expression, scope: Scope): Resolved {
	const { graph } = scope;
	const { span } = expression;
	switch (expression.kind) {
		case 'number':
		case 'boolean':
			return { node: graph.constant(expression.value, span) };
		case 'name':
			return resolveName(expression.name, span, scope);
		case 'member': {
			const object = scope.resolve(expression.object);
			const node = object.outputs?.get(expression.member);
			if (node) return { node };
			if (!object.outputs) {
				throw new FormulaProblem(
					`only an indicator with several outputs has a part named "${expression.member}".`,
					expression.memberSpan,
					'For example macd(close, 12, 26, 9).signal or bbands(close, 20, 2, 2).lower.',
				);
			}
			throw new FormulaProblem(
				`there is no output named "${expression.member}".`,
				expression.memberSpan,
				suggestName(expression.member, [...object.outputs.keys()]),
			);
		}
		case 'ago': {
			const called = operatorFunction('ago');
			const object = scope.resolve(expression.object).node;
			const bars = constantNumber(expression.bars, scope, 'The number of bars in [ ]');
			checked(expression.bars.span, () => barsOf(called, [object.constant, bars.constant]));
			return { node: graph.call(called, [object, bars], span) };
		}
		case 'call':
			return resolveCall(expression, scope);
		case 'unary': {
			const called = operatorFunction(expression.operator === '-' ? 'negate' : 'not');
			const wanted = expression.operator === '-' ? 'number' : 'boolean';
			return { node: graph.call(called, [typed(expression.operand, scope, wanted, `"${expression.operator}"`)], span) };
		}
		case 'binary': {
			const called = operatorFunction(expression.operator);
			const wanted = expression.operator === 'and' || expression.operator === 'or' ? 'boolean' : 'number';
			const sides = [expression.left, expression.right].map((side) => {
				return typed(side, scope, wanted, `"${expression.operator}"`);
			});
			return { node: graph.call(called, sides, span) };
		}
	}
}

function resolveName(name: string, span: Span, scope: Scope): Resolved {
	const column = CANDLE_COLUMNS.find((candidate) => candidate === name);
	if (column) return { node: scope.graph.column(column, span) };
	if (Object.hasOwn(PRICE_AVERAGES, name)) return { node: priceAverage(PRICE_AVERAGES[name], span, scope.graph) };
	if (scope.parameters.has(name)) return { node: scope.graph.parameter(name, span) };
	const named = scope.named.get(name);
	if (named) return named;
	if (scope.later.has(name)) {
		throw new FormulaProblem(
			`"${name}" is defined further down.`,
			span,
			'An indicator may use those above it: change their order.',
		);
	}
	if (functionNames().includes(name)) {
		throw new FormulaProblem(`"${name}" is a function and needs its parentheses.`, span, `Write ${name}(…).`);
	}
	const known = [...scope.named.keys(), ...scope.parameters, ...CANDLE_COLUMNS, ...Object.keys(PRICE_AVERAGES)];
	throw new FormulaProblem(`there is no value named "${name}".`, span, suggestName(name, known));
}

function priceAverage(columns: readonly CandleColumn[], span: Span, graph: Graph): Node {
	const [first, ...others] = columns.map((column) => graph.column(column, span));
	const sum = others.reduce((total, column) => graph.call(operatorFunction('+'), [total, column], span), first);
	return graph.call(operatorFunction('/'), [sum, graph.constant(columns.length, span)], span);
}
