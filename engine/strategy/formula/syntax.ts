/** Offsets into the formula's text, `end` exclusive. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'and' | 'or';

/** A formula as a tree, before names and types are known. */
export type Expression = { readonly span: Span } & (
	| { readonly kind: 'number'; readonly value: number }
	| { readonly kind: 'boolean'; readonly value: boolean }
	| { readonly kind: 'name'; readonly name: string }
	| { readonly kind: 'member'; readonly object: Expression; readonly member: string; readonly memberSpan: Span }
	| { readonly kind: 'ago'; readonly object: Expression; readonly bars: Expression }
	| { readonly kind: 'call'; readonly name: string; readonly nameSpan: Span; readonly arguments: readonly Expression[] }
	| { readonly kind: 'unary'; readonly operator: '-' | 'not'; readonly operand: Expression }
	| {
			readonly kind: 'binary';
			readonly operator: BinaryOperator;
			readonly left: Expression;
			readonly right: Expression;
	  }
);

/** Binding strength, weakest first; prefix operators and power stand above the table (see `parseFormula`). */
export const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
	or: 1,
	and: 2,
	'<': 4,
	'<=': 4,
	'>': 4,
	'>=': 4,
	'==': 4,
	'!=': 4,
	'+': 5,
	'-': 5,
	'*': 6,
	'/': 6,
	'%': 6,
	'^': 8,
};
export const NOT_PRECEDENCE = 3;
export const NEGATE_PRECEDENCE = 7;
export const COMPARISON_PRECEDENCE = 4;

/** What a hostile or careless text may ask for. */
export const LIMITS = {
	/** Characters of one formula. */
	formulaLength: 2000,
	/** Parentheses, calls and prefixes inside each other. */
	nesting: 60,
	/** Distinct operations of a whole definition. */
	operations: 1000,
	/** Work on one bar of a whole definition, in additions. A usual strategy needs about a hundred. */
	costPerBar: 5000,
} as const;
