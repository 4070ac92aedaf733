import { periodParameter, type IndicatorInfo } from './indicator';
import { simpleAverage } from './movingAverage';

export const sma: IndicatorInfo = {
	name: 'sma',
	title: 'Simple moving average',
	group: 'Moving averages',
	inputs: ['source'],
	parameters: [periodParameter(30)],
	outputs: [{ name: 'sma', title: 'SMA' }],
	formula: 'mean of the last `period` values',
	reference: { title: 'TA-Lib, SMA', url: 'https://ta-lib.org/functions/' },
	warmUp: ([period]) => period - 1,
	cost: () => 3,
	compute: ([source], [period], [out]) => { simpleAverage(source, period, out); },
};
