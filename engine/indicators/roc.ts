import { periodParameter, type IndicatorInfo } from './indicator';

export const roc: IndicatorInfo = {
	name: 'roc',
	title: 'Rate of change',
	group: 'Momentum',
	inputs: ['source'],
	parameters: [periodParameter(10)],
	outputs: [{ name: 'roc', title: 'ROC' }],
	formula: '100 * (value / value `period` bars ago - 1), in percent; 0 where that value was 0',
	reference: { title: 'TA-Lib, ROC', url: 'https://ta-lib.org/functions/' },
	warmUp: ([period]) => period,
	cost: () => 2,
	compute([source], [period], [out]) {
		for (let i = period; i < source.length; i++) {
			const before = source[i - period];
			out[i] = before === 0 ? 0 : 100 * (source[i] / before - 1);
		}
	},
};
