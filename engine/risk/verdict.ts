import type { OrderIntent } from '../orders';

export type RuleResult = 'pass' | 'alert' | 'lock';

/** One rule's finding. `value` and `limit` are decimal strings in `unit`. */
export interface RuleVerdict {
	readonly rule: string;
	readonly result: RuleResult;
	readonly value: string;
	readonly limit: string;
	readonly unit: string;
	/** A sentence for a person: what was measured against what, and what to do. */
	readonly message: string;
}

/** Every rule is listed, passed or not. One `lock` is enough to reject. */
export interface RiskVerdict {
	readonly approved: boolean;
	readonly intent: OrderIntent;
	readonly rules: readonly RuleVerdict[];
	readonly at: number;
}
