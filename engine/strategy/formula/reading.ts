import { indicators } from '../../indicators';
import type { Node } from './graph';
import { HISTORY } from './history';
import { printFormula } from './print';
import type { Resolved } from './scope';
import type { Expression } from './syntax';

/** A value a formula reads, as its author would name it: `fastMa`, `close`, `rsi(close, 14)`, `channel.upper[1]`. */
export interface Reading {
	readonly text: string;
	readonly node: Node;
}

/** The values a formula reads, each once, in the order written. Numbers and conditions made of them are left out. */
export function readingsOf(expression: Expression, resolved: ReadonlyMap<Expression, Resolved>): Reading[] {
	const found = new Map<string, Reading>();
	const visit = (part: Expression): void => {
		const node = resolved.get(part)?.node;
		if (node && isReading(part, node)) {
			const text = printFormula(part);
			if (!found.has(text)) found.set(text, { text, node });
			return;
		}
		for (const child of childrenOf(part)) visit(child);
	};
	visit(expression);
	return [...found.values()];
}

const READ_WHOLE: ReadonlySet<string> = new Set([
	...indicators().map((info) => info.name),
	...HISTORY.filter((called) => called.result === 'number').map((called) => called.name),
]);

function isReading(part: Expression, node: Node): boolean {
	if (part.kind === 'call') return READ_WHOLE.has(part.name);
	return part.kind === 'member' || part.kind === 'ago' || (part.kind === 'name' && !node.constant);
}

function childrenOf(part: Expression): readonly Expression[] {
	switch (part.kind) {
		case 'call':
			return part.arguments;
		case 'unary':
			return [part.operand];
		case 'binary':
			return [part.left, part.right];
		default:
			return [];
	}
}
