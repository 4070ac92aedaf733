/** A column of a candle series. */
export type CandleColumn = 'time' | 'open' | 'high' | 'low' | 'close' | 'volume';

/** What an indicator reads: the caller's own column (`source`, the close unless said otherwise) or candle columns. */
export type IndicatorInput = 'source' | CandleColumn;

export type IndicatorGroup = 'Moving averages' | 'Momentum' | 'Volatility' | 'Trend' | 'Volume';

export interface IndicatorParameter {
	readonly name: string;
	readonly title: string;
	readonly type: 'integer' | 'number';
	readonly default: number;
	readonly min: number;
	readonly max: number;
	/** Where the number stands for a choice: each choice's name and number. The name may be given instead. */
	readonly choices?: Readonly<Record<string, number>>;
}

export interface IndicatorOutput {
	readonly name: string;
	readonly title: string;
}

/**
 * One indicator as data: the formula language, the node's form, the documentation and the tests all read it.
 * Names, parameter order and output order are TA-Lib's, in lower case, where TA-Lib has the indicator.
 */
export interface IndicatorInfo {
	readonly name: string;
	readonly title: string;
	readonly group: IndicatorGroup;
	readonly inputs: readonly IndicatorInput[];
	readonly parameters: readonly IndicatorParameter[];
	readonly outputs: readonly IndicatorOutput[];
	/** The formula, for a reader. */
	readonly formula: string;
	/** Where the definition comes from. */
	readonly reference: { readonly title: string; readonly url: string };
	/** Bars before the first value, for parameters in the order of `parameters`. */
	warmUp(parameters: readonly number[]): number;
	/** Work on one bar in units of one addition; constant unless the window is walked afresh on every bar. */
	cost(parameters: readonly number[]): number;
	/**
	 * Writes every output. `inputs` and `outputs` come in the order declared, all of one length; the outputs arrive
	 * filled with NaN and the parameters already validated (see `resolveParameters`).
	 */
	compute(
		inputs: readonly Float64Array[],
		parameters: readonly number[],
		outputs: readonly Float64Array[],
	): void;
}

/** A window length in bars, as most indicators have it. */
export function periodParameter(defaultValue: number, min = 1, max = MAX_PERIOD): IndicatorParameter {
	return { name: 'period', title: 'Period', type: 'integer', default: defaultValue, min, max };
}

/** TA-Lib's own upper bound for window lengths. */
export const MAX_PERIOD = 100_000;
