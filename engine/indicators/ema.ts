import { periodParameter, type IndicatorInfo } from './indicator';
import { exponentialAverage } from './movingAverage';

export const ema: IndicatorInfo = {
	name: 'ema',
	title: 'Exponential moving average',
	group: 'Moving averages',
	inputs: ['source'],
	parameters: [periodParameter(30)],
	outputs: [{ name: 'ema', title: 'EMA' }],
	formula: 'ema += 2 / (period + 1) * (value - ema), seeded by the SMA of the first `period` values',
	reference: { title: 'TA-Lib, EMA', url: 'https://ta-lib.org/functions/' },
	warmUp: ([period]) => period - 1,
	cost: () => 3,
	compute: ([source], [period], [out]) => { exponentialAverage(source, period, out); },
};
