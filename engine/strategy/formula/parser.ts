import { tokenize, type Token } from './lexer';
import { FormulaProblem } from './problem';
import {
	COMPARISON_PRECEDENCE,
	LIMITS,
	NEGATE_PRECEDENCE,
	NOT_PRECEDENCE,
	PRECEDENCE,
	type BinaryOperator,
	type Expression,
	type Span,
} from './syntax';

/** Reads a formula into its tree by operator precedence (Pratt 1973). Throws `FormulaProblem` with the place. */
export function parseFormula(text: string): Expression {
	if (text.length > LIMITS.formulaLength) {
		throw new FormulaProblem(
			`this formula has ${text.length} characters; at most ${LIMITS.formulaLength} are allowed.`,
			{ start: 0, end: 1 },
			'Give its parts names under indicators.',
		);
	}
	return new Parser(tokenize(text)).formula();
}

class Parser {
	private position = 0;
	private depth = 0;

	constructor(private readonly tokens: readonly Token[]) {}

	formula(): Expression {
		const first = this.peek();
		if (first.kind === 'end') throw new FormulaProblem('the formula is empty.', first, 'Write a rule or remove it.');
		const expression = this.expression(0);
		if (this.peek().kind !== 'end') this.fail('an operator or the end of the formula');
		return expression;
	}

	private peek(): Token {
		return this.tokens[this.position];
	}

	/** Everything that binds more strongly than `floor`. */
	private expression(floor: number): Expression {
		if (++this.depth > LIMITS.nesting) {
			throw new FormulaProblem(
				`this is nested more than ${LIMITS.nesting} levels deep.`,
				this.peek(),
				'Give its parts names under indicators.',
			);
		}
		let left = this.prefix();
		for (;;) {
			const operator = this.binaryOperator();
			if (operator === undefined || PRECEDENCE[operator] <= floor) break;
			this.position++;
			// Power groups to the right, all else to the left.
			const right = this.expression(operator === '^' ? PRECEDENCE[operator] - 1 : PRECEDENCE[operator]);
			left = { kind: 'binary', operator, left, right, span: around(left.span, right.span) };
			if (PRECEDENCE[operator] === COMPARISON_PRECEDENCE) this.refuseChain();
		}
		this.depth--;
		return left;
	}

	private binaryOperator(): BinaryOperator | undefined {
		const token = this.peek();
		return token.kind === 'symbol' && Object.hasOwn(PRECEDENCE, token.text) ? (token.text as BinaryOperator) : undefined;
	}

	private refuseChain(): void {
		const operator = this.binaryOperator();
		if (operator !== undefined && PRECEDENCE[operator] === COMPARISON_PRECEDENCE) {
			throw new FormulaProblem('comparisons do not chain.', this.peek(), 'Write 30 < x and x < 70 for 30 < x < 70.');
		}
	}

	private prefix(): Expression {
		const token = this.peek();
		if (token.kind === 'symbol' && (token.text === '-' || token.text === 'not')) {
			this.position++;
			const operand = this.expression(token.text === '-' ? NEGATE_PRECEDENCE : NOT_PRECEDENCE);
			return { kind: 'unary', operator: token.text, operand, span: around(token, operand.span) };
		}
		return this.postfix(this.primary());
	}

	private primary(): Expression {
		const token = this.peek();
		if (token.kind === 'number') {
			this.position++;
			return { kind: 'number', value: token.value, span: spanOf(token) };
		}
		if (token.kind === 'name') {
			this.position++;
			const lower = token.text.toLowerCase();
			if (lower === 'true' || lower === 'false') return { kind: 'boolean', value: lower === 'true', span: spanOf(token) };
			if (this.isSymbol('(')) return this.call(token.text, spanOf(token));
			return { kind: 'name', name: token.text, span: spanOf(token) };
		}
		if (this.isSymbol('(')) {
			this.position++;
			const inner = this.expression(0);
			const close = this.expect(')');
			return { ...inner, span: { start: token.start, end: close.end } };
		}
		const previous = this.tokens.at(this.position - 1);
		return this.fail(
			'a number, a name or a parenthesis',
			previous?.kind === 'symbol' && previous.text === '%' ? '% is the remainder; two percent is 0.02.' : undefined,
		);
	}

	private call(name: string, nameSpan: Span): Expression {
		this.expect('(');
		const list: Expression[] = [];
		while (!this.isSymbol(')')) {
			if (list.length > 0) this.expect(',', ') or a comma');
			list.push(this.expression(0));
		}
		const close = this.expect(')');
		return { kind: 'call', name, nameSpan, arguments: list, span: around(nameSpan, close) };
	}

	private postfix(start: Expression): Expression {
		let object = start;
		for (;;) {
			if (this.isSymbol('[')) {
				this.position++;
				const bars = this.expression(0);
				const close = this.expect(']');
				object = { kind: 'ago', object, bars, span: around(object.span, close) };
			} else if (this.isSymbol('.')) {
				this.position++;
				const member = this.peek();
				if (member.kind !== 'name') return this.fail('the name of an output, such as signal');
				this.position++;
				object = {
					kind: 'member',
					object,
					member: member.text,
					memberSpan: spanOf(member),
					span: around(object.span, member),
				};
			} else {
				return object;
			}
		}
	}

	private isSymbol(text: string): boolean {
		const token = this.peek();
		return token.kind === 'symbol' && token.text === text;
	}

	private expect(symbol: string, description = symbol): Token {
		if (!this.isSymbol(symbol)) this.fail(description);
		return this.tokens[this.position++];
	}

	private fail(expected: string, hint?: string): never {
		const token = this.peek();
		const shown = token.kind === 'number' ? token.value : token.kind === 'end' ? '' : `"${token.text}"`;
		const found = token.kind === 'end' ? 'the formula ends here' : `found ${shown}`;
		throw new FormulaProblem(`${found}, but ${expected} was expected.`, token, hint);
	}
}

function around(first: Span, last: Span): Span {
	return { start: first.start, end: last.end };
}

function spanOf({ start, end }: Span): Span {
	return { start, end };
}
