import { ARITHMETIC } from './arithmetic';
import type { FormulaFunction } from './function';
import { HISTORY } from './history';
import { OPERATORS } from './operators';

/** Every function of the language by name, beside the indicators of the registry. Operators are named by their sign. */
const BY_NAME: ReadonlyMap<string, FormulaFunction> = new Map(
	[...OPERATORS, ...ARITHMETIC, ...HISTORY].map((entry) => [entry.name, entry]),
);

/** Those a formula may call by name, for its author, the documentation and the editor. */
export const CALLABLE: readonly FormulaFunction[] = [...ARITHMETIC, ...HISTORY.filter((entry) => entry.name !== 'ago')];

const CALLABLE_NAMES: ReadonlySet<string> = new Set(CALLABLE.map((entry) => entry.name));

/** The function behind a name that formulas may call. */
export function callableFunction(name: string): FormulaFunction | undefined {
	return CALLABLE_NAMES.has(name) ? BY_NAME.get(name) : undefined;
}

/** The function behind an operator, or `ago` behind `x[n]`. */
export function operatorFunction(name: string): FormulaFunction {
	const found = BY_NAME.get(name === '^' ? 'pow' : name);
	if (!found) throw new TypeError(`The operator ${name} has no function.`);
	return found;
}
