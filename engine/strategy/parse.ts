import { checkDefinition } from './check';
import type { StrategyDefinition } from './definition';
import { readDocument } from './document';
import { compileProgram } from './program';

/**
 * Reads a strategy definition from YAML, JSON or an object, and returns its normal form: shorthands written out,
 * formulas as texts. Every formula is compiled, so that what is returned can run.
 * @throws StrategyError with path, and line and column where there is a text.
 */
export function parseStrategy(source: unknown): StrategyDefinition {
	const document = typeof source === 'string' ? readDocument(source) : undefined;
	const definition = checkDefinition(document ? document.value : source, document);
	compileProgram(definition, document?.locateInFormula);
	return definition;
}
