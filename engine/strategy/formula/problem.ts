import { StrategyError } from '../error';
import type { Span } from './syntax';

/** Trouble at a place in a formula, before the place of the formula itself is known. */
export class FormulaProblem extends Error {
	constructor(
		message: string,
		readonly span: Span,
		readonly hint?: string,
	) {
		super(message);
	}
}

/** Finds the place in the document of an offset in the formula at `path`, when the definition came from a text. */
export type LocateInFormula = (path: string, offset: number) => { line: number; column: number } | undefined;

/** The problem as an error of the definition, with the formula's line and the place underlined in its hint. */
export function problemIn(
	formula: { readonly path: string; readonly text: string },
	problem: FormulaProblem,
	locate?: LocateInFormula,
): StrategyError {
	const { text, path } = formula;
	const start = Math.min(problem.span.start, text.length);
	const lineStart = text.lastIndexOf('\n', start - 1) + 1;
	const place = { text, line: text.slice(0, lineStart).split('\n').length, column: start - lineStart + 1 };
	return new StrategyError(
		problem.message,
		{ path, ...(locate?.(path, start) ?? { line: place.line, column: place.column }), formula: place },
		[problem.hint, underline(text, lineStart, start, problem.span.end)].filter(Boolean).join('\n\n'),
	);
}

/** The line of the formula, cut to what surrounds the place, and carets below the place. */
function underline(text: string, lineStart: number, start: number, end: number): string {
	const newline = text.indexOf('\n', start);
	const lineEnd = newline < 0 ? text.length : newline;
	const from = Math.max(lineStart, start - PICTURE_WIDTH / 2);
	const to = Math.min(lineEnd, from + PICTURE_WIDTH);
	const before = from > lineStart ? '…' : '';
	const line = before + text.slice(from, to).replace(/\s/g, ' ') + (to < lineEnd ? '…' : '');
	const carets = '^'.repeat(Math.max(1, Math.min(end, to) - start));
	return `${line}\n${' '.repeat(before.length + start - from)}${carets}`;
}

const PICTURE_WIDTH = 100;
