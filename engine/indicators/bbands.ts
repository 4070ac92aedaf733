import { MAX_PERIOD, periodParameter, type IndicatorInfo } from './indicator';
import { AVERAGE_KIND, AVERAGES } from './movingAverage';
import { rollingDeviation } from './rollingDeviation';

export const bbands: IndicatorInfo = {
	name: 'bbands',
	title: 'Bollinger bands',
	group: 'Volatility',
	inputs: ['source'],
	parameters: [
		periodParameter(20, 2, MAX_PERIOD),
		{ name: 'nbDevUp', title: 'Deviations up', type: 'number', default: 2, min: 0, max: 1000 },
		{ name: 'nbDevDn', title: 'Deviations down', type: 'number', default: 2, min: 0, max: 1000 },
		{ name: 'maType', title: 'Average', ...AVERAGE_KIND },
	],
	outputs: [
		{ name: 'upper', title: 'Upper band' },
		{ name: 'middle', title: 'Middle band' },
		{ name: 'lower', title: 'Lower band' },
	],
	formula:
		'middle = average(period); upper and lower = middle plus nbDevUp and minus nbDevDn standard deviations ' +
		'(population, around the simple mean)',
	reference: { title: 'J. Bollinger, Bollinger on Bollinger Bands (2001)', url: 'https://www.bollingerbands.com' },
	warmUp: ([period]) => period - 1,
	cost: () => 12,
	compute([source], [period, up, down, maType], [upper, middle, lower]) {
		AVERAGES[maType](source, period, middle);
		rollingDeviation(source, period, upper, lower);
		for (let i = 0; i < source.length; i++) {
			const deviation = upper[i];
			upper[i] = middle[i] + up * deviation;
			lower[i] = middle[i] - down * deviation;
		}
	},
};
