import { runBacktest } from '../../../engine/backtest';
import { createRouter, planOrders } from '../../../engine/execution';
import { sampleCandles, seriesToRows, sliceSeries } from '../../../engine/market';
import { loadBooks, openPaperAccount } from '../../../engine/portfolio';
import { evaluateStrategy, readyMadeStrategies, signalAt } from '../../../engine/strategy';
import type { TradingStore } from '../../../engine/store';
import { HOUR, SIMULATION, START } from '../../support/orders';
import { describeStores } from '../../support/stores';

const FEE = { taker: 0.001, maker: 0.0005, fixed: 0 };
const SLIPPAGE = 0.0005;
const { series } = sampleCandles({ symbol: 'BTC/USDT', timeframe: '1h', count: 500, now: START + 1_300 * HOUR });

type Definition = ReturnType<typeof readyMadeStrategies>[number]['definition'];

/** One run an hour, as n8n's schedule does it: candles in, signal, plan, orders. */
async function runHourly(store: TradingStore, definition: Definition) {
	await openPaperAccount(store, { account: 'demo', currency: 'USDT', initialCash: 10_000, now: START });
	let now = START;
	const simulation = { ...SIMULATION, fees: FEE, slippage: SLIPPAGE };
	const router = createRouter({ store, clock: () => now, simulation });
	for (let bar = evaluateStrategy(definition, series).warmUp; bar < series.length; bar++) {
		now = series.time[bar] + HOUR;
		const { symbol, timeframe } = series;
		const market = { venue: 'sample', symbol, timeframe, bars: seriesToRows(series, Math.max(0, bar - 3), bar + 1) };
		await router.advance('demo', market);
		if (bar === series.length - 1) break;
		const signal = signalAt(definition, sliceSeries(series, 0, bar + 1), { bot: 'bot', at: 'lastBar' });
		if (signal.action === 'hold') continue;
		const books = await loadBooks(store.db, 'demo', { [symbol]: series.close[bar] });
		const plan = planOrders(signal, {
			account: 'demo',
			mode: 'paper',
			venue: 'sample',
			position: { quantity: books.position(symbol).quantity.toFixed() },
			equity: books.equity.toFixed(),
			fees: FEE,
			slippage: SLIPPAGE,
		});
		for (const intent of plan.intents) await router.submit(intent, market);
	}
	const placed = await router.list({ state: 'filled', limit: 500 });
	return await router.fills(placed.map(({ clientOrderId }) => clientOrderId));
}

describeStores('a ready-made strategy, run hour by hour on paper,', ({ store }) => {
	it.each(readyMadeStrategies().map(({ name, definition }) => ({ name, definition })))(
		'trades what its backtest trades: $name',
		async ({ definition }) => {
			const { orders } = runBacktest(definition, series, { initialCash: 10_000, fee: FEE, slippage: SLIPPAGE, closeAtEnd: 'keep' });
			const fills = await runHourly(await store(), definition);
			expect(orders.length).toBeGreaterThan(5);
			expect(fills.map(({ side, barTime }) => [side, barTime])).toEqual(
				orders.map(({ side, fillBar }) => [side, series.time[fillBar]]),
			);
			fills.forEach((fill, i) => {
				expect(Math.abs(Number(fill.price) / orders[i].price - 1)).toBeLessThan(1e-9);
				expect(Math.abs(Number(fill.quantity) / orders[i].quantity - 1)).toBeLessThan(1e-9);
			});
		},
		60_000,
	);
});
