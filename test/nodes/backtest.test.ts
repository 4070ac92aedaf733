import type { INodeParameters } from 'n8n-workflow';
import { candleItem, candleTime, waves } from '../support/candleItem';
import { bytesOf, runNode, runNodeOk } from '../support/runNode';
import { readBacktest } from '../../engine/backtest/archive';

const CROSS = `schema: 1
name: Crossing a hundred
entry:
  long: crossover(close, 100)
exit:
  long: crossunder(close, 100)
sizing: {mode: fixed, value: 1}
`;

const backtest = async (closes: readonly number[], parameters: INodeParameters = {}) => {
	const [[item]] = await runNodeOk({
		node: 'backtest',
		parameters: { strategySource: 'text', definition: CROSS, ...parameters },
		items: [candleItem(closes)],
	});
	return item;
};

// Closes at 99, 101, 110, 98, 98: bought at the open after the first crossing, sold at the open after the second.
const ROUND_TRIP = [99, 101, 110, 98, 98];

describe('Backtest: Run', () => {
	test('trades the candles of the item and gives the trades, the figures and the definition', async () => {
		const { json } = await backtest(ROUND_TRIP, { takerFeePercent: 0, slippagePercent: 0 });
		expect(json).toMatchObject({
			strategy: { name: 'Crossing a hundred', id: expect.any(String), summary: expect.any(String) },
			symbol: 'BTC/USDT',
			timeframe: '1h',
			from: '2024-01-01T00:00:00.000Z',
			to: '2024-01-01T04:00:00.000Z',
			bars: 5,
			tradeCount: 1,
			definition: { name: 'Crossing a hundred' },
		});
		// The candle after a close opens at it: in at 101, out at 98.
		expect(json.trades).toEqual([
			expect.objectContaining({ side: 'long', entryTime: candleTime(2), entryPrice: 101, exitPrice: 98, profit: -3 }),
		]);
		expect(json.metrics).toMatchObject({ trades: 1, finalEquity: 9_997, totalReturn: expect.closeTo(-0.0003, 12) });
	});

	test('takes rates in percent: a fee of 1 % and slippage of 2 % cost just that', async () => {
		const { json } = await backtest(ROUND_TRIP, { takerFeePercent: 1, slippagePercent: 2, initialCash: 5_000 });
		const [trade] = json.trades as Array<{ entryPrice: number; exitPrice: number; fees: number }>;
		expect(trade.entryPrice).toBeCloseTo(101 * 1.02, 9);
		expect(trade.exitPrice).toBeCloseTo(98 * 0.98, 9);
		expect(trade.fees).toBeCloseTo(0.01 * (101 * 1.02 + 98 * 0.98), 9);
		expect(json.options).toMatchObject({ initialCash: 5_000, slippage: 0.02, fee: { taker: 0.01, maker: 0.01 } });
	});

	test('hands every option of the form to the engine, and leaves the others to its defaults', async () => {
		const { json } = await backtest(ROUND_TRIP, {
			fillOn: 'close',
			options: {
				annualisation: 252,
				closeAtEnd: 'keep',
				fixedFee: 1,
				lotSize: 0.01,
				makerFeePercent: 0.07,
				riskFreePercent: 4,
				unaffordable: 'skip',
			},
		});
		expect(json.options).toMatchObject({
			initialCash: 10_000,
			fee: { taker: 0.001, maker: 0.0007, fixed: 1 },
			slippage: 0.0005,
			fillOn: 'close',
			annualisation: 252,
			closeAtEnd: 'keep',
			lotSize: 0.01,
			riskFree: 0.04,
			unaffordable: 'skip',
			policy: 'default',
		});
	});

	test("lets a policy's choices stand where the form says nothing", async () => {
		const { json } = await backtest(ROUND_TRIP, { options: { policy: 'backtesting.py' } });
		expect(json.options).toMatchObject({ policy: 'backtesting.py', lotSize: 1, unaffordable: 'skip', closeAtEnd: 'open' });
	});

	test("uses other values for the definition's parameters", async () => {
		const { json } = await backtest(waves(300), {
			definition: CROSS.replace('entry', 'parameters: {level: {default: 100}}\nentry').replaceAll('close, 100', 'close, level'),
			options: { parameters: { parameter: [{ name: 'level', value: 1_000 }] } },
		});
		expect(json).toMatchObject({ tradeCount: 0, options: { parameters: { level: 1_000 } } });
	});

	test('keeps the whole run and its candles in a binary field', async () => {
		const item = await backtest(waves(400));
		expect(item.binary?.backtest).toMatchObject({ mimeType: 'application/vnd.apache.arrow.stream' });
		const { result, series } = await readBacktest(bytesOf(item, 'backtest'));
		expect(result.trades).toHaveLength(item.json.tradeCount as number);
		expect(result.metrics).toEqual(item.json.metrics);
		expect(Array.from(series.close)).toEqual(waves(400));
	});

	test('warns the reader in the output pane', async () => {
		const { hints } = await runNode({
			node: 'backtest',
			parameters: { strategySource: 'text', definition: CROSS },
			items: [candleItem(ROUND_TRIP)],
		});
		expect(hints).toEqual([expect.objectContaining({ type: 'warning', message: expect.stringContaining('Only 1 trade') })]);
	});

	test('stops with the item and the reason when the form asks for the impossible', async () => {
		const { error } = await runNode({
			node: 'backtest',
			parameters: { strategySource: 'text', definition: CROSS, takerFeePercent: 150 },
			items: [candleItem(ROUND_TRIP)],
		});
		expect(error).toMatchObject({ itemIndex: 0, message: expect.stringContaining('fee.taker') });
	});

	test('runs one backtest for each item', async () => {
		const [items] = await runNodeOk({
			node: 'backtest',
			items: [candleItem(waves(200)), candleItem(waves(300), { symbol: 'ETH/USDT' })],
		});
		expect(items.map(({ json }) => [json.symbol, json.bars])).toEqual([
			['BTC/USDT', 200],
			['ETH/USDT', 300],
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});
