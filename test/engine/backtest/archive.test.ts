import { Schema, Table, makeVector, tableFromIPC, tableToIPC } from 'apache-arrow';
import { ArchiveError, readBacktest, writeBacktest } from '../../../engine/backtest/archive';
import type { BacktestResult, SimulatedOrder, Trade } from '../../../engine/backtest/result';
import { createSeries, type CandleSeries } from '../../../engine/market';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 1);

const trade: Trade = {
	symbol: 'BTC/USDT',
	side: 'short',
	quantity: 0.1 + 0.2,
	entryBar: 1,
	entryTime: START + HOUR,
	entryPrice: 101.25,
	exitBar: 2,
	exitTime: START + 2 * HOUR,
	exitPrice: 99.5,
	exitReason: 'takeProfit',
	fees: 0.07,
	profit: 0.525,
	profitPercent: 0.017,
	mae: 0,
	mfe: 0.02,
};

const orders: SimulatedOrder[] = [
	{ signalBar: 0, fillBar: 1, side: 'sell', quantity: 0.3, price: 101.25, fee: 0.035, purpose: 'entry' },
	{ signalBar: 0, fillBar: 2, side: 'buy', quantity: 0.3, price: 99.5, fee: 0.035, purpose: 'takeProfit' },
];

const series: CandleSeries = createSeries({
	symbol: 'BTC/USDT',
	timeframe: '1h',
	columns: {
		time: Float64Array.of(START, START + HOUR, START + 2 * HOUR),
		open: Float64Array.of(100, 101, 100),
		high: Float64Array.of(102, 103, 101),
		low: Float64Array.of(99, 100, 98),
		close: Float64Array.of(101, 100, 99),
		volume: Float64Array.of(5, 0, 1e-9),
	},
});

const result: BacktestResult = {
	symbol: 'BTC/USDT',
	timeframe: '1h',
	trades: [trade],
	orders,
	equity: { time: series.time, value: Float64Array.of(10_000, 10_000, 10_000.525), drawdown: Float64Array.of(0, 0.25, 0) },
	metrics: { totalReturn: 0.0000525, profitFactor: Infinity, sharpe: NaN, worst: -Infinity },
	warnings: ['Only 1 trade: too few to tell skill from luck – 30 is a common minimum.'],
	definition: { schema: 1, name: 'Écart « moyen »', entry: { short: 'close > 100' } },
	options: {
		initialCash: 10_000,
		fee: { taker: 0.001, maker: 0.001, fixed: 0 },
		slippage: 0,
		fillOn: 'nextOpen',
		policy: 'default',
		lotSize: 0,
		unaffordable: 'shrink',
		closeAtEnd: 'close',
		parameters: {},
		riskFree: 0,
		annualisation: 365,
	},
};

describe('a backtest archive', () => {
	test('gives back the result and its candles, bit for bit, values that JSON does not know included', async () => {
		const read = await readBacktest(await writeBacktest(result, series));
		expect(read.result).toEqual(result);
		expect(read.series).toEqual(series);
	});

	test('keeps a run without trades, and a position left open', async () => {
		const kept: BacktestResult = {
			...result,
			trades: [],
			orders: [],
			openPosition: { side: 'long', quantity: 1, entryBar: 2, entryTime: START, entryPrice: 100, fees: 0.1, unrealizedProfit: -1 },
		};
		expect((await readBacktest(await writeBacktest(kept, series))).result).toEqual(kept);
	});

	test('holds thousands of trades in order', async () => {
		const trades = Array.from({ length: 5_000 }, (_, i): Trade => ({ ...trade, entryBar: i, exitReason: i % 2 ? 'signal' : 'stopLoss' }));
		expect((await readBacktest(await writeBacktest({ ...result, trades }, series))).result.trades).toEqual(trades);
	});

	test('opens in any Arrow reader as a table of bars with equity', async () => {
		const table = tableFromIPC(await writeBacktest(result, series));
		expect(table.schema.fields.map(({ name }) => name)).toEqual([
			'time',
			'open',
			'high',
			'low',
			'close',
			'volume',
			'equity',
			'drawdown',
		]);
		expect([...(table.getChild('equity') ?? [])]).toEqual([10_000, 10_000, 10_000.525]);
	});

	test('is not written with candles that the backtest did not run on', async () => {
		const { time, ...shorter } = series;
		const equity = { ...result.equity, time: time.subarray(1) };
		await expect(writeBacktest({ ...result, equity }, { ...shorter, time })).rejects.toThrow(/covers 2 bars and the series has 3/);
	});
});

describe('a file that is no backtest archive is refused with a sentence, never half read:', () => {
	test('text', async () => {
		await expect(readBacktest(Buffer.from('time,open,high,low,close\n1,2,3,4,5\n'))).rejects.toThrow(/no backtest archive/);
	});

	test('nothing', async () => {
		await expect(readBacktest(new Uint8Array())).rejects.toThrow(ArchiveError);
	});

	test('another Arrow table', async () => {
		const candles = tableToIPC(new Table({ time: makeVector(series.time) }), 'stream');
		await expect(readBacktest(candles)).rejects.toThrow(/no backtest archive/);
	});

	test('an archive cut short, wherever the cut lies', async () => {
		const whole = await writeBacktest(result, series);
		for (let length = 0; length < whole.length; length += 97) {
			await expect(readBacktest(whole.subarray(0, length))).rejects.toThrow(ArchiveError);
		}
	});

	test('an archive of a newer version', async () => {
		const { metadata } = tableFromIPC(await writeBacktest(result, series)).schema;
		const { schema, batches } = new Table({ time: makeVector(series.time) });
		const newer = new Table(new Schema(schema.fields, new Map([...metadata, ['version', '9']])), batches);
		await expect(readBacktest(tableToIPC(newer, 'stream'))).rejects.toThrow(/has version 9, and this suite reads up to 1/);
	});
});
