import { createRouter, onBooksAtCandles } from '../../../engine/execution';
import { portfolio, positions } from '../../../engine/portfolio';
import { checkRisk, latestVerdict, recordVerdict } from '../../../engine/risk';
import { bars, demoAccount, HOUR, market, order, SIMULATION, START, SYMBOL } from '../../support/orders';
import { describeStores } from '../../support/stores';

const NOW = START + 5 * HOUR;
const flat = [100, 100, 100, 100] as const;

describeStores('books at candles', ({ store }) => {
	it('show what the candles do to resting orders, and keep nothing of it', async () => {
		const books = await store();
		await demoAccount(books);
		const router = createRouter({ store: books, clock: () => NOW, simulation: SIMULATION });
		const { order: waiting } = await router.submit(order({ quantity: '2' }), market(bars(flat)));
		const before = await portfolio(books, 'demo', { now: NOW });

		const seen = await onBooksAtCandles(
			books,
			{ account: 'demo', market: market(bars(flat, [110, 115, 105, 112])), now: NOW },
			async (trial) => await positions(trial, 'demo'),
		);
		expect(seen).toMatchObject([{ symbol: SYMBOL, quantity: '2', averagePrice: '110' }]);

		expect(await portfolio(books, 'demo', { now: NOW })).toEqual(before);
		expect(await router.get(waiting.clientOrderId)).toMatchObject({ state: 'accepted' });
	});

	it('keep a risk verdict only when it is recorded afterwards', async () => {
		const books = await store();
		const intent = order({ quantity: '0.5' });
		const check = async () =>
			await onBooksAtCandles(books, { account: 'demo', now: NOW }, async (trial) => await checkRisk(intent, { store: trial, now: NOW }));
		const verdict = await check();
		expect(verdict.approved).toBe(true);
		expect(await latestVerdict(books, intent.clientOrderId)).toBeUndefined();
		await recordVerdict(books, verdict);
		expect(await latestVerdict(books, intent.clientOrderId)).toEqual(verdict);
	});

	it('pass on what the work throws', async () => {
		const books = await store();
		const failing = onBooksAtCandles(books, { account: 'demo', now: NOW }, () => Promise.reject(new Error('told you')));
		await expect(failing).rejects.toThrow('told you');
	});
});
