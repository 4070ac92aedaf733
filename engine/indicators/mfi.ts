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
	reference: { title: 'G. Quong, A. Soudack, Volume-weighted RSI (1989)', url: 'https://en.wikipedia.org/wiki/Money_flow_index' },
	warmUp: ([period]) => period,
	cost: () => 14,
	compute: ([high, low, close, volume], [period], [out]) => moneyFlow(high, low, close, volume, period, out),
};

function moneyFlow(
	high: Float64Array,
	low: Float64Array,
	close: Float64Array,
	volume: Float64Array,
	period: number,
	out: Float64Array,
): void {
	const flow = (i: number): number => {
		const typical = high[i] + low[i] + close[i];
		const before = high[i - 1] + low[i - 1] + close[i - 1];
		return typical > before ? typical * volume[i] : typical < before ? -typical * volume[i] : 0;
	};
	const stride = Math.max(period, 512);
	let positive = 0;
	let negative = 0;
	let largest = 0;
	let age = stride;
	for (let i = period; i < close.length; i++) {
		const entering = flow(i);
		if (entering > 0) positive += entering;
		else negative -= entering;
		if (age < stride) {
			const leaving = flow(i - period);
			if (leaving > 0) positive -= leaving;
			else negative += leaving;
			age++;
		}
		// Taken afresh every `stride` bars, and when only rounding may be left of the flow (bars without trade).
		if (age >= stride || positive + negative < 1e-6 * largest) {
			positive = negative = largest = age = 0;
			for (let k = i - period + 1; k <= i; k++) {
				const signed = flow(k);
				if (signed > 0) positive += signed;
				else negative -= signed;
			}
		}
		const total = positive + negative;
		if (total > largest) largest = total;
		out[i] = total > 0 ? Math.min(100, Math.max(0, (100 * positive) / total)) : 0;
	}
}
