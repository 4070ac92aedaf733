import { NEGATE_PRECEDENCE, NOT_PRECEDENCE, PRECEDENCE, type Expression } from './syntax';

const POSTFIX_PRECEDENCE = 9;

/** The expression in the language's usual spelling, with no more parentheses than it needs. */
export function printFormula(expression: Expression): string {
	return print(expression, 0);
}

function print(expression: Expression, floor: number): string {
	switch (expression.kind) {
		case 'number':
		case 'boolean':
			return String(expression.value);
		case 'name':
			return expression.name;
		case 'member':
			return `${print(expression.object, POSTFIX_PRECEDENCE)}.${expression.member}`;
		case 'ago':
			return `${print(expression.object, POSTFIX_PRECEDENCE)}[${print(expression.bars, 0)}]`;
		case 'call':
			return `${expression.name}(${expression.arguments.map((argument) => print(argument, 0)).join(', ')})`;
		case 'unary': {
			const own = expression.operator === '-' ? NEGATE_PRECEDENCE : NOT_PRECEDENCE;
			const text = `${expression.operator === '-' ? '-' : 'not '}${print(expression.operand, own)}`;
			return own < floor ? `(${text})` : text;
		}
		case 'binary': {
			const own = PRECEDENCE[expression.operator];
			const right = expression.operator === '^' ? own : own + 1;
			const left = expression.operator === '^' ? own + 1 : own;
			const text = `${print(expression.left, left)} ${expression.operator} ${print(expression.right, right)}`;
			return own < floor ? `(${text})` : text;
		}
	}
}
