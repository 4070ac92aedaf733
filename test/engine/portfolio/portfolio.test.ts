import { createRouter } from '../../../engine/execution';
import { equityHistory, openPaperAccount, portfolio, positions, recordSnapshot } from '../../../engine/portfolio';
import { bars, demoAccount, HOUR, market, order, SIMULATION, START, SYMBOL } from '../../support/orders';
import { describeStores } from '../../support/stores';

describeStores('a portfolio', ({ store }) => {
	it('opens an account once: a second opening changes nothing', async () => {
		const books = await store();
		const open = { account: 'demo', currency: 'USDT', initialCash: 10_000, now: START };
		const results = await Promise.all([1, 2, 3].map(async () => await openPaperAccount(books, open)));
		expect(results.map(({ opened }) => opened).sort()).toEqual([false, false, true]);
		await openPaperAccount(books, { ...open, initialCash: 99 });
		expect(await portfolio(books, 'demo', { now: START })).toMatchObject({ cash: '10000', equity: '10000', currency: 'USDT' });
	});

	it('refuses an account in another currency, an amount that is none, and a time zone that is none', async () => {
		const books = await store();
		await demoAccount(books);
		const open = { account: 'demo', currency: 'EUR', initialCash: 1, now: START };
		await expect(openPaperAccount(books, open)).rejects.toThrow('The account "demo" is kept in USDT, not in EUR.');
		await expect(openPaperAccount(books, { ...open, initialCash: 'plenty' })).rejects.toThrow('The initial cash is plenty.');
		await expect(openPaperAccount(books, { ...open, timeZone: 'Paris' })).rejects.toThrow('"Paris" is no time zone.');
	});

	it('says so when the account has not been opened', async () => {
		await expect(portfolio(await store(), 'nobody', { now: START })).rejects.toThrow('There is no account "nobody"');
	});

	it('comes from deposits and fills alone, and adds up', async () => {
		const books = await store();
		await demoAccount(books);
		const fees = { taker: 0.001, maker: 0.001, fixed: 0 };
		const router = createRouter({ store: books, clock: () => START + HOUR, simulation: { ...SIMULATION, fees } });
		await router.submit(order({ quantity: '2' }), market(bars([100, 100, 100, 100], [110, 125, 110, 120])));

		const snapshot = await portfolio(books, 'demo', { now: START + HOUR, marks: { [SYMBOL]: 130 } });
		expect(snapshot).toEqual({
			account: 'demo',
			currency: 'USDT',
			at: START + HOUR,
			cash: '9779.78',
			positionsValue: '260',
			equity: '10039.78',
			realizedProfit: '0',
			unrealizedProfit: '39.78',
			fees: '0.22',
			positions: [
				{
					account: 'demo',
					symbol: SYMBOL,
					quantity: '2',
					averagePrice: '110',
					realizedProfit: '0',
					fees: '0.22',
					markPrice: '130',
					unrealizedProfit: '39.78',
					openedAt: START + HOUR,
				},
			],
		});
	});

	it('values a position at the last close its account has seen when no price is given', async () => {
		const books = await store();
		await demoAccount(books);
		const router = createRouter({ store: books, clock: () => START, simulation: SIMULATION });
		await router.submit(order(), market(bars([100, 100, 100, 100], [110, 125, 110, 120])));
		expect(await positions(books, 'demo')).toMatchObject([{ markPrice: '120', unrealizedProfit: '10' }]);
	});

	it('keeps one snapshot an account and bar, and tells them oldest first', async () => {
		const books = await store();
		await demoAccount(books);
		const snapshot = await portfolio(books, 'demo', { now: START });
		expect(await recordSnapshot(books, snapshot, START + HOUR)).toEqual({ recorded: true });
		expect(await recordSnapshot(books, { ...snapshot, equity: '1' }, START + HOUR)).toEqual({ recorded: false });
		expect(await recordSnapshot(books, snapshot, START)).toEqual({ recorded: true });
		const history = await equityHistory(books, 'demo');
		expect(history.map(({ time, equity }) => [time, equity])).toEqual([
			[START, '10000'],
			[START + HOUR, '10000'],
		]);
		expect(await equityHistory(books, 'demo', { since: START + 1 })).toHaveLength(1);
	});
});
