import { computeIndicator } from '../../../engine/indicators';
import { signalAt, SignalError, strategyId, type StrategyDefinition } from '../../../engine/strategy';
import { seriesOf } from './candles';

const at = 'lastBar' as const;
const bot = 'my bot';

/** Rules over volume, so that a test can say on which bar which rule fires. */
const byVolume = (rules: Pick<StrategyDefinition, 'entry' | 'exit' | 'protect'>): StrategyDefinition => ({
	schema: 1,
	name: 'by volume',
	...rules,
});

const flat = (volumes: readonly number[]) => seriesOf(volumes.map(() => 100), (bar) => volumes[bar]);

describe('the signal on the last bar', () => {
	it('carries the rule that fired, in words, with every value it read', () => {
		const definition: StrategyDefinition = {
			schema: 1,
			name: 'cross',
			indicators: { fastMa: 'sma(close, 2)', slowMa: 'sma(close, 3)' },
			entry: { long: 'crossover(fastMa, slowMa) and close < 105' },
			protect: { stopLoss: '2%', takeProfit: { atr: 1, period: 2 }, trailingStop: { distance: '1%', activation: '3%' }, maxBars: 9 },
			sizing: { mode: 'notional', value: 500 },
		};
		const series = seriesOf([100, 99, 98, 104]);
		const signal = signalAt(definition, series, { bot, at });
		expect(signal).toEqual({
			bot,
			symbol: 'BTC/USDT',
			timeframe: '1h',
			barTime: series.time[3],
			action: 'enterLong',
			price: 104,
			stopLoss: 104 * 0.98,
			takeProfit: 104 + computeIndicator('atr', series, [2]).atr[3],
			trailingStop: { distance: 1.04, activation: 3.12 },
			maxBars: 9,
			levels: {
				stopLoss: { kind: 'percent', value: 0.02 },
				takeProfit: { kind: 'distance', value: computeIndicator('atr', series, [2]).atr[3] },
				trailingStop: { distance: { kind: 'percent', value: 0.01 }, activation: { kind: 'percent', value: 0.03 } },
				maxBars: 9,
			},
			sizing: { mode: 'notional', value: 500 },
			reason: 'Entry long: crossover(fastMa, slowMa) and close < 105 (fastMa 101, slowMa 100.333, close 104)',
			indicators: { fastMa: 101, slowMa: 301 / 3, close: 104 },
			strategy: { name: 'cross', id: strategyId(definition) },
		});
	});

	it('places the protection of a short on the other side', () => {
		const definition = byVolume({ entry: { short: 'volume > 1' }, protect: { stopLoss: '2%', takeProfit: '4%' } });
		const signal = signalAt(definition, flat([0, 2]), { bot, at });
		expect(signal).toMatchObject({ action: 'enterShort', stopLoss: 102, takeProfit: 96 });
	});

	it('holds with a reason when no rule fires, and says what the entry rule read', () => {
		const signal = signalAt(byVolume({ entry: { long: 'volume > 1' } }), flat([0, 1]), { bot, at });
		expect(signal.action).toBe('hold');
		expect(signal.reason).toBe('Hold: no rule fires. Entry long: volume > 1 (volume 1)');
	});

	it('holds in the warm-up and says how many bars are needed', () => {
		const signal = signalAt(byVolume({ entry: { long: 'close > sma(close, 50)' } }), flat([0, 1]), { bot, at });
		expect(signal.reason).toBe('Hold: the indicators need 50 bars, and there are 2.');
		expect(signal.indicators).toEqual({ close: 100, 'sma(close, 50)': null });
	});

	it('exits where an exit rule fires', () => {
		const definition = byVolume({ entry: { long: 'volume > 5' }, exit: { long: 'volume > 1' } });
		const signal = signalAt(definition, flat([0, 2]), { bot, at });
		expect(signal.action).toBe('exitLong');
		expect(signal.reason).toBe('Exit long: volume > 1 (volume 2)');
		expect(signal.stopLoss).toBeUndefined();
	});

	it('lets the entry of one side win over the exit of the other: a reversal is one entry', () => {
		const definition = byVolume({ entry: { short: 'volume > 1' }, exit: { long: 'volume > 1' } });
		expect(signalAt(definition, flat([0, 2]), { bot, at }).action).toBe('enterShort');
	});

	it('lets an exit void the entry of its own side', () => {
		const definition = byVolume({ entry: { long: 'volume > 1' }, exit: { long: 'volume > 1' } });
		const signal = signalAt(definition, flat([0, 2]), { bot, at });
		expect(signal.action).toBe('exitLong');
		expect(signal.reason).toContain('voids the entry');
	});

	it('holds when both sides enter at once', () => {
		const signal = signalAt(byVolume({ entry: { long: 'volume > 1', short: 'volume > 0' } }), flat([0, 2]), { bot, at });
		expect(signal.action).toBe('hold');
		expect(signal.reason).toBe(
			'Hold: the entries of both sides fire at once. Entry long: volume > 1 (volume 2). Entry short: volume > 0 (volume 2).',
		);
	});

	it('exits the side entered last when both exits fire', () => {
		const rules = { entry: { long: 'volume == 1', short: 'volume == 2' }, exit: { long: 'volume > 5', short: 'volume > 5' } };
		expect(signalAt(byVolume(rules), flat([0, 1, 2, 0, 9]), { bot, at }).action).toBe('exitShort');
		expect(signalAt(byVolume(rules), flat([0, 2, 1, 0, 9]), { bot, at }).action).toBe('exitLong');
	});

	it('takes no entry whose stop loss has no value or lies on the wrong side', () => {
		const above = byVolume({ entry: { long: 'volume > 1' }, protect: { stopLoss: { price: 'close * 1.01' } } });
		expect(signalAt(above, flat([0, 2]), { bot, at })).toMatchObject({
			action: 'hold',
			reason: 'Hold: the stop loss 101 does not lie below the close 100. Entry long: volume > 1 (volume 2)',
		});
		const none = byVolume({ entry: { long: 'volume > 1' }, protect: { stopLoss: { price: 'close / 0' } } });
		expect(signalAt(none, flat([0, 2]), { bot, at }).reason).toContain('the stop loss has no value on this bar');
	});

	it('still closes the opposite position when only the new one cannot be protected', () => {
		const definition = byVolume({
			entry: { long: 'volume == 2', short: 'volume == 3' },
			protect: { stopLoss: { price: 'close * 1.01' } },
		});
		expect(signalAt(definition, flat([3, 2]), { bot, at })).toMatchObject({ action: 'exitShort' });
		expect(signalAt(definition, flat([2, 3]), { bot, at })).toMatchObject({ action: 'enterShort', stopLoss: 101 });
	});

	it('uses the parameters given', () => {
		const definition = { ...byVolume({ entry: { long: 'volume > least' } }), parameters: { least: { default: 5 } } };
		expect(signalAt(definition, flat([0, 2]), { bot, at }).action).toBe('hold');
		expect(signalAt(definition, flat([0, 2]), { bot, at, parameters: { least: 1 } }).action).toBe('enterLong');
	});
});

describe('the latest signal that can be filled', () => {
	const definition = byVolume({ entry: { long: 'volume > 1' }, exit: { long: 'volume < 0' } });

	it('is the last entry that a bar follows', () => {
		const series = flat([0, 2, 0, 3, 0, 0, 4]);
		const signal = signalAt(definition, series, { bot, at: 'lastSignal' });
		expect(signal).toMatchObject({ action: 'enterLong', barTime: series.time[3] });
	});

	it('is refused, with the span looked at, where there is none', () => {
		const look = () => signalAt(definition, flat([0, 0, 4]), { bot, at: 'lastSignal' });
		expect(look).toThrow(SignalError);
		expect(look).toThrow('"by volume" entered on none of the 3 1h candles of BTC/USDT from 2023-11-14 22:20');
	});

	it('is refused on a series without bars', () => {
		expect(() => signalAt(definition, flat([]), { bot, at: 'lastBar' })).toThrow(
			'There are no BTC/USDT candles to evaluate "by volume" on.',
		);
	});
});
