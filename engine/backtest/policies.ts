import type { BacktestOptions } from './result';

/** Another engine whose choices are known, option by option. */
export type PolicyName = 'default' | 'backtesting.py';

type PolicyRow = Omit<BacktestOptions, 'policy' | 'parameters'>;

/**
 * What each engine chooses where engines differ; an option that a row leaves out has its default. The model reads the
 * options and never the name.
 */
export const POLICIES: Readonly<Record<PolicyName, PolicyRow>> = {
	default: {},
	/** Whole units, an order beyond the account's means is dropped, and a last position is closed at the last bar's open. */
	'backtesting.py': { lotSize: 1, unaffordable: 'skip', closeAtEnd: 'open' },
};
