import type { IndicatorInfo } from './indicator';

const { floor } = Math;
const DAY = 86_400_000;

export const vwap: IndicatorInfo = {
	name: 'vwap',
	title: 'Volume weighted average price',
	group: 'Volume',
	inputs: ['time', 'high', 'low', 'close', 'volume'],
	parameters: [
		{ name: 'anchor', title: 'Starts with', type: 'integer', default: 0, min: 0, max: 1, choices: { series: 0, day: 1 } },
	],
	outputs: [{ name: 'vwap', title: 'VWAP' }],
	formula:
		'sum of (high + low + close) / 3 * volume over sum of volume, since the first bar of the series or of the UTC day; ' +
		'no value before the first volume',
	reference: {
		title: 'S. Berkowitz, D. Logue, E. Noser, The Total Cost of Transactions on the NYSE (1988)',
		url: 'https://en.wikipedia.org/wiki/Volume-weighted_average_price',
	},
	warmUp: () => 0,
	cost: () => 5,
	compute([time, high, low, close, volume], [anchor], [out]) {
		let day = NaN;
		let traded = 0;
		let average = 0;
		for (let i = 0; i < close.length; i++) {
			if (anchor === 1) {
				const today = floor(time[i] / DAY);
				if (today !== day) {
					day = today;
					traded = average = 0;
				}
			}
			traded += volume[i];
			if (traded > 0) {
				// The mean moved by its newest part keeps its digits where two ever growing sums would lose them.
				average += (volume[i] / traded) * ((high[i] + low[i] + close[i]) / 3 - average);
				out[i] = average;
			}
		}
	},
};
