import { periodParameter, type IndicatorInfo } from './indicator';
import { weightedAverage } from './movingAverage';

export const wma: IndicatorInfo = {
	name: 'wma',
	title: 'Weighted moving average',
	group: 'Moving averages',
	inputs: ['source'],
	parameters: [periodParameter(30)],
	outputs: [{ name: 'wma', title: 'WMA' }],
	formula: 'mean of the last `period` values with weights 1 (oldest) to `period` (newest)',
	reference: { title: 'TA-Lib, WMA', url: 'https://ta-lib.org/functions/' },
	warmUp: ([period]) => period - 1,
	cost: () => 5,
	compute: ([source], [period], [out]) => { weightedAverage(source, period, out); },
};
