import type { z } from 'zod/v4';
import { suggestName } from '../nearestName';
import type { Path } from './document';
import { strategyJsonSchema } from './schema';

export interface SchemaProblem {
	readonly path: Path;
	readonly problem: string;
	readonly hint?: string;
	readonly key?: boolean;
}

/** Between { and }, YAML takes a comma for the end of a value: `{long: crossover(close, 100)}` has a key `100)`. */
const CUT_FORMULA =
	"A formula with commas must be quoted between { and }: {long: 'crossover(close, 100)'}. Or write it on a line of its own.";

/** The finding that explains most, in words: a misspelt key first, since a missing one follows from it. */
export function explainIssues(issues: readonly z.core.$ZodIssue[]): SchemaProblem {
	return explain(issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0]);
}

function explain(issue: z.core.$ZodIssue, base: Path = []): SchemaProblem {
	const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
	switch (issue.code) {
		case 'unrecognized_keys': {
			const [name] = issue.keys;
			return {
				path: [...path, name],
				problem: `"${name}" is not known here.`,
				hint: /[()]/.test(name) ? CUT_FORMULA : suggestName(name, knownKeys(path)),
				key: true,
			};
		}
		case 'invalid_key':
			return { path, problem: `"${path[path.length - 1]}" cannot be a name: ${issue.issues[0].message}`, key: true };
		case 'invalid_union': {
			const branch = likeliestBranch(issue.errors);
			return branch ? explain(branch, path) : { path, problem: issue.message };
		}
		case 'invalid_type': {
			const wanted = KINDS[issue.expected] ?? issue.expected;
			if (issue.input === undefined) return { path, problem: `this is missing; it must be ${wanted}.` };
			return { path, problem: `${JSON.stringify(issue.input)} stands where ${wanted} is expected.` };
		}
		case 'too_small':
			return {
				path,
				problem: `${shown(issue.input)} is too small: at least ${issue.minimum} is needed${strictly(issue)}.`,
			};
		case 'too_big':
			return { path, problem: `${shown(issue.input)} is too large: at most ${issue.maximum} is allowed.` };
		default:
			return { path, problem: issue.message };
	}
}

/** The alternative the writer had in mind: the one whose trouble is not the kind of value itself. */
function likeliestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): z.core.$ZodIssue | undefined {
	const wrongKind = ({ path, code }: z.core.$ZodIssue): boolean =>
		path.length === 0 && code !== 'unrecognized_keys' && code !== 'custom';
	return branches
		.filter((issues) => issues.length > 0 && !issues.some(wrongKind))
		.sort((a, b) => a.length - b.length)[0]?.[0];
}

const KINDS: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	object: 'a map',
	record: 'a map of names',
};

function shown(input: unknown): string {
	return typeof input === 'string' ? `a text of ${input.length} characters` : String(input);
}

function strictly(issue: { readonly inclusive?: boolean }): string {
	return issue.inclusive === false ? ', that value excluded' : '';
}

interface JsonSchema {
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly additionalProperties?: JsonSchema | boolean;
	readonly anyOf?: readonly JsonSchema[];
	readonly oneOf?: readonly JsonSchema[];
}

/** The keys the schema knows at a path. */
function knownKeys(path: Path): string[] {
	let schemas: readonly JsonSchema[] = [strategyJsonSchema()];
	for (const step of path) {
		schemas = schemas.flatMap(alternatives).flatMap(({ properties, additionalProperties }) => {
			const next = properties?.[step] ?? additionalProperties;
			return typeof next === 'object' ? [next] : [];
		});
	}
	return [...new Set(schemas.flatMap(alternatives).flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
	return [schema, ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(alternatives)];
}
