import { periodParameter, type IndicatorInfo } from './indicator';
import { rollingHighest, rollingLowest } from './rollingExtreme';

export const donchian: IndicatorInfo = {
	name: 'donchian',
	title: 'Donchian channel',
	group: 'Trend',
	inputs: ['high', 'low'],
	parameters: [periodParameter(20)],
	outputs: [
		{ name: 'upper', title: 'Upper' },
		{ name: 'middle', title: 'Middle' },
		{ name: 'lower', title: 'Lower' },
	],
	formula:
		'upper = highest high and lower = lowest low of the last `period` bars, this one included; ' +
		'middle = their mean. A breakout compares with the bar before: close > donchian(20).upper[1]',
	reference: {
		title: 'R. Donchian, Trend-Following Methods (1957)',
		url: 'https://en.wikipedia.org/wiki/Donchian_channel',
	},
	warmUp: ([period]) => period - 1,
	cost: () => 14,
	compute([high, low], [period], [upper, middle, lower]) {
		rollingHighest(high, period, upper);
		rollingLowest(low, period, lower);
		for (let i = period - 1; i < high.length; i++) middle[i] = (upper[i] + lower[i]) / 2;
	},
};
