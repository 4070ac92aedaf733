import { EngineError } from '../errors';

/** Where in a formula the trouble lies; `line` and `column` count from 1 within its text. */
export interface FormulaPlace {
	readonly text: string;
	readonly line: number;
	readonly column: number;
}

export interface StrategyErrorPlace {
	/** Path within the definition, such as `entry.long`; empty for the definition as a whole. */
	readonly path: string;
	/** Counted from 1 in the text the definition was read from; without one, in the formula. */
	readonly line?: number;
	readonly column?: number;
	readonly formula?: FormulaPlace;
}

/**
 * A strategy definition that cannot be used. The message says where and what; `hint` says what to do, followed, for
 * a formula, by its line with the place underlined.
 */
export class StrategyError extends EngineError {
	readonly path: string;
	readonly line?: number;
	readonly column?: number;
	readonly formula?: FormulaPlace;

	constructor(problem: string, place: StrategyErrorPlace, hint?: string) {
		const { path, line, column } = place;
		const where = [path, ...(line === undefined ? [] : [`line ${line}, column ${column}`])].filter(Boolean).join(', ');
		super(where ? `${where}: ${problem}` : problem, hint);
		this.path = path;
		this.line = line;
		this.column = column;
		this.formula = place.formula;
	}
}
