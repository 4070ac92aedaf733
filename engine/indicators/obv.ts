import type { IndicatorInfo } from './indicator';

export const obv: IndicatorInfo = {
	name: 'obv',
	title: 'On balance volume',
	group: 'Volume',
	inputs: ['source', 'volume'],
	parameters: [],
	outputs: [{ name: 'obv', title: 'OBV' }],
	formula:
		"the first bar's volume, then plus the volume of a bar that closes higher and minus that of one that closes lower",
	reference: {
		title: "J. Granville, New Key to Stock Market Profits (1963)",
		url: 'https://en.wikipedia.org/wiki/On-balance_volume',
	},
	warmUp: () => 0,
	cost: () => 2,
	compute([source, volume], _, [out]) {
		let balance = volume[0];
		if (source.length > 0) out[0] = balance;
		for (let i = 1; i < source.length; i++) {
			if (source[i] > source[i - 1]) balance += volume[i];
			else if (source[i] < source[i - 1]) balance -= volume[i];
			out[i] = balance;
		}
	},
};
