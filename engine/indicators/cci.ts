import { periodParameter, type IndicatorInfo } from './indicator';

const { abs } = Math;

export const cci: IndicatorInfo = {
	name: 'cci',
	title: 'Commodity channel index',
	group: 'Momentum',
	inputs: ['high', 'low', 'close'],
	parameters: [periodParameter(14, 2, 1000)],
	outputs: [{ name: 'cci', title: 'CCI' }],
	formula:
		'(typical - mean of typical) / (0.015 * mean absolute deviation) over `period` bars, ' +
		'typical = (high + low + close) / 3; 0 where nothing deviates',
	reference: {
		title: 'D. Lambert, Commodity Channel Index (Commodities, October 1980)',
		url: 'https://en.wikipedia.org/wiki/Commodity_channel_index',
	},
	warmUp: ([period]) => period - 1,
	// The mean deviation has no running form: each window is walked again, which is also why `period` ends at 1000.
	cost: ([period]) => 2 * period,
	compute([high, low, close], [period], [out]) {
		for (let i = period - 1; i < close.length; i++) {
			let total = 0;
			for (let k = i - period + 1; k <= i; k++) total += high[k] + low[k] + close[k];
			const mean = total / (3 * period);
			let deviation = 0;
			for (let k = i - period + 1; k <= i; k++) deviation += abs((high[k] + low[k] + close[k]) / 3 - mean);
			const distance = (high[i] + low[i] + close[i]) / 3 - mean;
			out[i] = deviation > 0 ? (distance * period) / (0.015 * deviation) : 0;
		}
	},
};
