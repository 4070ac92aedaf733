import { MAX_PERIOD, type IndicatorInfo } from './indicator';
import { exponentialAverage } from './movingAverage';
import { firstFinite } from './rollingSum';

export const macd: IndicatorInfo = {
	name: 'macd',
	title: 'Moving average convergence divergence',
	group: 'Momentum',
	inputs: ['source'],
	parameters: [
		{ name: 'fastPeriod', title: 'Fast period', type: 'integer', default: 12, min: 2, max: MAX_PERIOD },
		{ name: 'slowPeriod', title: 'Slow period', type: 'integer', default: 26, min: 2, max: MAX_PERIOD },
		{ name: 'signalPeriod', title: 'Signal period', type: 'integer', default: 9, min: 1, max: MAX_PERIOD },
	],
	outputs: [
		{ name: 'macd', title: 'MACD' },
		{ name: 'signal', title: 'Signal' },
		{ name: 'histogram', title: 'Histogram' },
	],
	formula: 'macd = ema(fastPeriod) - ema(slowPeriod); signal = ema(macd, signalPeriod); histogram = macd - signal',
	reference: { title: 'G. Appel, Technical Analysis: Power Tools (2005)', url: 'https://en.wikipedia.org/wiki/MACD' },
	warmUp: ([fast, slow, signal]) => Math.max(fast, slow) - 1 + signal - 1,
	cost: () => 11,
	compute([source], [fastPeriod, slowPeriod, signalPeriod], [macdLine, signalLine, histogram]) {
		// As in TA-Lib: exchanged periods are put right, and both averages are seeded on the same bar.
		const fast = Math.min(fastPeriod, slowPeriod);
		const slow = Math.max(fastPeriod, slowPeriod);
		const start = firstFinite(source);
		exponentialAverage(source, fast, macdLine, start + slow - fast);
		exponentialAverage(source, slow, signalLine, start);
		for (let i = 0; i < source.length; i++) macdLine[i] -= signalLine[i];
		signalLine.fill(NaN);
		exponentialAverage(macdLine, signalPeriod, signalLine);
		for (let i = 0; i < source.length; i++) histogram[i] = macdLine[i] - signalLine[i];
		macdLine.fill(NaN, 0, firstFinite(signalLine));
	},
};
