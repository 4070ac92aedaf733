import { ParameterError } from '../errors';
import { suggestName } from '../nearestName';
import type { StrategyDefinition } from './definition';

/** The parameters with the values given by name. Throws `ParameterError` for an unknown name or a value out of range. */
export function parameterValues(
	definition: StrategyDefinition,
	given: Readonly<Record<string, number>> = {},
): Map<string, number> {
	const known = definition.parameters ?? {};
	const values = new Map(Object.entries(known).map(([name, parameter]) => [name, parameter.default]));
	for (const [name, value] of Object.entries(given)) {
		if (!values.has(name)) {
			throw new ParameterError(
				name,
				`The strategy "${definition.name}" has no parameter named "${name}".`,
				suggestName(name, [...values.keys()]) ?? 'It has no parameters.',
			);
		}
		const { min = -Infinity, max = Infinity } = known[name];
		if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max) {
			throw new ParameterError(
				name,
				`The parameter ${name} is ${String(value)}, but must be a number from ${min} to ${max}.`,
			);
		}
		values.set(name, value);
	}
	return values;
}
