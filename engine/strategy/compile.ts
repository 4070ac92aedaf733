import type { CandleSeries } from '../market/series';
import { checkDefinition } from './check';
import type { Sizing, StrategyDefinition } from './definition';
import { evaluateNodes, flagColumn, numberColumn, planRun } from './formula/evaluate';
import type { Node } from './formula/graph';
import { asNumbers, type Value } from './formula/value';
import { parameterValues } from './parameters';
import { fractionOf } from './percent';
import { compileProgram, RULE_NAMES, type LevelName, type Program, type RuleName } from './program';
import type { PriceLevel, ProtectionLevels, SizingRule, StrategySignals } from './signals';

export interface EvaluateOptions {
	/** Values for the definition's parameters, by name; the others keep their defaults. */
	readonly parameters?: Readonly<Record<string, number>>;
}

/** A definition checked and compiled once, to be evaluated over any series and any parameter values. */
export interface CompiledStrategy {
	/** The definition in its normal form. */
	readonly definition: StrategyDefinition;
	readonly program: Program;
	/**
	 * What the rules say on every bar; none fires before `warmUp`. Throws `ParameterError` for parameters that are unknown
	 * or out of range.
	 */
	evaluate(series: CandleSeries, options?: EvaluateOptions): StrategySignals;
}

/** Compiles a definition. Throws `StrategyError` for whatever is wrong with it. */
export function compileStrategy(source: StrategyDefinition): CompiledStrategy {
	const definition = checkDefinition(source);
	const program = compileProgram(definition);
	return { definition, program, evaluate: (series, options) => evaluate(definition, program, series, options) };
}

/** `compileStrategy(definition).evaluate(series, options)`. */
export function evaluateStrategy(
	definition: StrategyDefinition,
	series: CandleSeries,
	options?: EvaluateOptions,
): StrategySignals {
	return compileStrategy(definition).evaluate(series, options);
}

function evaluate(
	definition: StrategyDefinition,
	program: Program,
	series: CandleSeries,
	options: EvaluateOptions = {},
): StrategySignals {
	const parameters = parameterValues(definition, options.parameters);
	const { nodes } = program.graph;
	const plan = planRun(nodes, parameters);
	const decisive = decisiveNodes(program);
	const valueOf = evaluateNodes(nodes, new Set([...decisive, ...readNodes(program)]), plan, series);
	const { length } = series;
	const warmUp = Math.max(0, ...decisive.map((node) => plan.first[node.id]));
	return {
		length,
		warmUp,
		...ruleFlags(program, valueOf, length, warmUp),
		protect: protectionLevels(definition, program, valueOf, length),
		sizing: sizingRule(definition.sizing),
		values: shownValues(program, valueOf, length),
		parameters: Object.fromEntries(parameters),
	};
}

/** What must have its value before a rule may fire. */
function decisiveNodes({ named, rules, levels }: Program): Node[] {
	return [
		...named.values(),
		...Object.values(rules).map((rule) => rule.node),
		...Object.values(levels).flatMap((level) => (level.kind === 'percent' ? [] : [level.node])),
	];
}

function readNodes({ rules }: Program): Node[] {
	return Object.values(rules).flatMap((rule) => rule.readings.map((reading) => reading.node));
}

function shownValues(program: Program, valueOf: (node: Node) => Value, length: number): Record<string, Float64Array> {
	const shown = new Map(program.named);
	for (const { readings } of Object.values(program.rules)) {
		for (const { text, node } of readings) {
			if (node.operation.kind !== 'column' && !shown.has(text)) shown.set(text, node);
		}
	}
	return Object.fromEntries([...shown].map(([name, node]) => [name, numberColumn(valueOf(node), length)]));
}

function protectionLevels(
	definition: StrategyDefinition,
	{ levels }: Program,
	valueOf: (node: Node) => Value,
	length: number,
): ProtectionLevels {
	const levelOf = (name: LevelName): PriceLevel | undefined => {
		const level = levels[name];
		if (!level || level.kind === 'percent') return level;
		return { kind: level.kind, column: numberColumn(asNumbers(valueOf(level.node)), length) };
	};
	const distance = levelOf('distance');
	return {
		stopLoss: levelOf('stopLoss'),
		takeProfit: levelOf('takeProfit'),
		trailingStop: distance && { distance, activation: levelOf('activation') },
		maxBars: definition.protect?.maxBars,
	};
}

function sizingRule(sizing: Sizing = { mode: 'equityPercent', value: '100%' }): SizingRule {
	const { mode, value } = sizing;
	return { mode, value: typeof value === 'string' ? fractionOf(value) : value };
}

function ruleFlags(
	{ rules }: Program,
	valueOf: (node: Node) => Value,
	length: number,
	warmUp: number,
): Partial<Record<RuleName, Uint8Array>> {
	const flags: Partial<Record<RuleName, Uint8Array>> = {};
	for (const name of RULE_NAMES) {
		const rule = rules[name];
		// Copied, because two rules written alike share one column.
		if (rule) flags[name] = flagColumn(valueOf(rule.node), length).slice().fill(0, 0, warmUp);
	}
	return flags;
}
