import { periodParameter, type IndicatorInfo } from './indicator';

export const mfi: IndicatorInfo = {
	name: 'mfi',
	title: 'Money flow index',
	group: 'Volume',
	inputs: ['high', 'low', 'close', 'volume'],
	parameters: [periodParameter(14, 2)],
	outputs: [{ name: 'mfi', title: 'MFI' }],
	formula:
		'100 * positive / (positive + negative) flow over `period` bars; flow = typical price * volume, ' +
		'positive where the typical price rose; 0 where none flowed',
	reference: {
		title: 'G. Quong, A. Soudack, Volume-weighted RSI (1989)',
		url: 'https://en.wikipedia.org/wiki/Money_flow_index',
	},
	warmUp: ([period]) => period,
	cost: () => 14,
	compute: ([high, low, close, volume], [period], [out]) => { moneyFlow(high, low, close, volume, period, out); },
};

function moneyFlow(
	high: Float64Array,
	low: Float64Array,
	close: Float64Array,
	volume: Float64Array,
	period: number,
	out: Float64Array,
): void {
	const { length } = close;
	const flow = (i: number): number => {
		const typical = high[i] + low[i] + close[i];
		const before = high[i - 1] + low[i - 1] + close[i - 1];
		return typical > before ? typical * volume[i] : typical < before ? -typical * volume[i] : 0;
	};
	// By blocks, as in rollingSum: the end of the block before stands in `out` (what flowed in) and in `outflow`.
	const outflow = new Float64Array(period);
	for (let block = 1; block < length; block += period) {
		const end = block + period < length ? block + period : length;
		let rising = 0;
		let falling = 0;
		for (let i = block + period - 1; i >= block && block > 1; i--) {
			if (i < end) out[i] = rising;
			outflow[i - block] = falling;
			const signed = flow(i - period);
			if (signed > 0) rising += signed;
			else falling -= signed;
		}
		rising = falling = 0;
		for (let i = block; i < end; i++) {
			const signed = flow(i);
			if (signed > 0) rising += signed;
			else falling -= signed;
			if (i < period) continue;
			const positive = block > 1 ? out[i] + rising : rising;
			const total = positive + outflow[i - block] + falling;
			out[i] = total > 0 ? (100 * positive) / total : 0;
		}
	}
}
