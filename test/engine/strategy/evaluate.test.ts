import { ParameterError } from '../../../engine/errors';
import { computeIndicator } from '../../../engine/indicators';
import { compileStrategy, evaluateStrategy, parseStrategy, type StrategyDefinition } from '../../../engine/strategy';
import { randomCloses, seriesOf } from './candles';

const series = seriesOf(randomCloses(400));

const emaTrend: StrategyDefinition = {
	schema: 1,
	name: 'EMA trend',
	parameters: { fast: { default: 12, min: 5, max: 30 }, slow: { default: 26 } },
	indicators: { fastMa: 'ema(close, fast)', slowMa: 'ema(close, slow)' },
	entry: { long: 'crossover(fastMa, slowMa)', short: 'crossunder(fastMa, slowMa)' },
	exit: { long: 'crossunder(fastMa, slowMa)' },
	protect: { stopLoss: '2%', takeProfit: { atr: 3 }, trailingStop: { distance: '1.5%', activation: '1%' }, maxBars: 48 },
	sizing: { mode: 'equityPercent', value: '10%' },
};

describe('evaluating a definition over candles', () => {
	it('flags the bars on which the averages cross, as counted by hand', () => {
		const fast = computeIndicator('ema', series, [12]).ema;
		const slow = computeIndicator('ema', series, [26]).ema;
		const expected = Array.from(fast, (value, i) => (value > slow[i] && fast[i - 1] <= slow[i - 1] ? 1 : 0));
		expect(expected).toContain(1);
		expect([...(evaluateStrategy(emaTrend, series).entryLong ?? [])]).toEqual(expected);
	});

	it('shows the named indicators, the first bar with all of them, protection and sizing as plain numbers', () => {
		const signals = evaluateStrategy(emaTrend, series);
		expect(Object.keys(signals.values)).toEqual(['fastMa', 'slowMa']);
		expect(signals.warmUp).toBe(26);
		expect(signals.exitShort).toBeUndefined();
		expect(signals.protect.stopLoss).toEqual({ kind: 'percent', value: 0.02 });
		expect(signals.protect.trailingStop?.activation).toEqual({ kind: 'percent', value: 0.01 });
		const atr = computeIndicator('atr', series, [14]).atr;
		expect(signals.protect.takeProfit).toEqual({ kind: 'distance', column: atr.map((value) => value * 3) });
		expect(signals.protect.maxBars).toBe(48);
		expect(signals.sizing).toEqual({ mode: 'equityPercent', value: 0.1 });
		expect(signals.parameters).toEqual({ fast: 12, slow: 26 });
	});

	it('uses all of the equity when nothing is said about sizing', () => {
		expect(evaluateStrategy({ ...emaTrend, sizing: undefined }, series).sizing).toEqual({ mode: 'equityPercent', value: 1 });
	});

	it('takes parameter values by name and refuses unknown ones and those out of range', () => {
		const compiled = compileStrategy(emaTrend);
		const { values } = compiled.evaluate(series, { parameters: { fast: 5 } });
		expect(values.fastMa).toEqual(computeIndicator('ema', series, [5]).ema);
		const evaluate = (parameters: Record<string, number>) => () => compiled.evaluate(series, { parameters });
		expect(evaluate({ fsat: 5 })).toThrow(ParameterError);
		expect(evaluate({ fsat: 5 })).toThrow('no parameter named "fsat"');
		expect(evaluate({ fast: 31 })).toThrow('The parameter fast is 31, but must be a number from 5 to 30.');
		expect(evaluate({ fast: 5.5 })).toThrow('ema: period is 5.5, but must be a whole number from 1 to 100000.');
		expect(evaluate({ slow: NaN })).toThrow(ParameterError);
	});

	it('computes what is written twice only once', () => {
		const { program } = compileStrategy({
			schema: 1,
			name: 'twice',
			indicators: { a: 'ema(close, 10)' },
			entry: { long: 'ema(10) > 2 * ema(close, 10)[1]', short: 'a < sma(ema(10), 3)' },
		});
		const averages = program.graph.nodes.filter(
			({ operation }) => operation.kind === 'indicator' && operation.info.name === 'ema',
		);
		expect(averages).toHaveLength(1);
	});

	it('lets no rule fire in the warm-up, not even one that is negated', () => {
		const { entryLong, warmUp } = evaluateStrategy(
			{ schema: 1, name: 'negated', entry: { long: 'not (close > sma(close, 50))' } },
			series,
		);
		expect(warmUp).toBe(49);
		expect(entryLong?.subarray(0, 49).some(Boolean)).toBe(false);
		expect(entryLong?.subarray(49).some(Boolean)).toBe(true);
	});

	it('does not share a column between two rules written alike', () => {
		const { entryLong, exitShort } = evaluateStrategy(
			{
				schema: 1,
				name: 'alike',
				entry: { long: 'close > open' },
				exit: { long: 'close > open', short: 'close > open' },
			},
			seriesOf([1, 2, 3]),
		);
		expect([...(entryLong ?? [])]).toEqual([0, 1, 1]);
		expect(entryLong).not.toBe(exitShort);
		expect([...(exitShort ?? [])]).toEqual([0, 1, 1]);
	});

	it('returns columns of the length of the series, an empty one included', () => {
		const signals = evaluateStrategy(emaTrend, seriesOf([]));
		expect(signals.length).toBe(0);
		expect(signals.entryLong).toHaveLength(0);
	});

	it('reads YAML into the same document as the object', () => {
		const yaml = `
schema: 1
name: EMA trend
parameters: {fast: {default: 12, min: 5, max: 30}, slow: 26}
indicators:
  fastMa: ema(close, fast)
  slowMa: ema(close, slow)
entry:
  long: crossover(fastMa, slowMa)
  short: crossunder(fastMa, slowMa)
exit: {long: "crossunder(fastMa, slowMa)"}
protect: {stopLoss: 2%, takeProfit: {atr: 3}, trailingStop: {distance: 1.50 %, activation: 1%}, maxBars: 48}
sizing: {mode: equityPercent, value: 10%}
`;
		expect(parseStrategy(yaml)).toEqual(emaTrend);
		expect(parseStrategy(JSON.stringify(emaTrend, null, '\t'))).toEqual(emaTrend);
	});
});
