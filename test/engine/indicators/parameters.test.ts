import { ParameterError } from '../../../engine/errors';
import { computeIndicator, indicator, indicators, type IndicatorParameters } from '../../../engine/indicators';
import { nearestName } from '../../../engine/nearestName';
import { randomColumns } from './columns';

const series = randomColumns(60, 1);

describe('parameters of indicators', () => {
	it('are given by name, by TA-Lib’s spelling of it, or in TA-Lib’s order', () => {
		const expected = computeIndicator('macd', series, [5, 10, 4]);
		for (const given of [
			{ fastPeriod: 5, slowPeriod: 10, signalPeriod: 4 },
			{ optInFastPeriod: 5, optInSlowPeriod: 10, optInSignalPeriod: 4 },
			{ fastperiod: 5, slowperiod: 10, signalperiod: 4 },
		]) {
			expect(computeIndicator('MACD', series, given)).toEqual(expected);
		}
		expect(computeIndicator('sma', series, { timeperiod: 5 })).toEqual(computeIndicator('sma', series, [5]));
	});

	it('keep their defaults where they are not given', () => {
		expect(computeIndicator('rsi', series)).toEqual(computeIndicator('rsi', series, [14]));
		expect(computeIndicator('bbands', series, [undefined, 3])).toEqual(computeIndicator('bbands', series, [20, 3, 2, 0]));
	});

	it('may be the name of a choice', () => {
		expect(computeIndicator('bbands', series, { maType: 'ema' })).toEqual(computeIndicator('bbands', series, [20, 2, 2, 1]));
	});

	it.each<[string, IndicatorParameters, string]>([
		['sma', [0], 'sma: period is 0, but must be a whole number from 1 to 100000.'],
		['sma', [2.5], 'sma: period is 2.5, but must be a whole number from 1 to 100000.'],
		['sma', [NaN], 'sma: period is NaN'],
		['sma', ['ten'], 'sma: period is "ten"'],
		['sma', [3, 4], 'sma takes 1 parameter, but 2 were given.'],
		['obv', [3], 'obv takes 0 parameters, but 1 were given.'],
		['rsi', { perod: 3 }, 'rsi has no parameter named "perod".'],
		['bbands', { maType: 'hull' }, 'bbands: maType is "hull", but must be one of sma (0), ema (1), wma (2).'],
		['bbands', { nbDevUp: -1 }, 'bbands: nbDevUp is -1, but must be a number from 0 to 1000.'],
		['cci', [2000], 'cci: period is 2000, but must be a whole number from 2 to 1000.'],
	])('%s refuses %j', (name, given, message) => {
		expect(() => computeIndicator(name, series, given)).toThrow(ParameterError);
		expect(() => computeIndicator(name, series, given)).toThrow(message);
	});

	it('name themselves in the error', () => {
		try {
			computeIndicator('sma', series, { timeperiod: -3 });
			throw new Error('accepted');
		} catch (error) {
			expect(error).toMatchObject({ parameter: 'period', hint: 'Its default is 30.' });
		}
	});
});

describe('the registry', () => {
	it('holds each indicator once, TA-Lib’s names in lower case', () => {
		expect(indicators().map(({ name }) => name).sort()).toEqual(
			['adx', 'atr', 'bbands', 'cci', 'donchian', 'ema', 'macd', 'mfi', 'obv', 'roc', 'rsi', 'sma', 'stoch', 'vwap', 'wma'],
		);
	});

	it('suggests the nearest name for one it does not know', () => {
		expect(() => indicator('ballbands')).toThrow('There is no indicator named "ballbands".');
		expect(nearestName('mcad', ['macd', 'mfi'])).toBe('macd');
	});

	it('reads another column, by name or given, where the indicator has a source', () => {
		expect(computeIndicator('sma', series, [5], 'volume')).toEqual(computeIndicator('sma', series, [5], series.volume));
		expect(() => computeIndicator('sma', series, [5], new Float64Array(3))).toThrow('The source of sma has 3 values');
	});
});
