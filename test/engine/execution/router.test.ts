import { createRouter, planOrders, type OrderRouter } from '../../../engine/execution';
import type { OrderIntent } from '../../../engine/orders';
import { openPaperAccount, portfolio, positions } from '../../../engine/portfolio';
import { dailyNotional } from '../../../engine/risk';
import type { SimulationOptions } from '../../../engine/simulation';
import { openStore, type TradingStore } from '../../../engine/store';
import { bars, demoAccount, HOUR, market, order, signal, SIMULATION, START, SYMBOL } from '../../support/orders';
import { runInProcess } from '../../support/runInProcess';
import { describeStores } from '../../support/stores';

const flat = [100, 100, 100, 100] as const;
const next = [110, 115, 105, 112] as const;

const routerOf = (store: TradingStore, simulation: Partial<SimulationOptions> = {}): OrderRouter =>
	createRouter({ store, clock: () => START + 5 * HOUR, simulation: { ...SIMULATION, ...simulation } });

const entryWith = (protection: OrderIntent['protection'], change: Partial<OrderIntent> = {}) =>
	order({ purpose: 'entry', protection, ...change });

const states = async (router: OrderRouter) =>
	Object.fromEntries((await router.list()).map(({ purpose, state }) => [purpose, state]));

describeStores('the order router', ({ store, config }) => {
	describe('an order', () => {
		it('is written, accepted and filled at the open of the bar after its decision, with slippage and fee', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books, { slippage: 0.01, fees: { taker: 0.001, maker: 0, fixed: 1 } });
			const { order: placed, fills, duplicate } = await router.submit(order({ quantity: '2' }), market(bars(flat, next)));
			expect(duplicate).toBe(false);
			expect(placed).toMatchObject({ state: 'filled', filledQuantity: '2', averagePrice: '111.1', fees: '1.2222' });
			expect(fills).toEqual([
				{
					id: `${placed.clientOrderId}-1`,
					clientOrderId: placed.clientOrderId,
					account: 'demo',
					symbol: SYMBOL,
					side: 'buy',
					quantity: '2',
					price: '111.1',
					fee: '1.2222',
					feeCurrency: 'USDT',
					liquidity: 'taker',
					barTime: START + HOUR,
					at: START + 5 * HOUR,
				},
			]);
			expect((await router.events(placed.clientOrderId)).map(({ event }) => event)).toEqual(['planned', 'accepted', 'filled']);
		});

		it('fills at the open of a bar that has only begun', async () => {
			const books = await store();
			await demoAccount(books);
			const current = { time: START + HOUR, open: 111, high: 500, low: 1, close: 300, volume: 1 };
			const { fills } = await routerOf(books).submit(order(), { ...market(bars(flat)), current });
			expect(fills).toMatchObject([{ price: '111', barTime: START + HOUR }]);
		});

		it('rests until the next bar is known, and then fills at its open', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			const waiting = await router.submit(order(), market(bars(flat)));
			expect([waiting.order.state, waiting.fills]).toEqual(['accepted', []]);
			const { fills } = await router.advance('demo', market(bars(flat, next)));
			expect(fills).toMatchObject([{ price: '110', barTime: START + HOUR }]);
			expect(await router.advance('demo', market(bars(flat, next)))).toEqual({ fills: [], orders: [] });
		});

		it('fills at the close of its own bar with fillOn close', async () => {
			const books = await store();
			await demoAccount(books);
			const { fills } = await routerOf(books, { fillOn: 'close' }).submit(order(), market(bars([90, 120, 80, 101], next)));
			expect(fills).toMatchObject([{ price: '101', barTime: START }]);
		});

		it('is placed once, however often it is submitted: the second time it is a duplicate', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			const first = await router.submit(order(), market(bars(flat, next)));
			const second = await router.submit(order({ quantity: '5' }), market(bars(flat, next, next)));
			expect(second).toEqual({ ...first, duplicate: true });
			expect(await positions(books, 'demo')).toMatchObject([{ quantity: '1' }]);
		});

		it('is refused when the same bot placed it for another account', async () => {
			const books = await store();
			await demoAccount(books);
			await openPaperAccount(books, { account: 'second', currency: 'USDT', initialCash: 1, now: START });
			const router = routerOf(books);
			await router.submit(order(), market(bars(flat, next)));
			const moved = router.submit(order({ account: 'second' }), market(bars(flat, next)));
			await expect(moved).rejects.toThrow('The bot "bot" has placed this order for the account "demo" already.');
		});

		it('is placed once when ten submit it at the same time, over several connections', async () => {
			const place = config();
			const stores = await Promise.all([1, 2, 3].map(async () => await openStore(place)));
			await demoAccount(stores[0]);
			const results = await Promise.all(
				Array.from({ length: 10 }, async (_, i) => await routerOf(stores[i % 3]).submit(order(), market(bars(flat, next)))),
			);
			expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
			for (const { order: placed, fills } of results) {
				expect([placed.state, fills.length]).toEqual(['filled', 1]);
			}
			expect(await stores[1].db.selectFrom('trading_orders').selectAll().execute()).toHaveLength(1);
			expect(await stores[1].db.selectFrom('trading_fills').selectAll().execute()).toHaveLength(1);
			const counted = await dailyNotional(stores[1].db, { account: 'demo', at: START + 5 * HOUR, timeZone: 'UTC' });
			expect(counted.toFixed()).toBe('100');
			await Promise.all(stores.map(async (one) => { await one.close(); }));
		});

		it.each([1, 2, 3])('is completed, once, by the next run when the process was killed at step %i', async (killAt) => {
			const place = config();
			const books = await openStore(place);
			await demoAccount(books);
			const view = market(bars(flat, next));
			const end = await runInProcess('test/support/processes/submitOrder.ts', { config: place, intent: order(), market: view, killAt });
			expect(end).toMatchObject({ signal: 'SIGKILL', output: '' });

			const { order: placed, fills } = await routerOf(books).submit(order(), view);
			expect([placed.state, fills.length]).toEqual(['filled', 1]);
			expect(await books.db.selectFrom('trading_orders').selectAll().execute()).toHaveLength(1);
			expect(await books.db.selectFrom('trading_fills').selectAll().execute()).toHaveLength(1);
			expect(await positions(books, 'demo')).toMatchObject([{ quantity: '1' }]);
			await books.close();
		}, 60_000);

		it('is rejected, with the reason, when the account cannot pay for it, and gives its notional back to the day', async () => {
			const books = await store();
			await demoAccount(books, 100);
			const { order: placed, fills } = await routerOf(books).submit(order(), market(bars(flat, next)));
			expect(placed).toMatchObject({ state: 'rejected', stateReason: 'It costs 110 USDT with its fee, and 100 is free.' });
			expect(fills).toEqual([]);
			const counted = await dailyNotional(books.db, { account: 'demo', at: START + 5 * HOUR, timeZone: 'UTC' });
			expect(counted.toFixed()).toBe('0');
		});

		it('never spends money that a short ties up', async () => {
			const books = await store();
			await demoAccount(books, 100);
			const router = routerOf(books);
			await router.submit(order({ side: 'sell' }), market(bars(flat, flat)));
			const { order: second } = await router.submit(order({ side: 'sell', barTime: START + HOUR }), market(bars(flat, flat, flat)));
			expect(second).toMatchObject({ state: 'rejected', stateReason: 'It costs 100 USDT with its fee, and 0 is free.' });
		});

		it('may only make the position smaller when it is reduce-only', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			const exit = order({ side: 'sell', quantity: '3', reduceOnly: true, purpose: 'exit', barTime: START + HOUR });
			await router.submit(order(), market(bars(flat, next)));
			const closed = await router.submit(exit, market(bars(flat, next, next)));
			expect(closed.order).toMatchObject({ state: 'filled', quantity: '1' });
			const again = await router.submit({ ...exit, clientOrderId: 'again' }, market(bars(flat, next, next)));
			expect(again.order).toMatchObject({ state: 'cancelled', stateReason: 'There is no position left for it to reduce.' });
		});

		it('rests as limit or stop until a bar reaches it, and pays for a gap', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books, { fees: { taker: 0.01, maker: 0.005, fixed: 0 } });
			const limit = order({ type: 'limit', limitPrice: '90' });
			const stop = order({ type: 'stop', stopPrice: '120', clientOrderId: 'stop' });
			await router.submit(limit, market(bars(flat)));
			await router.submit(stop, market(bars(flat)));
			const { fills } = await router.advance('demo', market(bars(flat, [100, 119, 91, 100], [85, 95, 80, 90], [130, 140, 125, 130])));
			expect(fills.map(({ price, liquidity, fee }) => [price, liquidity, fee])).toEqual([
				['85', 'maker', '0.425'],
				['130', 'taker', '1.3'],
			]);
		});

		it('is only planned in a dry run: nothing is written', async () => {
			const books = await store();
			const router = routerOf(books, { slippage: 0.01, fees: { taker: 0.001, maker: 0, fixed: 0 } });
			const { order: planned, fills, duplicate } = await router.submit(order({ mode: 'dryRun' }), market(bars(flat, next)));
			expect(planned).toMatchObject({ state: 'planned', averagePrice: '111.1', fees: '0.1111', filledQuantity: '0' });
			expect([fills, duplicate, await router.list()]).toEqual([[], false, []]);
		});

		it('is refused when it contradicts itself or is for another market', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			const view = market(bars(flat, next));
			const refusal = async (change: Partial<OrderIntent>) => await router.submit(order(change), view).catch(String);
			expect(await refusal({ quantity: '0' })).toMatch('has the quantity "0". Give a decimal number above 0.');
			expect(await refusal({ quantity: '1e400000000000' })).toMatch('has the quantity');
			expect(await refusal({ type: 'limit' })).toMatch('has no limit price');
			expect(await refusal({ clientOrderId: 'a b' })).toMatch('"a b" cannot be a client order id');
			expect(await refusal({ symbol: 'ETH/USDT' })).toMatch('The order is for ETH/USDT 1h, and the candles are BTC/USDT 1h.');
			expect(await refusal({ protection: { stopLoss: 'NaN' } })).toMatch('would stand unprotected');
			expect(await refusal({ account: 'nobody' })).toMatch('There is no account "nobody"');
			expect(await router.submit(order(), market([...bars(flat, next)].reverse())).catch(String)).toMatch('out of order');
			expect(await router.list()).toEqual([]);
		});
	});

	describe('protective orders', () => {
		const protection = { stopLoss: '90', takeProfit: '130' };

		it('rest in the store once the entry has filled', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			const { order: entry } = await router.submit(
				entryWith({ ...protection, trailingStop: { distance: '5', activation: '10' }, maxBars: 20 }),
				market(bars(flat, flat)),
			);
			const children = (await router.list()).filter(({ parentId }) => parentId === entry.clientOrderId);
			expect(children.map(({ purpose, type, state, side, quantity, reduceOnly }) => ({ purpose, type, state, side, quantity, reduceOnly })))
				.toEqual(
					expect.arrayContaining(
						[
							{ purpose: 'stopLoss', type: 'stop' },
							{ purpose: 'takeProfit', type: 'limit' },
							{ purpose: 'trailingStop', type: 'stop' },
							{ purpose: 'maxBars', type: 'market' },
						].map((order) => ({ ...order, state: 'accepted', side: 'sell', quantity: '1', reduceOnly: true })),
					),
				);
		});

		it('cancel each other: the one that fills ends the rest', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			await router.submit(entryWith(protection), market(bars(flat, flat)));
			const { fills } = await router.advance('demo', market(bars(flat, flat, [100, 140, 95, 120])));
			expect(fills).toMatchObject([{ side: 'sell', price: '130', liquidity: 'maker' }]);
			expect(await states(router)).toEqual({ entry: 'filled', takeProfit: 'filled', stopLoss: 'cancelled' });
			expect(await positions(books, 'demo')).toMatchObject([{ quantity: '0', realizedProfit: '30' }]);
		});

		it('take the stop where one bar touches stop and target', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			await router.submit(entryWith(protection), market(bars(flat, [100, 140, 80, 100])));
			expect(await states(router)).toEqual({ entry: 'filled', stopLoss: 'filled', takeProfit: 'cancelled' });
		});

		it('are cancelled when an exit closes the position', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			await router.submit(entryWith(protection), market(bars(flat, flat)));
			const exit = order({ purpose: 'exit', side: 'sell', reduceOnly: true, barTime: START + HOUR });
			await router.submit(exit, market(bars(flat, flat, flat)));
			expect(await states(router)).toEqual({ entry: 'filled', exit: 'filled', stopLoss: 'cancelled', takeProfit: 'cancelled' });
			expect((await router.advance('demo', market(bars(flat, flat, flat, [50, 50, 50, 50])))).fills).toEqual([]);
		});

		it('follow the close with a trailing stop, on closed bars only, each move in the history', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			await router.submit(entryWith({ trailingStop: { distance: '5', activation: '0' } }), market(bars(flat, flat)));
			const rows = bars(flat, flat, [100, 120, 99, 110], [110, 112, 107, 108]);
			await router.advance('demo', { ...market(rows), current: { time: START + 4 * HOUR, open: 108, high: 200, low: 1, close: 1, volume: 1 } });
			const [stop] = (await router.list()).filter(({ purpose }) => purpose === 'trailingStop');
			expect(stop).toMatchObject({ state: 'accepted', stopPrice: '105' });
			const moves = (await router.events(stop.clientOrderId)).filter(({ event }) => event === 'moved');
			expect(moves.map(({ detail }) => detail)).toEqual([{ stopPrice: '105' }]);
			await router.advance('demo', market([...rows, ...bars(flat, flat, flat, flat, [108, 109, 104, 106]).slice(4)]));
			expect(await positions(books, 'demo')).toMatchObject([{ quantity: '0', realizedProfit: '5' }]);
		});

		it('protect no longer once cancelled by hand, while the others stay', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			await router.submit(entryWith(protection), market(bars(flat, flat)));
			const [stop] = (await router.list()).filter(({ purpose }) => purpose === 'stopLoss');
			expect(await router.cancel(stop.clientOrderId, 'I hold on.')).toMatchObject({ state: 'cancelled', stateReason: 'I hold on.' });
			await router.advance('demo', market(bars(flat, flat, [100, 101, 50, 60])));
			expect(await states(router)).toEqual({ entry: 'filled', stopLoss: 'cancelled', takeProfit: 'accepted' });
			await router.advance('demo', market(bars(flat, flat, [100, 101, 50, 60], [60, 150, 60, 150])));
			expect(await positions(books, 'demo')).toMatchObject([{ quantity: '0', realizedProfit: '30' }]);
		});

		it('see a bar once, however often it is fed', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			await router.submit(entryWith({ maxBars: 3 }), market(bars(flat, flat)));
			for (let i = 0; i < 5; i++) await router.advance('demo', market(bars(flat, flat)));
			expect(await states(router)).toEqual({ entry: 'filled', maxBars: 'accepted' });
			const { fills } = await router.advance('demo', market(bars(flat, flat, flat, flat, next)));
			expect(fills).toMatchObject([{ price: '110', barTime: START + 4 * HOUR }]);
		});

		it('are not told that nothing happened when candles are missing', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			await router.advance('demo', market(bars(flat, flat)));
			const later = bars(flat, flat, flat, flat, flat).slice(4);
			expect((await router.advance('demo', market(later))).missed).toEqual({ from: START + 2 * HOUR, to: START + 4 * HOUR });
		});
	});

	describe('a reversal', () => {
		it('closes, then opens the other side from the money that is free then', async () => {
			const books = await store();
			await demoAccount(books, 1_000);
			const router = routerOf(books);
			const context = { account: 'demo', mode: 'paper' as const, venue: 'test', equity: '1000' };
			const [entry] = planOrders(signal(), context).intents;
			await router.submit(entry, market(bars(flat, flat)));
			const short = signal({ action: 'enterShort', barTime: START + HOUR });
			const { intents } = planOrders(short, { ...context, position: { quantity: '10' } });
			for (const intent of intents) await router.submit(intent, market(bars(flat, flat, [125, 125, 125, 125])));
			expect(await portfolio(books, 'demo', { now: START })).toMatchObject({
				equity: '1250',
				realizedProfit: '250',
				positions: [{ quantity: '-10', averagePrice: '125' }],
			});
		});
	});

	describe('cancelling', () => {
		it('ends an open order, gives its notional back, and it never fills', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			const { order: waiting } = await router.submit(order(), market(bars(flat)));
			expect(await router.cancel(waiting.clientOrderId, 'Changed my mind.')).toMatchObject({ state: 'cancelled' });
			expect((await router.advance('demo', market(bars(flat, next)))).fills).toEqual([]);
			expect((await dailyNotional(books.db, { account: 'demo', at: START + 5 * HOUR, timeZone: 'UTC' })).toFixed()).toBe('0');
		});

		it('is refused for a final order and for one that is not there', async () => {
			const books = await store();
			await demoAccount(books);
			const router = routerOf(books);
			const { order: filled } = await router.submit(order(), market(bars(flat, next)));
			await expect(router.cancel(filled.clientOrderId, 'Too late.')).rejects.toThrow('is already filled; only an open order can be cancelled.');
			await expect(router.cancel('tb-nothing', 'Why.')).rejects.toThrow('There is no order with the id tb-nothing');
		});
	});

	describe('the list of orders', () => {
		it('narrows by account, bot, symbol, state and time, newest first, page by page', async () => {
			const books = await store();
			await demoAccount(books);
			let now = START;
			const router = createRouter({ store: books, clock: () => now, simulation: SIMULATION });
			for (let i = 0; i < 4; i++) {
				now = START + i * HOUR;
				await router.submit(order({ barTime: START + i * HOUR, bot: i % 2 ? 'odd' : 'even', quantity: '0.1' }), market(bars(flat, flat, flat)));
			}
			const times = async (filter: Parameters<OrderRouter['list']>[0]) =>
				(await router.list(filter)).map(({ barTime }) => (barTime - START) / HOUR);
			expect(await times({})).toEqual([3, 2, 1, 0]);
			expect(await times({ limit: 2, offset: 1 })).toEqual([2, 1]);
			expect(await times({ bot: 'odd' })).toEqual([3, 1]);
			expect(await times({ state: 'accepted' })).toEqual([3, 2]);
			expect(await times({ state: ['filled', 'accepted'], since: START + HOUR, until: START + 3 * HOUR })).toEqual([2, 1]);
			expect(await times({ account: 'other' })).toEqual([]);
			await expect(router.list({ limit: 501 })).rejects.toThrow('The limit is 501. Give a whole number from 1 to 500.');
		});
	});
});
