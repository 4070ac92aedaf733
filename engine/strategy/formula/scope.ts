import { ParameterError } from '../../errors';
import type { Graph, Node } from './graph';
import { FormulaProblem } from './problem';
import type { Expression, Span } from './syntax';

/** What an expression stands for: a value on every bar and, for an indicator, its other outputs by name. */
export interface Resolved {
	readonly node: Node;
	readonly outputs?: ReadonlyMap<string, Node>;
}

/** What names mean in a formula, and where its operations go. */
export interface Scope {
	readonly graph: Graph;
	readonly parameters: ReadonlySet<string>;
	readonly named: ReadonlyMap<string, Resolved>;
	/** Names that exist but only further down: to say so is kinder than to call them unknown. */
	readonly later: ReadonlySet<string>;
	/** Every expression resolved so far: each is resolved once, and whoever explains the formula reads it here. */
	readonly resolved: Map<Expression, Resolved>;
	/** Resolves a part of the formula. */
	resolve(expression: Expression): Resolved;
}

/** The expression's node, which must be of the wanted type; `reader` names who reads it, for the message. */
export function typed(
	expression: Expression,
	scope: Scope,
	wanted: 'number' | 'boolean',
	reader: string,
): Node {
	const { node } = scope.resolve(expression);
	if (node.type === wanted) return node;
	throw wanted === 'boolean'
		? new FormulaProblem(
				`${reader} takes a condition, but this is a number.`,
				expression.span,
				'Make it a condition by comparing it, such as x > 0.',
			)
		: new FormulaProblem(
				`${reader} takes a number, but this is a condition (true or false).`,
				expression.span,
				'A condition becomes a number by when(condition, 1, 0); conditions combine by and, or, not.',
			);
}

/** The expression's node, which must be a number that is the same on every bar. */
export function constantNumber(expression: Expression, scope: Scope, what: string): Node {
	const node = typed(expression, scope, 'number', what);
	if (node.constant) return node;
	throw new FormulaProblem(
		`${what} must be a number or a parameter, but this changes from bar to bar.`,
		expression.span,
		'Arithmetic of numbers and parameters is allowed, such as 2 * fast.',
	);
}

/** Turns a refused value into a problem at its place. */
export function checked<T>(span: Span, check: () => T): T {
	try {
		return check();
	} catch (error) {
		if (error instanceof ParameterError) throw new FormulaProblem(error.message, span, error.hint);
		throw error;
	}
}
