import { periodParameter, type IndicatorInfo } from './indicator';
import { firstFinite, isNumber } from './rollingSum';

const { max } = Math;

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
	const { length } = source;
	const share = 1 / period;
	let i = firstFinite(source);
	let gains = 0;
	let losses = 0;
	let previous = source[i];
	let changes = 0;
	for (i++; i < length && changes < period; i++) {
		const change = source[i] - previous;
		if (isNumber(change)) {
			gains += max(change, 0) * share;
			losses += max(-change, 0) * share;
			changes++;
		} else {
			gains = losses = changes = 0;
		}
		previous = source[i];
	}
	if (changes < period) return;
	out[i - 1] = strength(gains, losses);
	for (; i < length; i++) {
		const change = source[i] - previous;
		if (!isNumber(change)) continue;
		gains += (max(change, 0) - gains) * share;
		losses += (max(-change, 0) - losses) * share;
		previous = source[i];
		out[i] = strength(gains, losses);
	}
}

function strength(gains: number, losses: number): number {
	const moved = gains + losses;
	return moved > 0 ? (100 * gains) / moved : 0;
}
