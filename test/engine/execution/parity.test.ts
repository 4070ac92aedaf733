import { simulate, type BacktestOptions, type SimulatedOrder } from '../../../engine/backtest';
import { createRouter, planOrders } from '../../../engine/execution';
import type { Fill, Order } from '../../../engine/orders';
import { createSeries, seriesToRows } from '../../../engine/market';
import { loadBooks } from '../../../engine/portfolio';
import { DEFAULT_SIMULATION, type SimulationOptions } from '../../../engine/simulation';
import type { PriceLevel, ProtectionLevels, Signal, SignalAction, SignalLevels, StrategySignals } from '../../../engine/strategy/signals';
import type { TradingStore } from '../../../engine/store';
import { demoAccount, HOUR, SIMULATION, START, SYMBOL } from '../../support/orders';
import { describeStores } from '../../support/stores';

/** Marsaglia's xorshift32, so that every run draws the same market. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) / 2 ** 32;
	};
}

function randomMarket(seed: number, length: number) {
	const next = random(seed);
	const columns = Object.fromEntries(
		['time', 'open', 'high', 'low', 'close', 'volume'].map((name) => [name, new Float64Array(length)]),
	) as Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', Float64Array>;
	let price = 100;
	for (let i = 0; i < length; i++) {
		const open = price * (1 + (next() - 0.5) * 0.01);
		const close = open * (1 + (next() - 0.5) * 0.03);
		columns.time[i] = START + i * HOUR;
		columns.open[i] = open;
		columns.close[i] = close;
		columns.high[i] = Math.max(open, close) * (1 + next() * 0.01);
		columns.low[i] = Math.min(open, close) * (1 - next() * 0.01);
		columns.volume[i] = 1;
		price = close;
	}
	const actions = Array.from({ length }, (): SignalAction => {
		const draw = next();
		if (draw < 0.13) return 'enterLong';
		if (draw < 0.26) return 'enterShort';
		if (draw < 0.31) return 'exitLong';
		return draw < 0.36 ? 'exitShort' : 'hold';
	});
	return { series: createSeries({ symbol: SYMBOL, timeframe: '1h', columns }), actions };
}

type Rules = Pick<StrategySignals, 'protect' | 'sizing'>;

function signalsOf(actions: readonly SignalAction[], rules: Rules): StrategySignals {
	const flag = (action: SignalAction) => Uint8Array.from(actions, (is) => Number(is === action));
	return {
		length: actions.length,
		warmUp: 0,
		entryLong: flag('enterLong'),
		entryShort: flag('enterShort'),
		exitLong: flag('exitLong'),
		exitShort: flag('exitShort'),
		values: {},
		parameters: {},
		...rules,
	};
}

/** Feeds the market to a paper bot hour by hour, as n8n would, and returns what it traded. */
async function tradeOnPaper(
	store: TradingStore,
	{ series, actions }: ReturnType<typeof randomMarket>,
	{ protect, sizing }: Rules,
	simulation: SimulationOptions,
): Promise<Array<{ fill: Fill; order: Order }>> {
	await demoAccount(store);
	let now = START;
	const router = createRouter({ store, clock: () => now, simulation });
	for (let bar = 0; bar < series.length; bar++) {
		const from = Math.max(0, bar - 5);
		const rows = seriesToRows(series, from, bar + 1);
		// Every other hour the next bar has begun already when the bot runs, and its open is known.
		const begun = bar % 2 === 0 && bar + 1 < series.length;
		const [time, open] = begun ? [series.time[bar + 1], series.open[bar + 1]] : [0, 0];
		const current = begun ? { time, open, high: open, low: open, close: open, volume: 0 } : undefined;
		const market = { venue: 'test', symbol: SYMBOL, timeframe: '1h', bars: rows, current };
		now = series.time[bar] + HOUR;

		await router.advance('demo', market);
		const books = await loadBooks(store.db, 'demo', { [SYMBOL]: series.close[bar] });
		const action = actions[bar];
		if (action === 'hold' || (simulation.fillOn === 'nextOpen' && bar === series.length - 1)) continue;
		const levels = levelsAt(protect, bar);
		const plan = planOrders(signal(series.close[bar], series.time[bar], action, sizing, levels), {
			account: 'demo',
			mode: 'paper',
			venue: 'test',
			position: { quantity: books.position(SYMBOL).quantity.toFixed() },
			equity: books.equity.toFixed(),
			lotSize: simulation.lotSize,
			fees: simulation.fees,
			slippage: simulation.slippage,
		});
		for (const intent of plan.intents) await router.submit(intent, market);
	}
	const orders = await allOrders(router);
	const fills = await router.fills([...orders.keys()]);
	return fills.flatMap((fill) => {
		const order = orders.get(fill.clientOrderId);
		return order ? [{ fill, order }] : [];
	});
}

async function allOrders(router: ReturnType<typeof createRouter>): Promise<Map<string, Order>> {
	const all = new Map<string, Order>();
	for (let offset = 0; ; offset += 500) {
		const page = await router.list({ limit: 500, offset });
		for (const order of page) all.set(order.clientOrderId, order);
		if (page.length < 500) return all;
	}
}

function signal(price: number, barTime: number, action: SignalAction, sizing: Signal['sizing'], levels: SignalLevels): Signal {
	// The prices of a signal stand around its close; its levels say how to place them around the fill.
	const stopLoss = levels.stopLoss && price - (action === 'enterShort' ? -1 : 1) * price * levels.stopLoss.value;
	return {
		bot: 'bot',
		symbol: SYMBOL,
		timeframe: '1h',
		barTime,
		action,
		price,
		sizing,
		...(stopLoss !== undefined && { stopLoss }),
		levels,
		reason: action,
		indicators: {},
		strategy: { name: 'Random', id: 'random' },
	};
}

function levelsAt({ stopLoss, takeProfit, trailingStop, maxBars }: ProtectionLevels, bar: number): SignalLevels {
	const at = (level: PriceLevel) => ({ kind: level.kind, value: level.kind === 'percent' ? level.value : level.column[bar] });
	return {
		...(stopLoss && { stopLoss: at(stopLoss) }),
		...(takeProfit && { takeProfit: at(takeProfit) }),
		...(trailingStop && {
			trailingStop: {
				distance: at(trailingStop.distance),
				...(trailingStop.activation && { activation: at(trailingStop.activation) }),
			},
		}),
		...(maxBars !== undefined && { maxBars }),
	};
}

const PURPOSES: Readonly<Record<string, string>> = { signal: 'exit', reversal: 'exit' };
const percent = (value: number): PriceLevel => ({ kind: 'percent', value });
const LENGTH = 100;

const CASES: ReadonlyArray<{ name: string; seed: number; rules: Rules; simulation: Partial<SimulationOptions> }> = [
	{
		name: 'the whole account, fees and slippage',
		seed: 11,
		rules: { protect: {}, sizing: { mode: 'equityPercent', value: 1 } },
		simulation: { fees: { taker: 0.001, maker: 0.0005, fixed: 0 }, slippage: 0.0005 },
	},
	{
		name: 'stop loss and take profit',
		seed: 12,
		rules: {
			protect: { stopLoss: percent(0.012), takeProfit: percent(0.02) },
			sizing: { mode: 'riskPercent', value: 0.01 },
		},
		simulation: { fees: { taker: 0.001, maker: 0.0005, fixed: 0.1 }, slippage: 0.0005 },
	},
	{
		name: 'a trailing stop that is armed later, a distance by column, maxBars',
		seed: 13,
		rules: {
			protect: {
				takeProfit: { kind: 'distance', column: Float64Array.from({ length: LENGTH }, (_, i) => 2 + (i % 3)) },
				trailingStop: { distance: percent(0.01), activation: percent(0.005) },
				maxBars: 7,
			},
			sizing: { mode: 'notional', value: 2_000 },
		},
		simulation: { lotSize: 0.01 },
	},
	{
		name: 'fills at the close',
		seed: 14,
		rules: {
			protect: { stopLoss: percent(0.012), trailingStop: { distance: percent(0.01) }, maxBars: 5 },
			sizing: { mode: 'equityPercent', value: 0.5 },
		},
		simulation: { fillOn: 'close', fees: { taker: 0.001, maker: 0.001, fixed: 0 } },
	},
	{
		name: 'a fixed size beyond what the account pays for',
		seed: 15,
		rules: { protect: { stopLoss: percent(0.03) }, sizing: { mode: 'fixed', value: 120 } },
		simulation: {},
	},
];

describeStores('paper trading, fed bar by bar,', ({ store }) => {
	it.each(CASES)('gives the trades of the backtest: $name', async ({ seed, rules, simulation }) => {
		const random = randomMarket(seed, LENGTH);
		const options: SimulationOptions = { ...SIMULATION, ...simulation };
		const backtest: BacktestOptions = { initialCash: 10_000, fee: options.fees, closeAtEnd: 'keep', ...pick(options) };
		const expected = simulate(random.series, signalsOf(random.actions, rules), backtest).orders;
		const traded = await tradeOnPaper(await store(), random, rules, options);

		expect(expected.length).toBeGreaterThan(20);
		expect(traded.map(described)).toEqual(expected.map((order) => describedOrder(order, random.series.time)));
		traded.forEach(({ fill }, i) => {
			expect(relativeError(fill.quantity, expected[i].quantity)).toBeLessThan(1e-9);
			expect(relativeError(fill.price, expected[i].price)).toBeLessThan(1e-9);
			expect(Math.abs(Number(fill.fee) - expected[i].fee)).toBeLessThan(1e-9 * Math.max(1, expected[i].fee));
		});
	}, 60_000);
});

const pick = ({ slippage, fillOn, lotSize }: SimulationOptions = DEFAULT_SIMULATION) => ({ slippage, fillOn, lotSize });
const described = ({ fill, order }: { fill: Fill; order: Order }) => [order.purpose, fill.side, fill.barTime];
const describedOrder = ({ purpose, side, fillBar }: SimulatedOrder, time: Float64Array) => [
	PURPOSES[purpose] ?? purpose,
	side,
	time[fillBar],
];
const relativeError = (text: string, expected: number) => Math.abs(Number(text) / expected - 1);
