import { simulate, type BacktestOptions, type Simulation } from '../../../engine/backtest';
import { randomBars, randomRules, seriesOf, signalsOn, type Ohlc, type Rules } from './handmade';

const BARS = 400;
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

const percent = (value: number) => ({ kind: 'percent', value }) as const;

/** Runs that differ in everything that has a branch in the model. */
function scenario(seed: number): { bars: Ohlc[]; rules: Rules; options: BacktestOptions } {
	return {
		bars: randomBars(BARS, seed),
		rules: {
			...randomRules(BARS, seed + 1_000),
			protect: seed % 3 === 0 ? {} : {
				stopLoss: percent(0.015),
				...(seed % 2 === 0 && { takeProfit: percent(0.02) }),
				...(seed % 5 === 0 && { trailingStop: { distance: percent(0.012), activation: percent(0.005) } }),
				...(seed % 7 === 0 && { maxBars: 6 }),
			},
			sizing: [
				{ mode: 'equityPercent', value: 1 } as const,
				{ mode: 'fixed', value: 40 } as const,
				{ mode: 'notional', value: 3_000 } as const,
			][seed % 3],
		},
		options: {
			initialCash: 10_000,
			fee: { taker: 0.001, maker: 0.0004, fixed: seed % 2 },
			slippage: 0.0005,
			fillOn: seed % 4 === 1 ? 'close' : 'nextOpen',
			closeAtEnd: (['close', 'open', 'keep'] as const)[seed % 3],
			lotSize: seed % 6 === 0 ? 1 : 0,
		},
	};
}

const run = ({ bars, rules, options }: ReturnType<typeof scenario>): Simulation =>
	simulate(seriesOf(bars), signalsOn(bars.length, rules), options);

describe.each(SEEDS)('market %i', (seed) => {
	const case_ = scenario(seed);
	const { trades, orders, equity, openPosition } = run(case_);
	const { bars, options } = case_;

	it('trades, so that the rules below say something', () => {
		expect(orders.length).toBeGreaterThan(20);
	});

	it('cash, position and fees add up to the equity on every bar', () => {
		let cash = 10_000;
		let quantity = 0;
		let next = 0;
		bars.forEach(([, , , close], bar) => {
			for (; next < orders.length && orders[next].fillBar === bar; next++) {
				const { side, quantity: units, price, fee } = orders[next];
				const signed = side === 'buy' ? units : -units;
				cash -= signed * price + fee;
				quantity += signed;
			}
			expect(equity.value[bar]).toBeCloseTo(cash + quantity * close, 6);
		});
		expect(next).toBe(orders.length);
	});

	it('profits of the trades, and of what is open, are what the account gained', () => {
		const profit = trades.reduce((sum, trade) => sum + trade.profit, 0);
		const open = openPosition ? openPosition.unrealizedProfit - openPosition.fees : 0;
		expect(equity.value[BARS - 1]).toBeCloseTo(10_000 + profit + open, 6);
	});

	it('no entry costs more than the equity before it', () => {
		for (const { fillBar, quantity, price, fee, purpose } of orders) {
			if (purpose !== 'entry') continue;
			// Trades opened before this bar are all over when an entry fills; one opened in it is the entry itself.
			const over = trades.filter((trade) => trade.exitBar <= fillBar && trade.entryBar < fillBar);
			const equityBefore = over.reduce((sum, trade) => sum + trade.profit, 10_000);
			expect(quantity * price + fee).toBeLessThanOrEqual(equityBefore + 1e-6);
		}
	});

	it('every fill lies in its bar, but for slippage', () => {
		for (const { fillBar, price } of orders) {
			const [, high, low] = bars[fillBar];
			expect(price).toBeLessThanOrEqual(high * (1 + 0.0005) + 1e-9);
			expect(price).toBeGreaterThanOrEqual(low * (1 - 0.0005) - 1e-9);
		}
	});

	it('excursions enclose what was gained', () => {
		for (const { side, entryPrice, exitPrice, mae, mfe } of trades) {
			const gain = ((exitPrice - entryPrice) / entryPrice) * (side === 'long' ? 1 : -1);
			expect(mfe).toBeGreaterThanOrEqual(Math.max(0, gain) - 1e-12);
			expect(mae).toBeGreaterThanOrEqual(Math.max(0, -gain) - 1e-12);
		}
	});

	it('the same inputs give the same bits', () => {
		expect(run(case_)).toEqual({ trades, orders, equity, openPosition, incidents: run(case_).incidents });
	});

	it('doubling prices, cash and fixed amounts doubles the equity', () => {
		const { rules } = case_;
		const doubled = run({
			bars: bars.map((bar) => bar.map((price) => price * 2) as unknown as Ohlc),
			rules: { ...rules, sizing: rules.sizing?.mode === 'notional' ? { mode: 'notional', value: 6_000 } : rules.sizing },
			options: { ...options, initialCash: 20_000, fee: { ...options.fee, fixed: 2 * (options.fee?.fixed ?? 0) } },
		});
		expect([...doubled.equity.value]).toEqual([...equity.value].map((value) => value * 2));
	});
});

describe('a mirrored market', () => {
	it.each(SEEDS.slice(0, 10))('gives a short what the market gave a long (seed %i)', (seed) => {
		const bars = randomBars(BARS, seed, 0.01);
		const mirrored = bars.map(([open, high, low, close]): Ohlc => [400 - open, 400 - low, 400 - high, 400 - close]);
		const { entryLong, exitLong } = randomRules(BARS, seed);
		const distance = new Float64Array(BARS).fill(2);
		const protect = {
			stopLoss: { kind: 'distance', column: distance },
			takeProfit: { kind: 'distance', column: distance.map((value) => 2 * value) },
			trailingStop: { distance: { kind: 'distance', column: distance }, activation: { kind: 'distance', column: distance } },
			maxBars: 12,
		} as const;
		const long = run({ bars, rules: { entryLong, exitLong, protect }, options: {} });
		const short = run({ bars: mirrored, rules: { entryShort: entryLong, exitShort: exitLong, protect }, options: {} });
		expect(long.trades.length).toBeGreaterThan(10);
		expect(short.trades.map(({ exitBar, exitReason }) => [exitBar, exitReason])).toEqual(
			long.trades.map(({ exitBar, exitReason }) => [exitBar, exitReason]),
		);
		short.trades.forEach(({ profit }, index) => {
			expect(profit).toBeCloseTo(long.trades[index].profit, 9);
		});
	});
});
