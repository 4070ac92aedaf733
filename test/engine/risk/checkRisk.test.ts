import { createRouter } from '../../../engine/execution';
import type { OrderIntent } from '../../../engine/orders';
import { checkRisk, getRiskLimits, setRiskLimit, type RiskLimitChange, type RiskVerdict } from '../../../engine/risk';
import type { TradingStore } from '../../../engine/store';
import { bars, demoAccount, HOUR, market, order, SIMULATION, START, SYMBOL } from '../../support/orders';
import { describeStores } from '../../support/stores';

const DAY = 24 * HOUR;
const flatAt = (price: number) => [price, price, price, price] as const;

const rule = (verdict: RiskVerdict, name: string) => verdict.rules.find((one) => one.rule === name);
const locked = ({ rules }: RiskVerdict) => rules.filter(({ result }) => result === 'lock').map((one) => one.rule);

const check = async (store: TradingStore, intent: OrderIntent, limits?: RiskLimitChange, now = START) =>
	await checkRisk(intent, { store, now, limits });

/** Buys (or sells) on paper at the given price; the order is written and booked at `now`. */
async function trade(store: TradingStore, change: Partial<OrderIntent>, price: number, now = START): Promise<void> {
	const router = createRouter({ store, clock: () => now, simulation: SIMULATION });
	const intent = order({ referencePrice: String(price), ...change });
	const rows = bars(flatAt(price), flatAt(price)).map(([time, ...rest]) => [time - START + intent.barTime, ...rest] as const);
	const { order: placed } = await router.submit(intent, market(rows));
	expect(placed).toMatchObject({ state: 'filled' });
}

/** Buys one unit at 100,000 and sells it at `exit`: a profit or loss of that day. */
async function roundTrip(store: TradingStore, exit: number, now: number): Promise<void> {
	await trade(store, { barTime: now }, 100_000, now);
	await trade(store, { barTime: now + 2 * HOUR, side: 'sell', reduceOnly: true, purpose: 'exit' }, exit, now);
}

describeStores('the risk check', ({ store }) => {
	it('lists every rule, passed or not, with value, limit, unit and a sentence, and keeps the verdict', async () => {
		const books = await store();
		await demoAccount(books);
		const verdict = await check(books, order({ quantity: '0.5', referencePrice: '40000' }));
		expect(verdict.approved).toBe(true);
		expect(verdict.rules.map(({ rule: name, result, value, limit, unit }) => [name, result, value, limit, unit])).toEqual([
			['maxPosition', 'pass', '0.5', '2', 'BTC'],
			['maxNotional', 'pass', '20000', '80000', 'USDT'],
			['stopLoss', 'pass', '0', '50000', 'USDT'],
			['maxDailyLoss', 'pass', '0', '50000', 'USDT'],
			['orderNotional', 'pass', '20000', '80000', 'USDT'],
			['maxOrderSize', 'pass', '0.5', '0.75', 'BTC'],
			['dailyNotional', 'pass', '20000', '1000000', 'USDT'],
		]);
		expect(rule(verdict, 'maxOrderSize')?.message).toBe('The order is for 0.5 BTC, within the limit of 0.75.');
		const kept = await books.db.selectFrom('trading_risk_verdicts').selectAll().execute();
		expect(kept.map((row) => JSON.parse(row.verdict) as RiskVerdict)).toEqual([verdict]);
	});

	it('locks a position above the limit, and says what to do', async () => {
		const books = await store();
		const verdict = await check(books, order({ quantity: '2.1' }), { maxOrderSize: 10 });
		expect(verdict.approved).toBe(false);
		expect(rule(verdict, 'maxPosition')).toEqual({
			rule: 'maxPosition',
			result: 'lock',
			value: '2.1',
			limit: '2',
			unit: 'BTC',
			message: 'The position would be 2.1 BTC, over the limit of 2 BTC. Order less, or raise maxPosition.',
		});
	});

	it('counts what is held and what is still on its way', async () => {
		const books = await store();
		await demoAccount(books, 1_000_000);
		await trade(books, { quantity: '0.7' }, 100);
		const router = createRouter({ store: books, clock: () => START, simulation: SIMULATION });
		await router.submit(order({ barTime: START + DAY, quantity: '0.7' }), market(bars(flatAt(100))));
		const verdict = await check(books, order({ barTime: START + 2 * DAY, quantity: '0.7' }));
		expect(rule(verdict, 'maxPosition')).toMatchObject({ result: 'lock', value: '2.1' });
	});

	it('values orders at their own price: 1.9 of 2 BTC may be held whatever a BTC costs', async () => {
		const books = await store();
		for (const referencePrice of ['30000', '120000']) {
			const verdict = await check(books, order({ quantity: '1.9', referencePrice }), { maxOrderSize: 2 });
			expect(locked(verdict)).toEqual([]);
			expect(rule(verdict, 'maxNotional')).toMatchObject({ result: 'alert' });
		}
	});

	it.each([
		['79', 'pass'],
		['81', 'alert'],
		['101', 'lock'],
	])('a position worth %s of 100 is: %s', async (quantity, result) => {
		const limits = { maxPosition: 1_000, maxOrderSize: 1_000, maxNotional: 100 };
		const verdict = await check(await store(), order({ quantity, referencePrice: '1' }), limits);
		expect(rule(verdict, 'maxNotional')).toMatchObject({ result });
	});

	it.each([
		[1_000, 'pass'],
		[7_999, 'pass'],
		[8_000, 'alert'],
		[10_000, 'lock'],
	])('an account that has lost %i of a stop loss of 10,000: %s, by its own books', async (loss, result) => {
		const books = await store();
		await demoAccount(books, 1_000_000);
		await roundTrip(books, 100_000 - loss, START);
		const verdict = await check(books, order({ barTime: START + DAY }), { stopLoss: 10_000 });
		expect(rule(verdict, 'stopLoss')).toMatchObject({ result, value: String(loss) });
	});

	it('counts unrealised losses at the price of the order', async () => {
		const books = await store();
		await demoAccount(books, 1_000_000);
		await trade(books, {}, 100_000);
		const verdict = await check(books, order({ barTime: START + DAY, referencePrice: '45000', quantity: '0.1' }));
		expect(rule(verdict, 'stopLoss')).toMatchObject({ result: 'lock', value: '55000' });
	});

	it('never locks an order that only reduces the position, however deep the loss', async () => {
		const books = await store();
		await demoAccount(books, 1_000_000);
		await trade(books, { side: 'sell', quantity: '2' }, 30_000);
		const exit = { purpose: 'exit' as const, side: 'buy' as const, quantity: '2', reduceOnly: true, referencePrice: '60000' };
		const verdict = await check(books, order({ ...exit, barTime: START + DAY }));
		expect(verdict.approved).toBe(true);
		expect(rule(verdict, 'stopLoss')).toMatchObject({ result: 'alert', value: '60000' });
		expect(rule(verdict, 'stopLoss')?.message).toMatch('It is accepted, since it only reduces the position.');
		const byHand = order({ side: 'buy', quantity: '2', referencePrice: '60000', barTime: START + DAY });
		expect((await check(books, byHand)).approved).toBe(true);
		const beyond = order({ side: 'buy', quantity: '2.5', referencePrice: '60000', barTime: START + DAY });
		expect((await check(books, beyond)).approved).toBe(false);
	});

	it('judges the entry of a reversal by the position it opens', async () => {
		const books = await store();
		await demoAccount(books, 1_000_000);
		await trade(books, { quantity: '2' }, 100);
		const entry = order({ purpose: 'entry', side: 'sell', quantity: '2.5', barTime: START + DAY });
		const verdict = await check(books, entry, { maxOrderSize: 10 });
		expect(rule(verdict, 'maxPosition')).toMatchObject({ result: 'lock', value: '2.5' });
	});

	it('adds what the order would lose at its stop to the loss of the day', async () => {
		const books = await store();
		await demoAccount(books, 1_000_000);
		await roundTrip(books, 99_400, START);
		const intent = order({ barTime: START + DAY, quantity: '0.5', protection: { stopLoss: '20' } });
		const verdict = await check(books, intent, { maxDailyLoss: 600 });
		expect(rule(verdict, 'maxDailyLoss')).toMatchObject({ result: 'lock', value: '640', limit: '600' });
		expect(rule(await check(books, intent, { maxDailyLoss: 640 }), 'maxDailyLoss')).toMatchObject({ result: 'pass' });
	});

	it("begins a new day with the account's own midnight", async () => {
		const books = await store();
		await demoAccount(books, 1_000_000, 'America/New_York');
		const evening = Date.UTC(2024, 0, 10, 23);
		await roundTrip(books, 99_000, evening);
		const at = async (now: number) => {
			const verdict = await check(books, order({ barTime: START + 30 * DAY }), { maxDailyLoss: 500 }, now);
			return [rule(verdict, 'maxDailyLoss')?.value, rule(verdict, 'dailyNotional')?.value];
		};
		// 04:59 UTC is 23:59 in New York.
		expect(await at(Date.UTC(2024, 0, 11, 4, 59))).toEqual(['1000', '100100']);
		expect(await at(Date.UTC(2024, 0, 11, 5, 0))).toEqual(['0', '100']);
	});

	it('counts the notional of a day as orders are written: not when they are checked, and each order once', async () => {
		const books = await store();
		await demoAccount(books, 1_000_000);
		const intent = order({ quantity: '6' });
		const limits = { maxPosition: 100, maxOrderSize: 100, dailyNotional: 1_000 };
		for (let i = 0; i < 3; i++) expect(rule(await check(books, intent, limits), 'dailyNotional')).toMatchObject({ value: '600' });
		await trade(books, { quantity: '6' }, 100);
		expect(rule(await check(books, intent, limits), 'dailyNotional')).toMatchObject({ result: 'pass', value: '600' });
		const second = order({ quantity: '6', barTime: START + HOUR });
		expect(rule(await check(books, second, limits), 'dailyNotional')).toMatchObject({ result: 'lock', value: '1200' });
		const tomorrow = await check(books, second, limits, START + DAY);
		expect(rule(tomorrow, 'dailyNotional')).toMatchObject({ result: 'pass', value: '600' });
	});

	it('takes limits from the call, else the symbol, else the account, else the defaults', async () => {
		const books = await store();
		const set = { account: 'demo', now: START };
		const limit = async (limits?: RiskLimitChange) => (await getRiskLimits(books, { account: 'demo', symbol: SYMBOL, limits })).maxPosition;
		expect(await limit()).toBe('2');
		await setRiskLimit(books, { ...set, limits: { maxPosition: 7, stopLoss: '10.5' } });
		expect(await limit()).toBe('7');
		await setRiskLimit(books, { ...set, symbol: 'btc-usdt', limits: { maxPosition: 5 } });
		expect(await limit()).toBe('5');
		expect(await limit({ maxPosition: 3 })).toBe('3');
		await setRiskLimit(books, { ...set, symbol: SYMBOL, limits: { maxPosition: null } });
		expect(await limit()).toBe('7');
		expect(await getRiskLimits(books, { account: 'other', symbol: 'SOL/USDT' })).toEqual({
			maxNotional: '100000',
			stopLoss: '50000',
			maxDailyLoss: '50000',
			dailyNotional: '1000000',
			alertShare: '0.8',
		});
	});

	it('refuses limits, orders and time zones that cannot be meant', async () => {
		const books = await store();
		const limits = { maxLoss: 3 } as RiskLimitChange;
		await expect(check(books, order(), limits)).rejects.toThrow('There is no risk limit "maxLoss".');
		await expect(check(books, order(), { stopLoss: -1 })).rejects.toThrow('The risk limit stopLoss is -1.');
		await expect(check(books, order({ quantity: '-1' }))).rejects.toThrow('has the quantity "-1"');
		await expect(checkRisk(order(), { store: books, now: START, timeZone: 'Mars' })).rejects.toThrow('"Mars" is no time zone.');
	});
});
