import { computeIndicator } from '../../../engine/indicators';
import { evaluateStrategy, type StrategyDefinition } from '../../../engine/strategy';
import { randomCloses, seriesOf } from './candles';

const five = seriesOf([10, 12, 11, 15, 14], (bar) => bar);

/** The values of a numeric or boolean formula on every bar. */
function valuesOf(formula: string, series = five, parameters?: StrategyDefinition['parameters']): number[] {
	const definition: StrategyDefinition = {
		schema: 1,
		name: 'one formula',
		parameters,
		indicators: { value: formula },
		entry: { long: 'true' },
	};
	return [...evaluateStrategy(definition, series).values.value];
}

describe('numbers', () => {
	it.each([
		['1 + 2 * 3', 7],
		['(1 + 2) * 3', 9],
		['10 - 4 - 3', 3],
		['2 ^ 3 ^ 2', 512],
		['-2 ^ 2', -4],
		['2 ^ -1', 0.5],
		['7 % 4', 3],
		['-7 % 4', -3],
		['1e-3 * 1E3', 1],
		['.5 + 1.', 1.5],
		['abs(-3)', 3],
		['round(2.5)', 3],
		['round(1.005 * 100, 1)', 100.5],
		['floor(-1.5) + ceil(1.2)', 0],
		['min(3, 1, 2)', 1],
		['max(3, 1, 2)', 3],
		['sqrt(16) + log(exp(2)) + pow(2, 3)', 14],
		['when(2 > 1, 5, 6)', 5],
		['nz(0 / 0)', 0],
		['nz(0 / 0, 7)', 7],
	])('%s is %d', (formula, expected) => {
		for (const value of valuesOf(formula)) expect(value).toBeCloseTo(expected, 12);
	});

	it.each(['1 / 0', '0 / 0', '5 % 0', 'sqrt(-1)', 'log(0)', 'exp(1000)', 'pow(10, 400)'])('%s has no value', (formula) => {
		expect(valuesOf(formula).every(Number.isNaN)).toBe(true);
	});
});

describe('candle columns', () => {
	it.each([
		['close', [10, 12, 11, 15, 14]],
		['open', [10, 10, 12, 11, 15]],
		['hl2', [10, 11, 11.5, 13, 14.5]],
		['hlc3 * 3 - high - low', [10, 12, 11, 15, 14]],
		['ohlc4 * 4 - open - high - low - close', [0, 0, 0, 0, 0]],
		['nz(time - time[1])', [0, 36e5, 36e5, 36e5, 36e5]],
		['volume', [0, 1, 2, 3, 4]],
	])('%s', (formula, expected) => {
		valuesOf(formula).forEach((value, i) => { expect(value).toBeCloseTo(expected[i], 9); });
	});
});

describe('conditions', () => {
	it.each([
		['close > 11', [0, 1, 0, 1, 1]],
		['close >= 11', [0, 1, 1, 1, 1]],
		['close < 11', [1, 0, 0, 0, 0]],
		['close <= 11', [1, 0, 1, 0, 0]],
		['close == 11', [0, 0, 1, 0, 0]],
		['close != 11', [1, 1, 0, 1, 1]],
		['not close > 11', [1, 0, 1, 0, 0]],
		['close > 11 and volume > 3 or volume == 0', [1, 0, 0, 0, 1]],
		['close > 11 && !(volume > 3) || volume == 0', [1, 1, 0, 1, 0]],
		['TRUE AND NOT false', [1, 1, 1, 1, 1]],
		['when(close > 11, true, volume == 2)', [0, 1, 1, 1, 1]],
	])('%s', (formula, expected) => {
		expect(valuesOf(formula)).toEqual(expected);
	});

	it.each(['<', '<=', '>', '>=', '==', '!='])('no comparison by %s holds where a side has no value', (operator) => {
		expect(valuesOf(`0 / 0 ${operator} close`)).toEqual([0, 0, 0, 0, 0]);
		expect(valuesOf(`close[1] ${operator} close[1] + ${operator === '<' || operator === '!=' ? 1 : 0}`)[0]).toBe(0);
	});
});

describe('looking back', () => {
	it.each([
		['close[0]', [10, 12, 11, 15, 14]],
		['close[2]', [NaN, NaN, 10, 12, 11]],
		['close[9]', [NaN, NaN, NaN, NaN, NaN]],
		['(close > 11)[1]', [0, 0, 1, 0, 1]],
		['crossover(close, 11)', [0, 1, 0, 1, 0]],
		['crossover(close, 12)', [0, 0, 0, 1, 0]],
		['crossunder(close, 12)', [0, 0, 1, 0, 0]],
		['cross(close, 11.5)', [0, 1, 1, 1, 0]],
		['rising(close)', [0, 1, 0, 1, 0]],
		['falling(volume - 2 * volume, 3)', [0, 0, 0, 1, 1]],
		['highest(close, 3)', [NaN, NaN, 12, 15, 15]],
		['lowest(close, 2)', [NaN, 10, 11, 11, 14]],
		['sum(close, 2)', [NaN, 22, 23, 26, 29]],
		['highest(7, 2)', [NaN, 7, 7, 7, 7]],
		['change(close)', [NaN, 2, -1, 4, -1]],
		['change(close, 2)', [NaN, NaN, 1, 3, 3]],
		['barssince(close == 12)', [NaN, 0, 1, 2, 3]],
		['barssince(close > 11)', [NaN, 0, 1, 0, 0]],
		['valuewhen(close > 11, volume)', [NaN, 1, 1, 3, 4]],
		['valuewhen(close > 11, volume, 1)', [NaN, NaN, NaN, 1, 3]],
		['nz(close[1], close)', [10, 10, 12, 11, 15]],
	])('%s', (formula, expected) => {
		expect(valuesOf(formula)).toEqual(expected);
	});
});

describe('indicators', () => {
	const series = seriesOf(randomCloses(300, 3), (bar) => 1 + (bar % 7));
	const parameters = { n: { default: 9 } };

	it.each([
		['ema(close, 12)', 'ema', [12]],
		['ema(12)', 'ema', [12]],
		['ema()', 'ema', [30]],
		['rsi(14)', 'rsi', [14]],
		['rsi(n + 1)', 'rsi', [10]],
		['ema(close, round(n / 2))', 'ema', [5]],
		['atr(14)', 'atr', [14]],
		['obv()', 'obv', []],
		['vwap(day)', 'vwap', [1]],
		['adx(n)', 'adx', [9]],
	])('%s', (formula, name, values) => {
		const [expected] = Object.values(computeIndicator(name, series, values));
		expect(valuesOf(formula, series, parameters)).toEqual([...expected]);
	});

	it.each([
		['macd(close, 12, 26, 9)', 'macd', 'macd', [12, 26, 9]],
		['macd(12, 26, 9).signal', 'macd', 'signal', [12, 26, 9]],
		['bbands(close, 20, 2, 2, ema).lower', 'bbands', 'lower', [20, 2, 2, 1]],
		['stoch(14, 3, sma, 3).slowD', 'stoch', 'slowD', [14, 3, 0, 3]],
		['donchian(20).upper', 'donchian', 'upper', [20]],
	])('%s gives that output', (formula, name, output, values) => {
		const expected = computeIndicator(name, series, values)[output];
		const definition: StrategyDefinition = { schema: 1, name: 'x', indicators: { m: formula }, entry: { long: 'true' } };
		const shown = evaluateStrategy(definition, series).values;
		expect(Object.hasOwn(shown, 'm') ? shown.m : shown[`m.${output}`]).toEqual(expected);
	});

	it('reads the outputs of a named indicator by name', () => {
		const { values } = evaluateStrategy(
			{ schema: 1, name: 'x', indicators: { m: 'macd(close, 5, 9, 3)', gap: 'm.macd - m.signal - m.histogram + m - m.macd' }, entry: { long: 'gap == 0' } },
			series,
		);
		expect(values.gap.subarray(15).every((value) => Math.abs(value) < 1e-9)).toBe(true);
		expect(Object.keys(values)).toEqual(['m.macd', 'm.signal', 'm.histogram', 'gap']);
	});

	it('may be taken of one another: warm-ups add up', () => {
		const chained = valuesOf('sma(rsi(close, 14), 5)', series);
		expect(chained.findIndex((value) => !Number.isNaN(value))).toBe(18);
	});

	it('are told from values of the same name by their parentheses', () => {
		const signals = evaluateStrategy(
			{ schema: 1, name: 'x', indicators: { rsi: 'rsi(close, 14)' }, entry: { long: 'rsi < rsi(close, 5)' } },
			series,
		);
		expect(signals.values.rsi).toEqual(computeIndicator('rsi', series, [14]).rsi);
	});
});

describe('the warm-up', () => {
	const warmUp = (rule: string): number =>
		evaluateStrategy({ schema: 1, name: 'x', entry: { long: rule } }, seriesOf(randomCloses(100))).warmUp;

	it.each([
		['close > open', 0],
		['close > close[3]', 3],
		['crossover(sma(10), sma(20))', 20],
		['highest(close[1], 20) < close', 20],
		['macd(close, 12, 26, 9).signal > 0', 33],
		['nz(sma(close, 50), close) < close', 0],
		['when(close > open, sma(30), close) > 1', 29],
		['barssince(ema(5) > close) > 2', 4],
	])('of %s is %d bars', (rule, expected) => {
		expect(warmUp(rule)).toBe(expected);
	});
});
