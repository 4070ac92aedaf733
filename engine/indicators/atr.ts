import { periodParameter, type IndicatorInfo } from './indicator';

export const atr: IndicatorInfo = {
	name: 'atr',
	title: 'Average true range',
	group: 'Volatility',
	inputs: ['high', 'low', 'close'],
	parameters: [periodParameter(14)],
	outputs: [{ name: 'atr', title: 'ATR' }],
	formula:
		"Wilder's average over `period` bars of max(high, previous close) - min(low, previous close), " +
		'seeded by their mean',
	reference: {
		title: 'J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
		url: 'https://en.wikipedia.org/wiki/Average_true_range',
	},
	warmUp: ([period]) => period,
	cost: () => 5,
	compute([high, low, close], [period], [out]) {
		let average = 0;
		for (let i = 1; i < high.length; i++) {
			const range = trueRange(high[i], low[i], close[i - 1]);
			if (i <= period) average += range / period;
			else average += (range - average) / period;
			if (i >= period) out[i] = average;
		}
	},
};

/** The bar's range, with the gap from the previous close; price units (Wilder 1978). */
export function trueRange(high: number, low: number, previousClose: number): number {
	return (high > previousClose ? high : previousClose) - (low < previousClose ? low : previousClose);
}
