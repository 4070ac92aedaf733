import { createHash } from 'node:crypto';
import { checkDefinition } from './check';
import type { StrategyDefinition } from './definition';

/**
 * The definition's id, from its content: `st_` and 12 hexadecimal digits. The order of keys and the shorthands used do
 * not matter; any other change gives another id.
 */
export function strategyId(definition: StrategyDefinition): string {
	return `st_${createHash('sha256').update(canonicalJson(checkDefinition(definition))).digest('hex').slice(0, 12)}`;
}

/** JSON with the keys of every object sorted. */
function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	);
}
