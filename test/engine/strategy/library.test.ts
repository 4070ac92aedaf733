import {
	describeStrategy,
	evaluateStrategy,
	parseStrategy,
	readyMadeStrategies,
	strategyId,
	strategyJsonSchema,
} from '../../../engine/strategy';
import { randomCloses, seriesOf } from './candles';

describe('the ready-made strategies', () => {
	const series = seriesOf(randomCloses(3000, 7));

	it('are five, each with an id, a description and the YAML its definition is read from', () => {
		expect(readyMadeStrategies().map(({ id }) => id)).toEqual([
			'ema-trend',
			'donchian-breakout',
			'bollinger-reversion',
			'macd-momentum',
			'rsi-pullback',
		]);
		for (const { yaml, definition, name, description } of readyMadeStrategies()) {
			expect(parseStrategy(yaml)).toEqual(definition);
			expect(name).toBe(definition.name);
			expect(description.length).toBeGreaterThan(100);
		}
	});

	it.each(readyMadeStrategies().map((strategy) => [strategy.id, strategy.definition] as const))(
		'%s opens and closes long positions in a random market, with a stop loss',
		(_, definition) => {
			const signals = evaluateStrategy(definition, series);
			expect(signals.entryLong).toContain(1);
			expect(signals.exitLong).toContain(1);
			expect(signals.entryShort).toBeUndefined();
			expect(signals.protect.stopLoss).toBeDefined();
		},
	);

	it.each(readyMadeStrategies().map((strategy) => [strategy.id, strategy.definition] as const))(
		'%s runs at both ends of every parameter range',
		(_, definition) => {
			for (const [name, { min, max }] of Object.entries(definition.parameters ?? {})) {
				for (const value of [min, max]) {
					expect(value).toBeDefined();
					evaluateStrategy(definition, series, { parameters: { [name]: value ?? NaN } });
				}
			}
		},
	);
});

describe('describing a strategy', () => {
	it('says in one paragraph all that the definition does', () => {
		const [{ definition }] = readyMadeStrategies();
		expect(describeStrategy(definition)).toBe(
			'EMA trend with RSI filter, for 1h candles. Opens a long position when fastMa crosses above slowMa and rsi(close, 14) is ' +
				'below 70. Closes a long position when fastMa crosses below slowMa. Here fastMa is ema(close, fast) and slowMa is ' +
				'ema(close, slow), with fast = 12 and slow = 26. Each position is protected by a stop loss 2% from the entry, a take ' +
				'profit 4% from the entry, a trailing stop 1.5% behind the best close once the trade has gained 1% and an end after 48 ' +
				'bars. An entry uses 10% of the equity.',
		);
	});

	it('names both sides, prices by formula and ATR multiples', () => {
		const text = describeStrategy(
			parseStrategy({
				schema: 1,
				name: 'Both sides',
				entry: { long: 'rising(close, 3) or (volume > 5 and not (open > close))', short: 'falling(close)' },
				protect: { stopLoss: { price: 'lowest(low, 5)' }, takeProfit: { atr: 3 } },
				sizing: { mode: 'riskPercent', value: '1%' },
			}),
		);
		expect(text).toContain(
			'Opens a long position when close has risen for 3 bars or volume is above 5 and not (open is above close), and a short position when close falls.',
		);
		expect(text).toContain('a stop loss at lowest(low, 5) and a take profit 3 × ATR(14) from the entry');
		expect(text).toContain('An entry of the other side reverses the position.');
		expect(text).toContain('risks 1% of the equity');
	});
});

describe('the id of a strategy', () => {
	it('depends on content alone: not on the order of keys, nor on shorthands', () => {
		const long = { schema: 1, name: 'a', parameters: { n: { default: 3 } }, entry: { long: 'close > sma(n)' }, protect: { trailingStop: { distance: '1%' } } };
		const short = { protect: { trailingStop: '1.0 %' }, entry: { long: ' close > sma(n) ' }, parameters: { n: 3 }, name: 'a', schema: 1 };
		expect(strategyId(parseStrategy(short))).toBe(strategyId(parseStrategy(long)));
		expect(strategyId(parseStrategy(long))).toMatch(/^st_[0-9a-f]{12}$/);
	});

	it('changes with any change of meaning', () => {
		const ids = ['close > open', 'close >= open'].map((rule) => strategyId({ schema: 1, name: 'a', entry: { long: rule } }));
		expect(new Set(ids).size).toBe(2);
	});
});

describe('the JSON Schema', () => {
	it('describes the input: required keys, shorthands and no unknown keys', () => {
		const schema = strategyJsonSchema() as { required: string[]; additionalProperties: boolean; properties: object };
		expect(schema.required).toEqual(['schema', 'name', 'entry']);
		expect(schema.additionalProperties).toBe(false);
		expect(Object.keys(schema.properties)).toContain('protect');
		expect(JSON.stringify(schema)).not.toContain('undefined');
	});
});
