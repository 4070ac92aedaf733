import fc from 'fast-check';
import type { CandleSeries } from '../../../engine/market/series';
import { evaluateStrategy, parseStrategy, readyMadeStrategies, StrategyError, type StrategyDefinition } from '../../../engine/strategy';
import { randomCloses, seriesOf } from './candles';

/** Random formulas of the language, by their grammar; every one of them is well typed. */
const { number } = fc.letrec<{ number: string; condition: string }>((tie) => ({
	number: fc.oneof(
		{ maxDepth: 4, depthIdentifier: 'formula' },
		fc.constantFrom('close', 'open', 'high', 'low', 'volume', 'hlc3', 'n', 'm.signal', '2', '1.5', 'rsi(n)', 'atr(5)'),
		fc.tuple(tie('number'), fc.constantFrom('+', '-', '*', '/', '%'), tie('number')).map(([a, o, b]) => `(${a} ${o} ${b})`),
		fc.tuple(tie('number'), fc.nat(9)).map(([a, n]) => `(${a})[${n}]`),
		fc.tuple(fc.constantFrom('highest', 'lowest', 'sum', 'change'), tie('number'), fc.integer({ min: 1, max: 9 })).map(([f, a, n]) => `${f}(${a}, ${n})`),
		fc.tuple(fc.constantFrom('sma', 'ema', 'wma', 'roc', 'rsi'), fc.integer({ min: 2, max: 9 }), tie('number')).map(([f, n, a]) => `${f}(${a} + 0 * close, ${n})`),
		fc.tuple(tie('number'), fc.integer({ min: 2, max: 9 })).map(([a, n]) => `bbands(${a} + 0 * close, ${n}).upper`),
		fc.tuple(tie('condition'), tie('number'), tie('number')).map(([c, a, b]) => `when(${c}, ${a}, ${b})`),
		tie('condition').map((c) => `barssince(${c})`),
		fc.tuple(tie('condition'), tie('number'), fc.nat(3)).map(([c, a, n]) => `valuewhen(${c}, ${a}, ${n})`),
		fc.tuple(tie('number'), tie('number')).map(([a, b]) => `max(nz(${a}), abs(${b}))`),
		fc.constantFrom('obv()', 'vwap(day)', 'adx(3)', 'cci(5)', 'mfi(5)', 'stoch(5, 3, 0, 3, 0).slowD', 'donchian(7).middle', 'macd(3, 6, 4)'),
	),
	condition: fc.oneof(
		{ maxDepth: 4, depthIdentifier: 'formula' },
		fc.tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number')).map(([a, o, b]) => `(${a} ${o} ${b})`),
		fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map(([a, o, b]) => `(${a} ${o} ${b})`),
		tie('condition').map((c) => `(not ${c})`),
		fc.tuple(fc.constantFrom('crossover', 'crossunder', 'cross'), tie('number'), tie('number')).map(([f, a, b]) => `${f}(${a}, ${b})`),
		fc.tuple(fc.constantFrom('rising', 'falling'), tie('number'), fc.integer({ min: 1, max: 4 })).map(([f, a, n]) => `${f}(${a}, ${n})`),
	),
}));

function truncated(series: CandleSeries, length: number): CandleSeries {
	const cut = (column: Float64Array) => column.slice(0, length);
	const { time, open, high, low, close, volume } = series;
	return {
		...series,
		length,
		...{ time: cut(time), open: cut(open), high: cut(high), low: cut(low), close: cut(close), volume: cut(volume) },
	};
}

const series = seriesOf(randomCloses(120, 5), (bar) => (bar * 7919) % 13);

const definitionOf = (value: string): StrategyDefinition => ({
	schema: 1,
	name: 'x',
	parameters: { n: { default: 4 } },
	indicators: { m: 'macd(close, 3, 6, 4)', value },
	entry: { long: 'value > 0' },
});

describe('a value at a bar', () => {
	it('is the same whether or not the bars after it are known', () => {
		fc.assert(
			fc.property(number, fc.integer({ min: 0, max: 120 }), (formula, length) => {
				const definition = definitionOf(formula);
				const all = evaluateStrategy(definition, series);
				const some = evaluateStrategy(definition, truncated(series, length));
				expect(some.values.value).toEqual(all.values.value.slice(0, length));
				expect(some.entryLong).toEqual(all.entryLong?.slice(0, length));
				expect(some.warmUp).toBe(all.warmUp);
			}),
			{ numRuns: 300, seed: 1 },
		);
	});

	it('is the same for every ready-made strategy', () => {
		const long = seriesOf(randomCloses(700, 2), (bar) => bar % 5);
		for (const { definition } of readyMadeStrategies()) {
			const all = evaluateStrategy(definition, long);
			for (const length of [0, 1, 26, 200, 333, 699]) {
				const some = evaluateStrategy(definition, truncated(long, length));
				expect(some.entryLong).toEqual(all.entryLong?.slice(0, length));
				expect(some.exitLong).toEqual(all.exitLong?.slice(0, length));
			}
		}
	});

	it('is there from the first bar the warm-up names, wherever the data have one', () => {
		const { warmUp, values } = evaluateStrategy(definitionOf('sma(highest(close[2], 3), 4) - m.signal'), series);
		expect(values.value.subarray(0, warmUp).every(Number.isNaN)).toBe(true);
		expect(values.value.subarray(warmUp).some(Number.isNaN)).toBe(false);
	});
});

/** Runs and swallows the one kind of error that is meant for the author of a definition. */
function tolerate(run: () => unknown): void {
	try {
		run();
	} catch (error) {
		if (!(error instanceof StrategyError)) throw error;
	}
}

describe('hostile or broken text', () => {
	const pieces = fc.constantFrom(
		...['close', 'ema', 'macd', '(', ')', '[', ']', '.', ',', '+', '-', '*', '/', '%', '^', '<', '==', 'and', 'or', 'not', '!', '&&'],
		...['1', '2.5', '1e9', '.', 'signal', 'n', 'm', '"', '#', '\n', ' ', '__proto__', 'toString', '=', '&', 'true', '\u0000', '😀'],
	);

	it('gives a StrategyError and nothing else, as a formula', () => {
		const text = fc.oneof(fc.string(), fc.array(pieces, { maxLength: 40 }).map((list) => list.join(' ')), fc.array(pieces).map((list) => list.join('')));
		fc.assert(fc.property(text, (formula) => { tolerate(() => evaluateStrategy(definitionOf(formula), series)); }), { numRuns: 3000, seed: 2 });
	});

	it('gives a StrategyError and nothing else, as a document', () => {
		const scalar = fc.constantFrom('schema: 1', 'name: x', 'entry:', '  long: true', '- a', '{', '}', '[', '&a', '*a', '|', '>', '"', ': ', '\t', '%YAML', '---', '!!set', '? x');
		const text = fc.oneof(fc.string(), fc.array(scalar, { maxLength: 30 }).map((list) => list.join('\n')));
		fc.assert(fc.property(text, (yaml) => { tolerate(() => parseStrategy(yaml)); }), { numRuns: 2000, seed: 3 });
	});

	it('gives a StrategyError and nothing else, as an object', () => {
		fc.assert(
			fc.property(fc.anything(), fc.anything(), (entry, protect) => {
				tolerate(() => parseStrategy({ schema: 1, name: 'x', entry, protect }));
				tolerate(() => parseStrategy(entry));
			}),
			{ numRuns: 1000, seed: 4 },
		);
	});

	it.each([
		['parentheses', '('.repeat(1900)],
		['prefixes', '-'.repeat(1900) + '1'],
		['words', 'not '.repeat(480) + 'true'],
		['powers', '2' + '^2'.repeat(900)],
		['calls', 'ema('.repeat(400)],
		['too long a text', '1+'.repeat(2000) + '1'],
	])('is refused before it exhausts anything: %s', (_, formula) => {
		expect(() => evaluateStrategy(definitionOf(formula), series)).toThrow(StrategyError);
	});

	it('may be wide where it may not be deep', () => {
		const wide = Array.from({ length: 330 }, () => 'close').join('+');
		expect(() => evaluateStrategy(definitionOf(wide), series)).not.toThrow();
	});

	it('does not take exponential time for calls inside calls', () => {
		const nested = `${'sma('.repeat(50)}close${', 2)'.repeat(50)}`;
		expect(() => evaluateStrategy(definitionOf(nested), series)).not.toThrow();
	});

	it('does not take exponential time for names built on names', () => {
		const names = Array.from({ length: 60 }, (_, i) => [`a${i}`, i === 0 ? 'close' : `a${i - 1} * 0.5 + a${i - 1} * 0.5`]);
		const definition: StrategyDefinition = { schema: 1, name: 'x', indicators: Object.fromEntries(names), entry: { long: 'a59 > 0' } };
		expect(evaluateStrategy(definition, series).values.a59[3]).toBeCloseTo(series.close[3], 9);
	});

	it('is refused where the work on one bar is beyond all measure', () => {
		const rule = Array.from({ length: 4 }, (_, i) => `cci(${1000 - i}) > 0`).join(' and ');
		expect(() => evaluateStrategy({ schema: 1, name: 'x', entry: { long: rule } }, series)).toThrow(
			'steps on every bar; at most 5000 are allowed',
		);
	});

	it('is refused where a text is a tower of brackets or of megabytes', () => {
		expect(() => parseStrategy('['.repeat(90_000))).toThrow(StrategyError);
		expect(() => parseStrategy('{a: '.repeat(20_000))).toThrow(StrategyError);
		expect(() => parseStrategy('#'.repeat(200_000))).toThrow('at most 100000 are allowed');
	});
});
