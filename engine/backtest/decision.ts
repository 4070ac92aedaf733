import type { StrategySignals } from '../strategy/signals';

export const HOLD = 0;
export const EXIT = 1;
export const ENTER_LONG = 2;
export const ENTER_SHORT = 3;

/** What to do on the close of a bar; numbers, since the hot loop keeps one a bar. */
export type Decision = typeof HOLD | typeof EXIT | typeof ENTER_LONG | typeof ENTER_SHORT;

/** The rules of a strategy as columns that are all there: a rule it lacks never fires. */
export interface RuleColumns {
	readonly entryLong: Uint8Array;
	readonly entryShort: Uint8Array;
	readonly exitLong: Uint8Array;
	readonly exitShort: Uint8Array;
}

export function ruleColumns({ length, entryLong, entryShort, exitLong, exitShort }: StrategySignals): RuleColumns {
	const never = new Uint8Array(length);
	return {
		entryLong: entryLong ?? never,
		entryShort: entryShort ?? never,
		exitLong: exitLong ?? never,
		exitShort: exitShort ?? never,
	};
}

/**
 * The decision on the close of `bar` with `quantity` units held (below 0: short). An entry is void where the exit rule of
 * its own side fires too, and two entries that contradict each other are both void. A valid entry against the position
 * reverses it; one in its direction changes nothing.
 */
export function decide(rules: RuleColumns, bar: number, quantity: number): Decision {
	const exitLong = rules.exitLong[bar] === 1;
	const exitShort = rules.exitShort[bar] === 1;
	const long = rules.entryLong[bar] === 1 && !exitLong;
	const short = rules.entryShort[bar] === 1 && !exitShort;
	if (long && !short && quantity <= 0) return ENTER_LONG;
	if (short && !long && quantity >= 0) return ENTER_SHORT;
	return (quantity > 0 && exitLong) || (quantity < 0 && exitShort) ? EXIT : HOLD;
}
