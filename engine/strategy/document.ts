import {
	isCollection,
	isMap,
	isScalar,
	isSeq,
	LineCounter,
	parseDocument,
	type Document,
	type Node as YamlNode,
} from 'yaml';
import { StrategyError } from './error';
import type { LocateInFormula } from './formula/problem';

export type Path = readonly (string | number)[];
export interface TextPlace {
	readonly line: number;
	readonly column: number;
}

/** A definition before it is checked, and where its parts stand in the text it was read from. */
export interface SourceDocument {
	readonly value: unknown;
	/** Place of the value at a path; of the key itself for `key: true`. */
	readonly locate: (path: Path, key?: boolean) => TextPlace | undefined;
	readonly locateInFormula: LocateInFormula;
}

const MAX_TEXT = 100_000;

/** Reads YAML or JSON (which YAML holds). Throws `StrategyError` with the line and column of a syntax error. */
export function readDocument(text: string): SourceDocument {
	if (text.length > MAX_TEXT) {
		const problem = `The definition has ${text.length} characters; at most ${MAX_TEXT} are allowed.`;
		throw new StrategyError(problem, { path: '' });
	}
	const lines = new LineCounter();
	const document = parse(text, lines);
	const error = document.errors.at(0);
	if (error) {
		const [{ line, col }] = error.linePos ?? [{ line: 1, col: 1 }];
		const what = error.message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '');
		const problem = `This is not valid YAML or JSON: ${what}.`;
		throw new StrategyError(problem, { path: '', line, column: col }, yamlAdvice(text, line));
	}
	const placeAt = (offset: number): TextPlace => {
		const { line, col } = lines.linePos(offset);
		return { line, column: col };
	};
	return {
		value: plainValue(document),
		locate(path, key = false) {
			const range = key ? keyNode(document, path)?.range : valueNode(document, path)?.range;
			return range ? placeAt(range[0]) : undefined;
		},
		locateInFormula(path, offset) {
			const node = valueNode(document, path.split('.'));
			if (!isScalar(node) || !node.range) return undefined;
			const [start, end] = node.range;
			return placeAt(start + offsetInSource(text.slice(start, end), String(node.value), offset));
		},
	};
}

function parse(text: string, lineCounter: LineCounter): Document {
	try {
		return parseDocument(text, { lineCounter, uniqueKeys: true, prettyErrors: true, logLevel: 'silent' });
	} catch (error) {
		// The reader descends into itself, so that a tower of brackets exhausts the stack.
		const detail = error instanceof Error ? error.message : undefined;
		throw new StrategyError('The text is nested too deeply.', { path: '' }, detail);
	}
}

function plainValue(document: Document): unknown {
	try {
		return document.toJS({ maxAliasCount: 50 });
	} catch (error) {
		throw new StrategyError(
			`The text cannot be read: ${error instanceof Error ? error.message : String(error)}`,
			{ path: '' },
			'Write repeated parts out instead of using anchors and aliases.',
		);
	}
}

function yamlAdvice(text: string, line: number): string | undefined {
	const written = text.split('\n')[line - 1] ?? '';
	if (/\t/.test(written)) return 'YAML is indented by spaces, not by tabs.';
	if (/[:{[]/.test(written)) return 'Put quotes around a formula that holds ": ", or starts with [, {, !, & or *.';
	return undefined;
}

function valueNode(document: Document, path: Path): YamlNode | undefined {
	let node: unknown = document.contents;
	for (const step of path) {
		if (!isCollection(node)) return undefined;
		node = isSeq(node) ? node.get(Number(step), true) : node.get(step, true);
	}
	return isScalar(node) || isCollection(node) ? node : undefined;
}

function keyNode(document: Document, path: Path): YamlNode | undefined {
	const map = valueNode(document, path.slice(0, -1));
	if (!isMap(map)) return undefined;
	const pair = map.items.find(({ key }) => isScalar(key) && String(key.value) === String(path[path.length - 1]));
	return pair && isScalar(pair.key) ? pair.key : undefined;
}

/**
 * Offset in a scalar's source (quotes, block header, folded lines and all) of an offset in its value: both hold the
 * same characters in the same order but for white space, so that counting the visible ones finds the place.
 */
function offsetInSource(source: string, value: string, offset: number): number {
	const header = /^[|>][^\n]*\n/.exec(source)?.[0].length ?? (/^['"]/.test(source) ? 1 : 0);
	let wanted = value.slice(0, offset).replace(/\s/g, '').length;
	for (let i = header; i < source.length; i++) {
		if (/\s/.test(source[i])) continue;
		if (wanted === 0) return i;
		wanted--;
	}
	return source.length;
}
