import { EngineError, ParameterError } from '../errors';
import type { CandleSeries } from '../market/series';
import { compileStrategy, type CompiledStrategy, type EvaluateOptions } from './compile';
import type { StrategyDefinition } from './definition';
import { printFormula } from './formula/print';
import type { Reading } from './formula/reading';
import { strategyId } from './identity';
import { RULE_NAMES, type RuleName } from './program';
import { protectionAt, type ProtectionAt } from './protectionAt';
import type { Signal, SignalAction, StrategySignals } from './signals';

export interface SignalOptions extends EvaluateOptions {
	/** The name that ties signals, orders and positions together. */
	readonly bot: string;
	/**
	 * `lastBar`: what to do now, on the close of the series' last bar. `lastSignal`: the latest entry that a bar follows,
	 * so that it can be filled; for replays and demonstrations.
	 */
	readonly at: 'lastBar' | 'lastSignal';
}

/** There is no bar to take a decision on. */
export class SignalError extends EngineError {}

/**
 * The decision of a strategy on one bar, with the values behind it in words.
 *
 * An entry is void where its own side's exit fires too, and two entries at once void each other; an entry against an
 * open position is a reversal. Protection is estimated from the close of the bar; an entry whose protection has no price
 * on the right side of that close is not taken.
 * @throws SignalError when there is no bar, or no entry to go back to.
 */
export function signalAt(definition: StrategyDefinition, series: CandleSeries, options: SignalOptions): Signal {
	const compiled = compileStrategy(definition);
	const signals = compiled.evaluate(series, options);
	return new SignalReader(compiled, series, signals).signal(options);
}

interface Decision {
	readonly action: SignalAction;
	readonly reason: string;
	readonly protection?: ProtectionAt;
}

const RULE_TITLES: Readonly<Record<RuleName, string>> = {
	entryLong: 'Entry long',
	entryShort: 'Entry short',
	exitLong: 'Exit long',
	exitShort: 'Exit short',
};

class SignalReader {
	constructor(
		private readonly compiled: CompiledStrategy,
		private readonly series: CandleSeries,
		private readonly signals: StrategySignals,
	) {}

	signal({ bot, at }: SignalOptions): Signal {
		const { series, signals } = this;
		const { definition } = this.compiled;
		const bar = this.barOf(at);
		const { action, reason, protection } = this.decide(bar);
		return {
			bot,
			symbol: series.symbol,
			timeframe: series.timeframe,
			barTime: series.time[bar],
			action,
			price: series.close[bar],
			...protection?.prices,
			...(protection?.levels && { levels: protection.levels }),
			sizing: signals.sizing,
			reason,
			indicators: this.valuesAt(bar),
			strategy: { name: definition.name, id: strategyId(definition) },
		};
	}

	private barOf(at: string): number {
		const { series } = this;
		const { name } = this.compiled.definition;
		if (series.length === 0) throw new SignalError(`There are no ${series.symbol} candles to evaluate "${name}" on.`);
		if (at === 'lastBar') return series.length - 1;
		if (at !== 'lastSignal') {
			throw new ParameterError('at', `"${at}" is no bar to decide on. Give lastBar or lastSignal.`);
		}
		for (let bar = series.length - 2; bar >= 0; bar--) {
			const side = this.entryAt(bar);
			if (side && protectionAt(this.signals.protect, series.close[bar], bar, side).problem === undefined) return bar;
		}
		const day = (bar: number) => new Date(series.time[bar]).toISOString().slice(0, 16).replace('T', ' ');
		throw new SignalError(
			`"${name}" entered on none of the ${series.length} ${series.timeframe} candles of ${series.symbol} ` +
				`from ${day(0)} to ${day(series.length - 1)} UTC (the last candle does not count: no other follows it).`,
			'Give more candles, or evaluate on the last bar.',
		);
	}

	/** The side whose entry stands on a bar, if just one does. */
	private entryAt(bar: number): 'long' | 'short' | undefined {
		const long = this.fires('entryLong', bar) && !this.fires('exitLong', bar);
		const short = this.fires('entryShort', bar) && !this.fires('exitShort', bar);
		if (long === short) return undefined;
		return long ? 'long' : 'short';
	}

	private decide(bar: number): Decision {
		const side = this.entryAt(bar);
		if (side) return this.decideEntry(side, bar);
		if (this.fires('entryLong', bar) && this.fires('entryShort', bar) && !this.fires('exitLong', bar)) {
			const entries = `${this.explain('entryLong', bar)}. ${this.explain('entryShort', bar)}`;
			return { action: 'hold', reason: `Hold: the entries of both sides fire at once. ${entries}.` };
		}
		const exit = this.exitAt(bar);
		if (!exit) return { action: 'hold', reason: this.idleReason(bar) };
		const voided = this.fires(exit === 'exitLong' ? 'entryLong' : 'entryShort', bar);
		const reason = this.explain(exit, bar);
		return { action: exit, reason: voided ? `${reason}. It voids the entry that fires beside it` : reason };
	}

	private decideEntry(side: 'long' | 'short', bar: number): Decision {
		const [rule, action, opposite] =
			side === 'long'
				? (['entryLong', 'enterLong', 'exitShort'] as const)
				: (['entryShort', 'enterShort', 'exitLong'] as const);
		const protection = protectionAt(this.signals.protect, this.series.close[bar], bar, side);
		const explained = this.explain(rule, bar);
		if (protection.problem === undefined) return { action, reason: explained, protection };
		// The entry against an open position ends it all the same; only the new one is left out.
		const reverses = side === 'long' ? this.signals.entryShort : this.signals.entryLong;
		return {
			action: reverses ? opposite : 'hold',
			reason: `${reverses ? 'Close only' : 'Hold'}: ${protection.problem}. ${explained}`,
		};
	}

	/** The exit that fires; where both do, that of the side entered last. */
	private exitAt(bar: number): 'exitLong' | 'exitShort' | undefined {
		const long = this.fires('exitLong', bar);
		const short = this.fires('exitShort', bar);
		if (!long && !short) return undefined;
		if (long !== short) return long ? 'exitLong' : 'exitShort';
		for (let before = bar - 1; before >= 0; before--) {
			const side = this.entryAt(before);
			if (side) return side === 'long' ? 'exitLong' : 'exitShort';
		}
		return 'exitLong';
	}

	private idleReason(bar: number): string {
		const { warmUp } = this.signals;
		if (bar < warmUp) return `Hold: the indicators need ${warmUp + 1} bars, and there are ${bar + 1}.`;
		const entries = RULE_NAMES.filter((name) => name.startsWith('entry') && this.compiled.program.rules[name]);
		return `Hold: no rule fires. ${entries.map((name) => this.explain(name, bar)).join('. ')}`;
	}

	private fires(rule: RuleName, bar: number): boolean {
		return this.signals[rule]?.[bar] === 1;
	}

	/** `Entry long: crossover(fastMa, slowMa) (fastMa 101.2, slowMa 100.9)`. */
	private explain(name: RuleName, bar: number): string {
		const rule = this.compiled.program.rules[name];
		if (!rule) return RULE_TITLES[name];
		const values = rule.readings.map((reading) => `${reading.text} ${shortNumber(this.valueAt(reading, bar))}`);
		const formula = printFormula(rule.expression);
		return `${RULE_TITLES[name]}: ${formula}${values.length > 0 ? ` (${values.join(', ')})` : ''}`;
	}

	private valueAt({ text, node }: Reading, bar: number): number {
		return node.operation.kind === 'column' ? this.series[node.operation.name][bar] : this.signals.values[text][bar];
	}

	private valuesAt(bar: number): Record<string, number | null> {
		const named = Object.entries(this.signals.values).map(([name, column]) => [name, column[bar]] as const);
		const read = Object.values(this.compiled.program.rules).flatMap(({ readings }) => {
			return readings.map((reading) => [reading.text, this.valueAt(reading, bar)] as const);
		});
		return Object.fromEntries([...named, ...read].map(([name, value]) => [name, Number.isFinite(value) ? value : null]));
	}
}

/** Six digits, or every digit before the point where there are more. */
function shortNumber(value: number): string {
	if (!Number.isFinite(value)) return 'without a value';
	return String(Math.abs(value) >= 1e6 ? Math.round(value) : Number(value.toPrecision(6)));
}
