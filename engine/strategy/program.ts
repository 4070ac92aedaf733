import { indicator } from '../indicators';
import type { PriceRule, StrategyDefinition } from './definition';
import { StrategyError } from './error';
import { planRun } from './formula/evaluate';
import { operatorFunction } from './formula/functions';
import { Graph, type Node } from './formula/graph';
import { parseFormula } from './formula/parser';
import { FormulaProblem, problemIn, type LocateInFormula } from './formula/problem';
import { readingsOf, type Reading } from './formula/reading';
import { CANDLE_COLUMNS, PRICE_AVERAGES, resolveFormula } from './formula/resolve';
import type { Resolved } from './formula/scope';
import type { Expression } from './formula/syntax';
import { fractionOf } from './percent';

/** A boolean formula of the definition, and what it reads, for explaining it. */
export interface Rule {
	readonly expression: Expression;
	readonly node: Node;
	readonly readings: readonly Reading[];
}

export const RULE_NAMES = ['entryLong', 'entryShort', 'exitLong', 'exitShort'] as const;
export type RuleName = (typeof RULE_NAMES)[number];

/** A protective price as an operation: `percent` needs none. */
export type LevelRule =
	| { readonly kind: 'percent'; readonly value: number }
	| { readonly kind: 'distance' | 'price'; readonly node: Node };

/** A definition with every name, type and constant settled: all that is left is to read candles. */
export interface Program {
	readonly graph: Graph;
	/** The named indicators; those with several outputs stand as `name.output`. */
	readonly named: ReadonlyMap<string, Node>;
	readonly rules: Readonly<Partial<Record<RuleName, Rule>>>;
	readonly levels: Readonly<Partial<Record<LevelName, LevelRule>>>;
}

export type LevelName = 'stopLoss' | 'takeProfit' | 'distance' | 'activation';

/** Compiles every formula of a checked definition. Throws `StrategyError` at the first that cannot be. */
export function compileProgram(definition: StrategyDefinition, locate?: LocateInFormula): Program {
	return new ProgramBuilder(definition, locate).build();
}

const RULE_PATHS: readonly (readonly [RuleName, 'entry' | 'exit', 'long' | 'short'])[] = [
	['entryLong', 'entry', 'long'],
	['entryShort', 'entry', 'short'],
	['exitLong', 'exit', 'long'],
	['exitShort', 'exit', 'short'],
];

const RESERVED: ReadonlySet<string> = new Set([
	...CANDLE_COLUMNS,
	...Object.keys(PRICE_AVERAGES),
	...['and', 'or', 'not', 'true', 'false'],
]);

class ProgramBuilder {
	private readonly defaults: ReadonlyMap<string, number>;
	private readonly graph: Graph;
	private readonly named = new Map<string, Resolved>();

	constructor(
		private readonly definition: StrategyDefinition,
		private readonly locate?: LocateInFormula,
	) {
		const parameters = Object.entries(definition.parameters ?? {});
		this.defaults = new Map(parameters.map(([name, parameter]) => [name, parameter.default]));
		this.graph = new Graph(this.defaults);
	}

	build(): Program {
		this.checkNames();
		for (const [name, text] of Object.entries(this.definition.indicators ?? {})) {
			this.named.set(name, this.formula(`indicators.${name}`, text));
		}
		const rules: Partial<Record<RuleName, Rule>> = {};
		for (const [name, kind, side] of RULE_PATHS) {
			const text = this.definition[kind]?.[side];
			if (text !== undefined) rules[name] = this.rule(`${kind}.${side}`, text);
		}
		const levels = this.levels();
		planRun(this.graph.nodes, this.defaults);
		return { graph: this.graph, named: this.namedColumns(), rules, levels };
	}

	private checkNames(): void {
		const { parameters = {}, indicators = {} } = this.definition;
		const all = [
			...Object.keys(parameters).map((name) => ['parameters', name] as const),
			...Object.keys(indicators).map((name) => ['indicators', name] as const),
		];
		for (const [section, name] of all) {
			const path = `${section}.${name}`;
			const place = { path, ...this.locate?.(path, 0) };
			if (RESERVED.has(name.toLowerCase())) {
				throw new StrategyError(`"${name}" already means something in formulas.`, place, 'Choose another name.');
			}
			if (section === 'indicators' && Object.hasOwn(parameters, name)) {
				throw new StrategyError(`"${name}" is the name of a parameter too.`, place, 'Choose another name for one of them.');
			}
		}
	}

	private formula(path: string, text: string): Resolved & { expression: Expression; readings: readonly Reading[] } {
		try {
			const expression = parseFormula(text);
			const { resolved, node, outputs } = resolveFormula(expression, {
				graph: this.graph,
				parameters: new Set(this.defaults.keys()),
				named: this.named,
				later: new Set(Object.keys(this.definition.indicators ?? {})),
			});
			return { expression, node, outputs, readings: readingsOf(expression, resolved) };
		} catch (error) {
			if (error instanceof FormulaProblem) throw problemIn({ path, text }, error, this.locate);
			throw error;
		}
	}

	private rule(path: string, text: string): Rule {
		const { expression, node, readings } = this.formula(path, text);
		if (node.type === 'boolean') return { expression, node, readings };
		const problem = 'a rule must be a condition, but this is a number.';
		throw problemIn({ path, text }, new FormulaProblem(problem, expression.span, 'Compare it, such as x > 0.'), this.locate);
	}

	private levels(): Program['levels'] {
		const { stopLoss, takeProfit, trailingStop } = this.definition.protect ?? {};
		const given: readonly (readonly [LevelName, string, PriceRule | undefined])[] = [
			['stopLoss', 'protect.stopLoss', stopLoss],
			['takeProfit', 'protect.takeProfit', takeProfit],
			['distance', 'protect.trailingStop.distance', trailingStop?.distance],
			['activation', 'protect.trailingStop.activation', trailingStop?.activation],
		];
		return Object.fromEntries(
			given.flatMap(([name, path, rule]) => (rule === undefined ? [] : [[name, this.level(path, rule)]])),
		);
	}

	private level(path: string, rule: PriceRule): LevelRule {
		if (typeof rule === 'string') return { kind: 'percent', value: fractionOf(rule) };
		if ('price' in rule) {
			const text = rule.price;
			const { node, expression } = this.formula(`${path}.price`, text);
			if (node.type === 'number') return { kind: 'price', node };
			const problem = new FormulaProblem('a price is a number, but this is a condition.', expression.span);
			throw problemIn({ path: `${path}.price`, text }, problem, this.locate);
		}
		const span = { start: 0, end: 0 };
		const period = this.graph.constant(rule.period ?? DEFAULT_ATR_PERIOD, span);
		const [range] = this.graph.indicator(indicator('atr'), [period], span);
		const multiple = this.graph.constant(rule.atr, span);
		return { kind: 'distance', node: this.graph.call(operatorFunction('*'), [range, multiple], span) };
	}

	private namedColumns(): Map<string, Node> {
		const columns = new Map<string, Node>();
		for (const [name, { node, outputs }] of this.named) {
			if (!outputs) columns.set(name, node);
			else for (const [output, column] of outputs) columns.set(`${name}.${output}`, column);
		}
		return columns;
	}
}

/** Wilder's own. */
export const DEFAULT_ATR_PERIOD = 14;
