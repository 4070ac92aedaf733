import { parseTimeframe } from '../market';
import type { StrategyDefinition } from './definition';
import type { Path, SourceDocument } from './document';
import { StrategyError } from './error';
import { definitionSchema } from './schema';
import { explainIssues } from './schemaProblem';

/** Everything about a definition that can be checked without reading its formulas. */
export function checkDefinition(value: unknown, document?: SourceDocument): StrategyDefinition {
	const refuse = (problem: string, path: Path, hint?: string, key = false): never => {
		throw new StrategyError(problem, { path: path.join('.'), ...document?.locate(path, key) }, hint);
	};
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return refuse(
			'A strategy definition is a map of schema, name, entry and so on.',
			[],
			'See docs/strategy.md for a complete example.',
		);
	}
	const result = definitionSchema.safeParse(value, { reportInput: true });
	if (!result.success) {
		const { path, problem, hint, key } = explainIssues(result.error.issues);
		return refuse(problem, path, hint, key);
	}
	const definition: StrategyDefinition = result.data;
	const { entry, parameters = {}, protect, sizing, timeframe } = definition;
	if (entry.long === undefined && entry.short === undefined) {
		refuse('there is no entry rule.', ['entry'], 'Give entry.long, entry.short or both.');
	}
	if (sizing?.mode === 'riskPercent' && protect?.stopLoss === undefined) {
		const problem = 'riskPercent needs a stop loss: the risk is what lies between entry and stop.';
		refuse(problem, ['sizing', 'mode'], 'Add protect.stopLoss.');
	}
	for (const [name, { default: preset, min = -Infinity, max = Infinity }] of Object.entries(parameters)) {
		const path = ['parameters', name];
		if (min > max) refuse(`min ${min} lies above max ${max}.`, path);
		if (preset < min || preset > max) refuse(`the default ${preset} lies outside ${min} to ${max}.`, path);
	}
	if (Object.keys(parameters).length > MAX_NAMES) refuse(`there are more than ${MAX_NAMES} parameters.`, ['parameters']);
	if (Object.keys(definition.indicators ?? {}).length > MAX_NAMES) {
		refuse(`there are more than ${MAX_NAMES} indicators.`, ['indicators']);
	}
	if (timeframe === undefined) return definition;
	try {
		return { ...definition, timeframe: parseTimeframe(timeframe) };
	} catch (error) {
		return refuse(error instanceof Error ? error.message : String(error), ['timeframe']);
	}
}

const MAX_NAMES = 100;
