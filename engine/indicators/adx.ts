import { trueRange } from './atr';
import { periodParameter, type IndicatorInfo } from './indicator';

const { abs } = Math;

export const adx: IndicatorInfo = {
	name: 'adx',
	title: 'Average directional index',
	group: 'Trend',
	inputs: ['high', 'low', 'close'],
	parameters: [periodParameter(14, 2)],
	outputs: [{ name: 'adx', title: 'ADX' }],
	formula: "Wilder's average of 100 * abs(+DI - -DI) / (+DI + -DI), both from directional movement over true range",
	reference: {
		title: 'J. W. Wilder, New Concepts in Technical Trading Systems (1978)',
		url: 'https://en.wikipedia.org/wiki/Average_directional_movement_index',
	},
	warmUp: ([period]) => 2 * period - 1,
	cost: () => 16,
	compute: ([high, low, close], [period], [out]) => { directionalIndex(high, low, close, period, out); },
};

/** Seeded as by TA-Lib: `period` - 1 movements are summed, the next `period` give DX, and the first ADX is their mean. */
function directionalIndex(
	high: Float64Array,
	low: Float64Array,
	close: Float64Array,
	period: number,
	out: Float64Array,
): void {
	const kept = 1 - 1 / period;
	let plus = 0;
	let minus = 0;
	let range = 0;
	let total = 0;
	let average = 0;
	for (let i = 1; i < high.length; i++) {
		const rise = high[i] - high[i - 1];
		const fall = low[i - 1] - low[i];
		const decay = i < period ? 1 : kept;
		plus = plus * decay + (rise > 0 && rise > fall ? rise : 0);
		minus = minus * decay + (fall > 0 && fall > rise ? fall : 0);
		range = range * decay + trueRange(high[i], low[i], close[i - 1]);
		if (i < period) continue;
		// +DI and -DI share the true range below the line, so that it cancels; with no movement at all DX has no value.
		const moved = range > 0 && plus + minus > 0;
		const index = moved ? (100 * abs(plus - minus)) / (plus + minus) : 0;
		if (i < 2 * period) {
			total += index;
			average = total / period;
		} else if (moved) {
			average += (index - average) / period;
		}
		if (i >= 2 * period - 1) out[i] = average;
	}
}
