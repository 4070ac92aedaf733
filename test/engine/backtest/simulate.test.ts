import { simulate, type BacktestOptions } from '../../../engine/backtest';
import { seriesOf, signalsOn, type Ohlc, type Rules } from './handmade';

/** Opens at 100, 101, 102 …; each bar ranges 2 around its open and closes 0.5 above it. */
const rising: Ohlc[] = Array.from({ length: 8 }, (_, bar) => [100 + bar, 102 + bar, 98 + bar, 100.5 + bar]);

const run = (bars: readonly Ohlc[], rules: Rules, options: BacktestOptions = {}) =>
	simulate(seriesOf(bars), signalsOn(bars.length, rules), { initialCash: 1_000, ...options });

describe('market orders', () => {
	it('fill at the open of the bar after the signal', () => {
		const { trades, orders } = run(rising, { entryLong: [1], exitLong: [4] });
		expect(trades).toHaveLength(1);
		expect(trades[0]).toMatchObject({
			symbol: 'TEST/USD',
			side: 'long',
			quantity: 1,
			entryBar: 2,
			entryTime: Date.UTC(2024, 0, 1, 2),
			entryPrice: 102,
			exitBar: 5,
			exitTime: Date.UTC(2024, 0, 1, 5),
			exitPrice: 105,
			exitReason: 'signal',
			fees: 0,
			profit: 3,
			profitPercent: 3 / 102,
		});
		expect(orders).toEqual([
			{ signalBar: 1, fillBar: 2, side: 'buy', quantity: 1, price: 102, fee: 0, purpose: 'entry' },
			{ signalBar: 4, fillBar: 5, side: 'sell', quantity: 1, price: 105, fee: 0, purpose: 'signal' },
		]);
	});

	it('fill at the close of the signal bar when asked', () => {
		const { trades } = run(rising, { entryShort: [1], exitShort: [4] }, { fillOn: 'close' });
		expect(trades[0]).toMatchObject({ side: 'short', entryBar: 1, entryPrice: 101.5, exitBar: 4, exitPrice: 104.5, profit: -3 });
	});

	it('are not sent from the last bar, which no bar follows', () => {
		expect(run(rising, { entryLong: [7] }).trades).toEqual([]);
		expect(run(rising, { entryLong: [7] }, { fillOn: 'close' }).orders).toEqual([]);
	});

	it('pay slippage and both fees, on both sides', () => {
		const { trades, equity } = run(rising, { entryLong: [0], exitLong: [2] }, { slippage: 0.01, fee: { taker: 0.01, fixed: 0.5 } });
		const [entry, exit] = [101 * 1.01, 103 * 0.99];
		expect(trades[0].entryPrice).toBeCloseTo(entry, 12);
		expect(trades[0].exitPrice).toBeCloseTo(exit, 12);
		expect(trades[0].fees).toBeCloseTo((entry + exit) * 0.01 + 1, 12);
		expect(trades[0].profit).toBeCloseTo(exit - entry - trades[0].fees, 12);
		expect(equity.value.at(-1)).toBeCloseTo(1_000 + trades[0].profit, 9);
	});
});

describe('rules against the position', () => {
	it('reverse on the opposite entry: close, then open, at the same price', () => {
		const { trades, orders } = run(rising, { entryLong: [0], entryShort: [3] });
		expect(trades.map(({ side, entryBar, exitBar, exitReason }) => [side, entryBar, exitBar, exitReason])).toEqual([
			['long', 1, 4, 'reversal'],
			['short', 4, 7, 'endOfData'],
		]);
		expect(orders.map(({ side, price, purpose }) => [side, price, purpose])).toEqual([
			['buy', 101, 'entry'],
			['sell', 104, 'reversal'],
			['sell', 104, 'entry'],
			['buy', 107.5, 'endOfData'],
		]);
	});

	it('ignore an entry in the direction already held, and an exit when nothing is held', () => {
		expect(run(rising, { entryLong: [0, 1, 2], exitLong: [4, 5, 6] }).orders).toHaveLength(2);
	});

	it('void an entry whose own exit fires too', () => {
		expect(run(rising, { entryLong: [1], exitLong: [1] }).orders).toEqual([]);
	});

	it('void two entries that contradict each other', () => {
		expect(run(rising, { entryLong: [1], entryShort: [1] }).orders).toEqual([]);
	});

	it('leave by the exit rule of the side held only', () => {
		expect(run(rising, { entryLong: [0], exitShort: [2], exitLong: [4] }).trades[0].exitBar).toBe(5);
	});
});

describe('protection', () => {
	const flat: Ohlc[] = Array.from({ length: 6 }, () => [100, 101, 99, 100]);
	const withBar = (at: number, bar: Ohlc): Ohlc[] => flat.map((other, index) => (index === at ? bar : other));
	const stopLoss = { kind: 'percent', value: 0.05 } as const;
	const takeProfit = { kind: 'percent', value: 0.1 } as const;

	it('works in the entry bar itself when the entry is at its open', () => {
		const { trades } = run(withBar(1, [100, 101, 90, 100]), { entryLong: [0], protect: { stopLoss } });
		expect(trades[0]).toMatchObject({ entryBar: 1, exitBar: 1, exitPrice: 95, exitReason: 'stopLoss', profit: -5 });
	});

	it('works from the next bar when the entry is at the close', () => {
		const bars = withBar(1, [100, 101, 90, 100]);
		const { trades } = run(bars, { entryLong: [1], protect: { stopLoss } }, { fillOn: 'close' });
		expect(trades[0]).toMatchObject({ exitBar: 5, exitReason: 'endOfData' });
	});

	it('counts a bar that touches both levels, and takes the stop', () => {
		const { trades, incidents } = run(withBar(2, [100, 120, 80, 100]), { entryLong: [0], protect: { stopLoss, takeProfit } });
		expect(trades[0]).toMatchObject({ exitBar: 2, exitPrice: 95, exitReason: 'stopLoss' });
		expect(incidents.ambiguous).toBe(1);
	});

	it('charges the maker fee on a take profit', () => {
		const bars = withBar(2, [100, 120, 100, 115]);
		const { orders } = run(bars, { entryLong: [0], protect: { takeProfit } }, { fee: { taker: 0.01, maker: 0.001 } });
		expect(orders[1]).toMatchObject({ purpose: 'takeProfit', price: 110, signalBar: 0, fillBar: 2 });
		expect(orders[1].fee).toBeCloseTo(0.11, 12);
	});

	it('reads a price level on the signal bar, not on the entry bar', () => {
		const column = Float64Array.of(97, 50, 50, 50, 50, 50);
		const { trades } = run(withBar(3, [100, 101, 96, 98]), { entryLong: [0], protect: { stopLoss: { kind: 'price', column } } });
		expect(trades[0]).toMatchObject({ exitBar: 3, exitPrice: 97 });
	});

	it('leaves an entry out when its protection has no value', () => {
		const column = new Float64Array(6).fill(NaN);
		const { orders, incidents } = run(flat, { entryLong: [0], protect: { stopLoss: { kind: 'distance', column } } });
		expect(orders).toEqual([]);
		expect(incidents.unprotected).toBe(1);
	});

	it('holds a position exactly maxBars bars, whichever way orders fill', () => {
		for (const fillOn of ['nextOpen', 'close'] as const) {
			const { trades } = run(flat, { entryLong: [0], protect: { maxBars: 3 } }, { fillOn });
			expect(trades[0].exitReason).toBe('maxBars');
			expect(trades[0].exitBar - trades[0].entryBar).toBe(3);
		}
	});

	it('may enter again on the close of the bar that stopped it out', () => {
		const bars = withBar(1, [100, 101, 90, 100]);
		const { trades } = run(bars, { entryLong: [0, 1], protect: { stopLoss } });
		expect(trades.map((trade) => trade.entryBar)).toEqual([1, 2]);
	});
});

describe('cash', () => {
	it('never buys more than the equity pays for: the entry is made smaller and counted', () => {
		const rules = { entryLong: [0], exitLong: [2], sizing: { mode: 'fixed', value: 100 } } as const;
		const { trades, incidents } = run(rising, rules, { lotSize: 1 });
		expect(trades[0].quantity).toBe(9);
		expect(incidents.shrunk).toBe(1);
	});

	it('or left out, when asked', () => {
		const { trades, incidents } = run(rising, { entryLong: [0], sizing: { mode: 'fixed', value: 100 } }, { unaffordable: 'skip' });
		expect(trades).toEqual([]);
		expect(incidents.unaffordable).toBe(1);
	});

	it('counts an entry that comes to less than one lot', () => {
		const { trades, incidents } = run(rising, { entryLong: [0], sizing: { mode: 'notional', value: 50 } }, { lotSize: 1 });
		expect(trades).toEqual([]);
		expect(incidents.sizedToZero).toBe(1);
	});

	it('spends all of the equity, fee included, on 100 %', () => {
		const { orders, equity } = run(
			rising,
			{ entryLong: [0], sizing: { mode: 'equityPercent', value: 1 } },
			{ fee: { taker: 0.002 }, closeAtEnd: 'keep' },
		);
		const [{ quantity, price, fee }] = orders;
		expect(quantity * price + fee).toBeCloseTo(1_000, 9);
		expect(equity.value[1]).toBeCloseTo(quantity * 101.5, 9);
	});

	it('sizes by risk from the entry price to the stop', () => {
		const stopLoss = { kind: 'percent', value: 0.02 } as const;
		const { trades } = run(rising, { entryLong: [0], protect: { stopLoss }, sizing: { mode: 'riskPercent', value: 0.01 } });
		expect(trades[0].quantity * trades[0].entryPrice * 0.02).toBeCloseTo(10, 9);
	});

	it('refuses to size by risk without a stop', () => {
		expect(() => run(rising, { entryLong: [0], sizing: { mode: 'riskPercent', value: 0.01 } })).toThrow(/riskPercent.*stop loss/);
	});

	it('ruin closes everything, and the account stays at zero', () => {
		const doubling: Ohlc[] = [100, 100, 180, 260, 300].map((price) => [price, price, price, price]);
		const rules = { entryShort: [0, 3], sizing: { mode: 'equityPercent', value: 1 } } as const;
		const { trades, equity, incidents } = run(doubling, rules);
		expect(trades).toHaveLength(1);
		expect(trades[0]).toMatchObject({ exitBar: 3, exitReason: 'ruin', profit: -1_600 });
		expect([...equity.value]).toEqual([1_000, 1_000, 200, 0, 0]);
		expect([...equity.drawdown]).toEqual([0, 0, 0.8, 1, 1]);
		expect(incidents.ruinBar).toBe(3);
	});
});

describe('the last bar', () => {
	const rules = { entryLong: [0] };

	it('closes what is open at its close by default', () => {
		expect(run(rising, rules).trades[0]).toMatchObject({ exitBar: 7, exitPrice: 107.5, exitReason: 'endOfData' });
	});

	it('closes it at its open when asked', () => {
		const { trades, equity } = run(rising, rules, { closeAtEnd: 'open' });
		expect(trades[0]).toMatchObject({ exitBar: 7, exitPrice: 107 });
		expect(equity.value.at(-1)).toBe(1_006);
	});

	it('keeps it when asked, valued at the last close', () => {
		const { trades, openPosition, equity } = run(rising, rules, { closeAtEnd: 'keep', fee: { fixed: 1 } });
		expect(trades).toEqual([]);
		expect(openPosition).toEqual({
			side: 'long',
			quantity: 1,
			entryBar: 1,
			entryTime: Date.UTC(2024, 0, 1, 1),
			entryPrice: 101,
			fees: 1,
			unrealizedProfit: 6.5,
		});
		expect(equity.value.at(-1)).toBe(1_005.5);
	});
});

describe('excursions', () => {
	const bars: Ohlc[] = [
		[100, 100, 100, 100],
		[100, 104, 97, 103],
		[103, 108, 99, 106],
		[105, 140, 60, 100],
		[100, 100, 100, 100],
	];

	it('measure how far the price went against the trade and for it, the exit bar with the exit price alone', () => {
		expect(run(bars, { entryLong: [0], exitLong: [2] }).trades[0]).toMatchObject({ mae: 0.03, mfe: 0.08 });
		expect(run(bars, { entryShort: [0], exitShort: [2] }).trades[0]).toMatchObject({ mae: 0.08, mfe: 0.03 });
	});

	it('count the whole of a bar left at its close, and nothing of a bar entered at its close', () => {
		const [trade] = run(bars, { entryLong: [1], exitLong: [3] }, { fillOn: 'close' }).trades;
		expect(trade.mae).toBeCloseTo(43 / 103, 12);
		expect(trade.mfe).toBeCloseTo(37 / 103, 12);
	});
});

describe('options', () => {
	it('a single option beside a policy wins over the row, one passed as undefined does not', () => {
		const rules = { entryLong: [0], sizing: { mode: 'fixed', value: 1.5 } } as const;
		const quantity = (options: BacktestOptions) => run(rising, rules, options).trades[0].quantity;
		expect(quantity({ policy: 'backtesting.py' })).toBe(1);
		expect(quantity({ policy: 'backtesting.py', lotSize: 0.5 })).toBe(1.5);
		expect(quantity({ policy: 'backtesting.py', lotSize: undefined })).toBe(1);
	});

	it.each([
		[{ initialCash: 0 }, /initialCash is 0/],
		[{ fee: { taker: 1.5 } }, /fee\.taker is 1\.5/],
		[{ fee: { fixed: -1 } }, /fee\.fixed is -1/],
		[{ slippage: NaN }, /slippage is NaN/],
		[{ lotSize: -1 }, /lotSize is -1/],
		[{ fillOn: 'open' }, /fillOn is "open".*nextOpen, close/],
		[{ closeAtEnd: 'never' }, /closeAtEnd/],
		[{ unaffordable: 'borrow' }, /unaffordable/],
		[{ policy: 'zipline' }, /policy is "zipline".*backtesting\.py/],
	])('refuse what cannot be used: %j', (options, message) => {
		expect(() => run(rising, {}, options as BacktestOptions)).toThrow(message);
	});

	it('refuse signals of another series', () => {
		expect(() => simulate(seriesOf(rising), signalsOn(3, {}))).toThrow(/cover 3 bars and the series has 8/);
	});
});
