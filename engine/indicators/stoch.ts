import { MAX_PERIOD, type IndicatorInfo } from './indicator';
import { AVERAGE_KIND, AVERAGES } from './movingAverage';
import { rollingHighest, rollingLowest } from './rollingExtreme';
import { firstFinite } from './rollingSum';

export const stoch: IndicatorInfo = {
	name: 'stoch',
	title: 'Stochastic oscillator',
	group: 'Momentum',
	inputs: ['high', 'low', 'close'],
	parameters: [
		{ name: 'fastKPeriod', title: 'Fast %K period', type: 'integer', default: 5, min: 1, max: MAX_PERIOD },
		{ name: 'slowKPeriod', title: 'Slow %K period', type: 'integer', default: 3, min: 1, max: MAX_PERIOD },
		{ name: 'slowKMaType', title: 'Slow %K average', ...AVERAGE_KIND },
		{ name: 'slowDPeriod', title: 'Slow %D period', type: 'integer', default: 3, min: 1, max: MAX_PERIOD },
		{ name: 'slowDMaType', title: 'Slow %D average', ...AVERAGE_KIND },
	],
	outputs: [
		{ name: 'slowK', title: '%K' },
		{ name: 'slowD', title: '%D' },
	],
	formula:
		'fastK = 100 * (close - lowest low) / (highest high - lowest low) over fastKPeriod bars, 0 where they are equal; ' +
		'slowK = average(fastK, slowKPeriod); slowD = average(slowK, slowDPeriod)',
	reference: { title: "G. Lane, Lane's Stochastics (1984)", url: 'https://en.wikipedia.org/wiki/Stochastic_oscillator' },
	warmUp: ([fastK, slowK, , slowD]) => fastK - 1 + slowK - 1 + slowD - 1,
	cost: () => 20,
	compute([high, low, close], [fastKPeriod, slowKPeriod, slowKType, slowDPeriod, slowDType], [slowK, slowD]) {
		rollingHighest(high, fastKPeriod, slowK);
		rollingLowest(low, fastKPeriod, slowD);
		for (let i = fastKPeriod - 1; i < close.length; i++) {
			const range = slowK[i] - slowD[i];
			slowD[i] = range > 0 ? (100 * (close[i] - slowD[i])) / range : 0;
		}
		slowK.fill(NaN);
		AVERAGES[slowKType](slowD, slowKPeriod, slowK);
		slowD.fill(NaN);
		AVERAGES[slowDType](slowK, slowDPeriod, slowD);
		slowK.fill(NaN, 0, firstFinite(slowD));
	},
};
