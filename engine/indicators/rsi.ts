import { periodParameter, type IndicatorInfo } from './indicator';
import { firstFinite, isNumber } from './rollingSum';

export const rsi: IndicatorInfo = {
	name: 'rsi',
	title: 'Relative strength index',
	group: 'Momentum',
	inputs: ['source'],
	parameters: [periodParameter(14, 2)],
	outputs: [{ name: 'rsi', title: 'RSI' }],
	formula: '100 * gains / (gains + losses), both smoothed by Wilder over `period` changes; 0 where nothing has moved',
	reference: {
		title: 'J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
		url: 'https://en.wikipedia.org/wiki/Relative_strength_index',
	},
	warmUp: ([period]) => period,
	cost: () => 5,
	compute: ([source], [period], [out]) => { relativeStrength(source, period, out); },
};

/** A NaN before the seed is complete starts it again; a later one gives NaN on its own bar and is stepped over. */
function relativeStrength(source: Float64Array, period: number, out: Float64Array): void {
	let previous = NaN;
	let changes = 0;
	let gains = 0;
	let losses = 0;
	for (let i = firstFinite(source); i < source.length; i++) {
		const value = source[i];
		if (!isNumber(value)) {
			if (changes < period) {
				changes = gains = losses = 0;
				previous = NaN;
			}
			continue;
		}
		if (isNumber(previous)) {
			const change = value - previous;
			const gain = change > 0 ? change : 0;
			const loss = change < 0 ? -change : 0;
			if (changes < period) {
				changes++;
				gains += gain / period;
				losses += loss / period;
			} else {
				gains += (gain - gains) / period;
				losses += (loss - losses) / period;
			}
			if (changes === period) out[i] = gains + losses > 0 ? (100 * gains) / (gains + losses) : 0;
		}
		previous = value;
	}
}
