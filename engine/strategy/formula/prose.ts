import { printFormula } from './print';
import { PRECEDENCE, type BinaryOperator, type Expression } from './syntax';

/** A condition as an English clause: `fastMa crosses above slowMa and rsi(close, 14) is below 70`. */
export function conditionInWords(expression: Expression): string {
	switch (expression.kind) {
		case 'boolean':
			return expression.value ? 'always' : 'never';
		case 'call':
			return CLAUSES[expression.name]?.(expression.arguments.map(printFormula)) ?? printFormula(expression);
		case 'unary':
			return expression.operator === 'not' ? `not (${conditionInWords(expression.operand)})` : printFormula(expression);
		case 'binary': {
			const { operator, left, right } = expression;
			if (operator === 'and' || operator === 'or') {
				return `${within(left, operator)} ${operator} ${within(right, operator)}`;
			}
			const verb = VERBS[operator];
			return verb ? `${printFormula(left)} ${verb} ${printFormula(right)}` : printFormula(expression);
		}
		default:
			return printFormula(expression);
	}
}

const VERBS: Readonly<Partial<Record<BinaryOperator, string>>> = {
	'<': 'is below',
	'<=': 'is at most',
	'>': 'is above',
	'>=': 'is at least',
	'==': 'equals',
	'!=': 'differs from',
};

const CLAUSES: Readonly<Partial<Record<string, (parts: readonly string[]) => string>>> = {
	crossover: ([a, b]) => `${a} crosses above ${b}`,
	crossunder: ([a, b]) => `${a} crosses below ${b}`,
	cross: ([a, b]) => `${a} crosses ${b}`,
	rising: ([x, n = '1']) => (n === '1' ? `${x} rises` : `${x} has risen for ${n} bars`),
	falling: ([x, n = '1']) => (n === '1' ? `${x} falls` : `${x} has fallen for ${n} bars`),
};

function within(part: Expression, operator: 'and' | 'or'): string {
	const words = conditionInWords(part);
	const looser = part.kind === 'binary' && PRECEDENCE[part.operator] < PRECEDENCE[operator];
	return looser ? `(${words})` : words;
}
