import { FormulaProblem } from './problem';
import type { Span } from './syntax';

export type Token = Span &
	(
		| { readonly kind: 'number'; readonly value: number }
		| { readonly kind: 'name'; readonly text: string }
		| { readonly kind: 'symbol'; readonly text: string }
		| { readonly kind: 'end' }
	);

/** Splits a formula into numbers, names and symbols. `&&`, `||` and `!` come out as `and`, `or` and `not`. */
export function tokenize(text: string): Token[] {
	const tokens: Token[] = [];
	let start = skipSpace(text, 0);
	while (start < text.length) {
		const token = numberAt(text, start) ?? nameAt(text, start) ?? symbolAt(text, start);
		tokens.push(token);
		start = skipSpace(text, token.end);
	}
	tokens.push({ kind: 'end', start: text.length, end: text.length });
	return tokens;
}

const SPACE = /\s*/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SYMBOL = /&&|\|\||==|!=|<=|>=|[-+*/%^()[\],.<>!]/y;

const WORDS: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or', '!': 'not' };
const WORD_OPERATORS = new Set(['and', 'or', 'not']);

const ADVICE: Readonly<Record<string, string>> = {
	'=': 'Equality is written ==.',
	'&': 'Both is written "and" or &&.',
	'|': 'Either is written "or" or ||.',
	'"': 'Formulas hold no texts: write names without quotes.',
	"'": 'Formulas hold no texts: write names without quotes.',
	'?': 'A choice is written when(condition, a, b).',
	'{': 'Group with ( and ).',
	'}': 'Group with ( and ).',
	'≥': 'Write >=.',
	'≤': 'Write <=.',
	'≠': 'Write !=.',
};

function skipSpace(text: string, from: number): number {
	SPACE.lastIndex = from;
	SPACE.test(text);
	return SPACE.lastIndex;
}

function numberAt(text: string, start: number): Token | undefined {
	const written = matchAt(NUMBER, text, start);
	if (written === undefined) return undefined;
	const end = start + written.length;
	const glued = matchAt(NAME, text, end);
	if (glued !== undefined) {
		throw new FormulaProblem(
			`"${written}${glued}" is neither a number nor a name.`,
			{ start, end: end + glued.length },
			`A name starts with a letter; a product is written ${written} * ${glued}.`,
		);
	}
	const value = Number(written);
	if (!Number.isFinite(value)) {
		throw new FormulaProblem(`${written} is too large a number.`, { start, end }, 'The largest is about 1e308.');
	}
	return { kind: 'number', value, start, end };
}

function nameAt(text: string, start: number): Token | undefined {
	const written = matchAt(NAME, text, start);
	if (written === undefined) return undefined;
	const lower = written.toLowerCase();
	const end = start + written.length;
	if (WORD_OPERATORS.has(lower)) return { kind: 'symbol', text: lower, start, end };
	return { kind: 'name', text: written, start, end };
}

function symbolAt(text: string, start: number): Token {
	const written = matchAt(SYMBOL, text, start);
	if (written !== undefined) {
		return { kind: 'symbol', text: WORDS[written] ?? written, start, end: start + written.length };
	}
	const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
	throw new FormulaProblem(
		`the character ${JSON.stringify(character)} has no meaning here.`,
		{ start, end: start + character.length },
		ADVICE[character] ?? 'Formulas are made of numbers, names, + - * / % ^ < > == and or not, ( ), [ ] and commas.',
	);
}

function matchAt(pattern: RegExp, text: string, start: number): string | undefined {
	pattern.lastIndex = start;
	return pattern.exec(text)?.[0];
}
