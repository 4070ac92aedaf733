import type { CandleSeries } from '../market/series';
import { checkDefinition } from './check';
import type { Sizing, StrategyDefinition } from './definition';
import { evaluateNodes, flagColumn, numberColumn, planRun, type Plan } from './formula/evaluate';
import type { Node } from './formula/graph';
import { asNumbers, type Value } from './formula/value';
import { parameterValues } from './parameters';
import { compileProgram, type LevelName, type Program, type RuleName } from './program';
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
	 * What the rules say on every bar. Throws `ParameterError` for parameters that are unknown or out of range.
	 *
	 * No rule fires before `warmUp`. Entries are cleared where they could not be acted on: where both sides enter at once,
	 * where the same side's exit fires too, and where the protection they rely on has no valid price.
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
	const valueOf = evaluateNodes(nodes, new Set(shownNodes(program)), plan, series);
	const { length } = series;
	const protect = protectionLevels(definition, program, valueOf, length);
	const warmUp = warmUpOf(program, plan);
	return {
		length,
		warmUp,
		...actionableFlags(program, valueOf, series, warmUp, protect),
		protect,
		sizing: sizingRule(definition.sizing),
		values: shownValues(program, valueOf, length),
		parameters: Object.fromEntries(parameters),
	};
}

function shownNodes({ named, rules, levels }: Program): Node[] {
	return [
		...named.values(),
		...Object.values(rules).flatMap((rule) => [rule.node, ...rule.readings.map((reading) => reading.node)]),
		...Object.values(levels).flatMap((level) => (level.kind === 'percent' ? [] : [level.node])),
	];
}

function warmUpOf(program: Program, plan: Plan): number {
	return Math.max(0, ...shownNodes(program).map((node) => plan.first[node.id]));
}

function shownValues(program: Program, valueOf: (node: Node) => Value, length: number): Record<string, Float64Array> {
	const shown = new Map(program.named);
	for (const { readings } of Object.values(program.rules)) {
		for (const { text, node } of readings) if (node.operation.kind !== 'column' && !shown.has(text)) shown.set(text, node);
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
	return { mode, value: typeof value === 'string' ? Number((Number.parseFloat(value) / 100).toPrecision(15)) : value };
}

function actionableFlags(
	{ rules }: Program,
	valueOf: (node: Node) => Value,
	series: CandleSeries,
	warmUp: number,
	protect: ProtectionLevels,
): Partial<Record<RuleName, Uint8Array>> {
	const flags: Partial<Record<RuleName, Uint8Array>> = {};
	for (const [name, rule] of Object.entries(rules) as [RuleName, NonNullable<Program['rules'][RuleName]>][]) {
		// Copied, because two rules written alike share one column.
		flags[name] = flagColumn(valueOf(rule.node), series.length).slice().fill(0, 0, warmUp);
	}
	const { entryLong, entryShort, exitLong, exitShort } = flags;
	for (let i = warmUp; i < series.length; i++) {
		const long = entryLong?.[i] === 1 && exitLong?.[i] !== 1;
		const short = entryShort?.[i] === 1 && exitShort?.[i] !== 1;
		const undecided = entryLong?.[i] === 1 && entryShort?.[i] === 1;
		if (entryLong) entryLong[i] = long && !undecided && protectionHolds(protect, series.close[i], i, 1) ? 1 : 0;
		if (entryShort) entryShort[i] = short && !undecided && protectionHolds(protect, series.close[i], i, -1) ? 1 : 0;
	}
	return flags;
}

/** True where stop loss, take profit and trailing stop have a price, and on the right side of the signal bar's close. */
function protectionHolds({ stopLoss, takeProfit, trailingStop }: ProtectionLevels, close: number, bar: number, side: 1 | -1): boolean {
	return (
		(!stopLoss || reaches(stopLoss, close, bar, -side)) &&
		(!takeProfit || reaches(takeProfit, close, bar, side)) &&
		(!trailingStop || reaches(trailingStop.distance, close, bar, -side))
	);
}

function reaches(level: PriceLevel, close: number, bar: number, direction: number): boolean {
	if (level.kind === 'percent') return true;
	const value = level.column[bar];
	return level.kind === 'distance' ? value > 0 : (value - close) * direction > 0 && value > 0;
}
