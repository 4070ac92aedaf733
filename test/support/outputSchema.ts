/** The data preview that n8n's editor shows before a node has run: a JSON schema of the items it will put out. */
export interface OutputSchema {
	readonly type: string;
	readonly properties?: Record<string, OutputSchema>;
	readonly items?: OutputSchema;
	readonly version?: number;
}

/** Below this depth a preview helps nobody to find a field. */
const MAX_DEPTH = 4;

/** Objects whose keys are the strategy's own names, different in every strategy. */
const NAMED_BY_STRATEGY = new Set(['indicators', 'parameters']);

/** The schema of these values taken together. */
export function outputSchema(values: readonly unknown[], depth = 0): OutputSchema {
	const present = values.filter((value) => value !== null && value !== undefined);
	if (present.length === 0) return { type: 'null' };
	const [first] = present;
	if (Array.isArray(first)) {
		const items = present.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []));
		return items.length > 0 && depth < MAX_DEPTH ? { type: 'array', items: outputSchema(items, depth + 1) } : { type: 'array' };
	}
	if (typeof first !== 'object') return { type: typeof first };
	if (depth === MAX_DEPTH) return { type: 'object' };
	const records = present as Record<string, unknown>[];
	const names = [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
	const properties = names.map((name) => {
		const below = NAMED_BY_STRATEGY.has(name) ? MAX_DEPTH : depth + 1;
		return [name, outputSchema(records.map((record) => record[name]), below)] as const;
	});
	return { type: 'object', properties: Object.fromEntries(properties) };
}
