import { parseStrategy, StrategyError } from '../../../engine/strategy';

function refusal(source: unknown): StrategyError {
	try {
		parseStrategy(source);
	} catch (error) {
		if (error instanceof StrategyError) return error;
		throw error;
	}
	throw new Error('The definition was accepted.');
}

const withRule = (long: unknown, more: object = {}) => ({ schema: 1, name: 'x', ...more, entry: { long } });

/** Nine references to nine references to … : a few hundred characters that stand for millions. */
const aliasBomb = Array.from({ length: 9 }, (_, i) => {
	const [of, name] = [String.fromCharCode(97 + i), String.fromCharCode(98 + i)];
	return `${name}: &${name} [${`*${of},`.repeat(9)}]`;
}).join('\n');

describe('a formula that cannot be used', () => {
	it('is refused with path, line, column, the place underlined and the nearest name', () => {
		const error = refusal(withRule('close > open\n  and crossover(fastMA, 3)', { indicators: { fastMa: 'ema(12)' } }));
		expect(error.message).toBe('entry.long, line 2, column 17: there is no value named "fastMA".');
		expect(error).toMatchObject({ path: 'entry.long', line: 2, column: 17 });
		expect(error.hint).toBe('Did you mean "fastMa"?\n\n  and crossover(fastMA, 3)\n                ^^^^^^');
	});

	it('is placed in the document it was read from, and in the formula', () => {
		const error = refusal('schema: 1\nname: x\nentry:\n  long: "close > opn"\n');
		expect(error).toMatchObject({ line: 4, column: 18, formula: { text: 'close > opn', line: 1, column: 9 } });
	});

	it.each([
		['folded', 'schema: 1\nname: x\nentry:\n  long: >-\n    close > open\n    and opn > 3\n', 6, 9],
		['literal', 'schema: 1\nname: x\nentry:\n  long: |\n    close > open\n    and opn > 3\n', 6, 9],
		['plain over two lines', 'schema: 1\nname: x\nentry:\n  long: close > open\n    and opn > 3\n', 5, 9],
		['JSON', '{"schema": 1, "name": "x",\n\t"entry": {"long": "opn > 3"}}', 2, 21],
	])('is found in a %s text', (_, text, line, column) => {
		expect(refusal(text)).toMatchObject({ path: 'entry.long', line, column });
	});

	it.each([
		['close >', 'the formula ends here, but a number, a name or a parenthesis was expected'],
		['close > 2%', '% is the remainder; two percent is 0.02'],
		['close = 3', 'Equality is written =='],
		['close > "3"', 'Formulas hold no texts'],
		['close > open ? 1 : 2', 'when(condition, a, b)'],
		['(close > open', 'but ) was expected'],
		['close > open)', 'found ")", but an operator or the end of the formula was expected'],
		['close > 3 open', 'found "open", but an operator or the end'],
		['close open', 'an operator or the end'],
		['30 < rsi(14) < 70', 'comparisons do not chain'],
		['close', 'a rule must be a condition, but this is a number'],
		['close and open', '"and" takes a condition, but this is a number'],
		['not close', '"not" takes a condition, but this is a number'],
		['(close > open) + 1 > 2', '"+" takes a number, but this is a condition'],
		['-(close > open) > 2', '"-" takes a number, but this is a condition'],
		['crossover(close)', 'Write crossover(a, b).'],
		['crossover(close, open, 3)', 'cannot be called with 3 arguments'],
		['max(close) > 1', 'Write max(a, b, …).'],
		['highest(20) > 1', 'Write highest(x, n).'],
		['ema(close, 12, 3) > 1', 'Write ema(source = close, period = 30).'],
		['ema(close, close) > 1', 'must be a number or a parameter, but this changes from bar to bar'],
		['ema(close, 0) > 1', 'ema: period is 0, but must be a whole number from 1 to 100000'],
		['ema(close, 2.5) > 1', 'Round it'],
		['ema(close > open, 12) > 1', 'The source of ema takes a number'],
		['bbands(20, 2, 2, rsi) > 1', 'is a function and needs its parentheses'],
		['atr(close, 14) > 1', 'atr reads high, low, close by itself'],
		['emma(close, 12) > 1', 'Did you mean "ema"?'],
		['rsi < 30', '"rsi" is a function and needs its parentheses'],
		['close(3) > 1', 'there is no function named "close"'],
		['macd(12, 26, 9).sginal > 1', 'Did you mean "signal"?'],
		['ema(12).signal > 1', 'only an indicator with several outputs'],
		['close[-1] > 1', 'never those to come'],
		['close[1.5] > 1', 'must be a whole number from 0'],
		['close[volume] > 1', 'must be a number or a parameter'],
		['rising(close, 0)', 'rising: n is 0, but must be a whole number from 1'],
		['when(close > 1, close, close > 2) > 1', 'takes a number, but this is a condition'],
		['3x > 1', '"3x" is neither a number nor a name'],
		['close # comment', 'the character "#" has no meaning here'],
		['close ≥ 3', 'Write >='],
		['1e999 > close', '1e999 is too large a number'],
		['__proto__ > 1', 'there is no value named "__proto__"'],
		['constructor(1) > 1', 'there is no function named "constructor"'],
		['', 'entry.long'],
	])('%s: %s', (formula, expected) => {
		const { message, hint } = refusal(withRule(formula));
		expect(`${message}\n${hint ?? ''}`).toContain(expected);
	});

	it('may not use an indicator defined further down', () => {
		const error = refusal(withRule('a > 1', { indicators: { a: 'b + 1', b: 'close' } }));
		expect(error.message).toContain('"b" is defined further down');
		expect(error.path).toBe('indicators.a');
	});

	it('may not use itself', () => {
		expect(refusal(withRule('a > 1', { indicators: { a: 'a + 1' } })).message).toContain('"a" is defined further down');
	});
});

describe('a definition that cannot be used', () => {
	it('that a comma has cut in two says that formulas between braces want quotes', () => {
		const { hint } = refusal('schema: 1\nname: x\nentry: {long: crossover(close, 100)}\n');
		expect(hint).toContain("{long: 'crossover(close, 100)'}");
	});

	const good = withRule('close > open');

	it.each<[string, unknown, string]>([
		['no map', [1], 'is a map'],
		['nothing', '', 'is a map'],
		['a missing key', { schema: 1, entry: { long: 'true' } }, 'name: this is missing; it must be a text'],
		['another schema', { ...good, schema: 2 }, 'The definition starts with "schema: 1"'],
		['a misspelt key', { ...good, protct: {} }, 'Did you mean "protect"?'],
		['a misspelt deep key', { ...good, protect: { stoploss: '2%' } }, 'Did you mean "stopLoss"?'],
		['a misspelt key of a choice', { ...good, protect: { stopLoss: { atr: 2, perod: 3 } } }, 'Did you mean "period"?'],
		['no entry', { schema: 1, name: 'x', entry: {} }, 'there is no entry rule'],
		['an entry that is no map', { schema: 1, name: 'x', entry: 'close > open' }, 'stands where a map is expected'],
		['a stop loss as a bare number', { ...good, protect: { stopLoss: 0.02 } }, 'Write 2% for a percentage'],
		['a stop loss as a bare text', { ...good, protect: { stopLoss: '2' } }, 'is not a price rule'],
		['a stop loss of nothing', { ...good, protect: { stopLoss: '0%' } }, 'The stop loss must be above 0%'],
		['a stop loss of everything', { ...good, protect: { stopLoss: '100%' } }, 'The stop loss must be at most 99%'],
		['a negative ATR multiple', { ...good, protect: { stopLoss: { atr: -1 } } }, 'protect.stopLoss.atr: -1 is too small'],
		['a trailing stop by price', { ...good, protect: { trailingStop: { price: 3 } } }, 'is not a distance. Write a percentage'],
		['a bad price formula', { ...good, protect: { stopLoss: { price: 'clos' } } }, 'protect.stopLoss.price, line 1, column 1'],
		['a price that is a condition', { ...good, protect: { stopLoss: { price: 'close > 1' } } }, 'a price is a number'],
		['a bare share of equity', { ...good, sizing: { mode: 'equityPercent', value: 10 } }, '10 could mean 10 % or 1000%'],
		['an unknown sizing', { ...good, sizing: { mode: 'kelly', value: 1 } }, 'fixed, notional, equityPercent or riskPercent'],
		['risk without a stop', { ...good, sizing: { mode: 'riskPercent', value: '1%' } }, 'riskPercent needs a stop loss'],
		['a default out of range', { ...good, parameters: { n: { default: 1, min: 2 } } }, 'the default 1 lies outside 2 to Infinity'],
		['an empty range', { ...good, parameters: { n: { default: 1, min: 2, max: 1 } } }, 'min 2 lies above max 1'],
		['a reserved name', { ...good, indicators: { close: 'open' } }, '"close" already means something'],
		['one name twice', { ...good, parameters: { n: 1 }, indicators: { n: 'open' } }, 'is the name of a parameter too'],
		['no name', { ...good, indicators: { 'a-b': 'open' } }, '"a-b" cannot be a name'],
		['no timeframe', { ...good, timeframe: 'hourly-ish' }, '"hourly-ish" is not a timeframe'],
		['half a bar', { ...good, protect: { maxBars: 1.5 } }, 'stands where a whole number is expected'],
	])('%s', (_, source, expected) => {
		const { message, hint } = refusal(source);
		expect(`${message}\n${hint ?? ''}`).toContain(expected);
	});

	it('is placed at the key that is not known', () => {
		expect(refusal('schema: 1\nname: x\nentry:\n  long: true\n  shrt: true\n')).toMatchObject({ path: 'entry.shrt', line: 5, column: 3 });
	});

	it('is placed at the value that is wrong', () => {
		expect(refusal('schema: 1\nname: x\nentry: {long: true}\nprotect: {stopLoss: 5}')).toMatchObject({
			path: 'protect.stopLoss',
			line: 4,
			column: 21,
		});
	});

	it.each([
		['a tab for indentation', 'schema: 1\nentry:\n\tlong: true\n', 'indented by spaces'],
		['a colon in a plain formula', 'schema: 1\nname: x: y\n', 'Put quotes around'],
		['a key twice', 'schema: 1\nschema: 1\n', 'Map keys must be unique'],
		['an alias bomb', `a: &a [1]\n${aliasBomb}`, 'alias'],
	])('is refused where YAML goes wrong: %s', (_, text, expected) => {
		const { message, hint } = refusal(text);
		expect(`${message}\n${hint ?? ''}`).toContain(expected);
	});
});

describe('the normal form', () => {
	it('writes shorthands out', () => {
		const definition = parseStrategy(
			'schema: 1\nname: x\nparameters: {n: 3}\nentry: {long: true, short: false}\nprotect: {trailingStop: 1.50 %, stopLoss: {price: 100}}\ntimeframe: 60m',
		);
		expect(definition).toEqual({
			schema: 1,
			name: 'x',
			timeframe: '1h',
			parameters: { n: { default: 3 } },
			entry: { long: 'true', short: 'false' },
			protect: { trailingStop: { distance: '1.5%' }, stopLoss: { price: '100' } },
		});
		expect(parseStrategy(definition)).toEqual(definition);
	});
});
