import { candleItem, candleTime } from '../support/candleItem';
import { byName, describeBookKeeping, signalItem, SYMBOL } from '../support/tradingItems';

interface PortfolioItem {
	readonly cash: string;
	readonly equity: string;
	readonly positionsValue: string;
	readonly realizedProfit: string;
	readonly unrealizedProfit: string;
	readonly fees: string;
	readonly at: number;
	readonly atIso: string;
	readonly recorded?: boolean;
	readonly mark?: object;
	readonly positions: readonly { readonly symbol: string; readonly quantity: string; readonly markPrice?: string }[];
}

const read = (json: object | undefined): PortfolioItem => json as PortfolioItem;

describeBookKeeping('Portfolio', ({ run, ok, fresh }) => {
	/** An account of 10,000 that has bought for a tenth of it at 100, without costs. */
	async function holdingTen() {
		const account = byName(fresh('account'));
		const item = signalItem({ bot: fresh('bot'), action: 'enterLong', closes: [99, 98, 100] });
		const [[order]] = await ok('order', [item], { account, takerFeePercent: 0, slippagePercent: 0 });
		return { account, order: { json: order } };
	}

	test('values the account at the price that the order item carries', async () => {
		const { account, order } = await holdingTen();
		const [[json]] = await ok('portfolio', [order], { account });
		expect(read(json)).toMatchObject({
			account: account.value,
			currency: 'USDT',
			cash: '9000',
			positionsValue: '1000',
			equity: '10000',
			realizedProfit: '0',
			unrealizedProfit: '0',
			fees: '0',
			positions: [{ symbol: SYMBOL, quantity: '10', averagePrice: '100', markPrice: '100' }],
			mark: { symbol: SYMBOL, price: 100, time: candleTime(2) },
		});
		expect(read(json).atIso).toBe(new Date(read(json).at).toISOString());
	});

	test('takes the last close of the candles in the item, or the price of the candle that is forming', async () => {
		const { account } = await holdingTen();
		const candles = candleItem([99, 98, 100, 110], { symbol: SYMBOL });
		const [[atClose]] = await ok('portfolio', [candles], { account });
		expect(read(atClose)).toMatchObject({ equity: '10100', unrealizedProfit: '100', mark: { price: 110, time: candleTime(3) } });

		const current = { time: candleTime(4), open: 110, high: 121, low: 110, close: 120, volume: 1 };
		const [[forming]] = await ok('portfolio', [{ json: { ...candles.json, current } }], { account });
		expect(read(forming)).toMatchObject({ equity: '10200', mark: { price: 120, time: candleTime(3) } });
	});

	test('without a price keeps to the last one that the books know', async () => {
		const { account } = await holdingTen();
		const [[json]] = await ok('portfolio', [{ json: {} }], { account });
		expect(read(json)).toMatchObject({ equity: '10000', positions: [{ markPrice: '100' }] });
		expect(read(json)).not.toHaveProperty('mark');
	});

	test('values every position at the prices of all items, and answers item by item', async () => {
		const { account } = await holdingTen();
		const items = [candleItem([1, 2], { symbol: 'OTHER/USDT' }), candleItem([100, 105], { symbol: SYMBOL })];
		const { outputs } = await run('portfolio', items, { account });
		expect(outputs[0].map(({ json }) => read(json).equity)).toEqual(['10050', '10050']);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test('keeps a snapshot for the history, once per candle', async () => {
		const { account, order } = await holdingTen();
		const snapshot = async (item: { json: object }) => read((await ok('portfolio', [item as never], { operation: 'snapshot', account }))[0][0]);
		expect(await snapshot(order)).toMatchObject({ equity: '10000', recorded: true });
		expect(await snapshot(order)).toMatchObject({ equity: '10000', recorded: false });
		expect(await snapshot(candleItem([99, 98, 100, 110], { symbol: SYMBOL }))).toMatchObject({ equity: '10100', recorded: true });
	});

	test('names the accounts that exist when asked for one that does not', async () => {
		const { account } = await holdingTen();
		const { error } = await run('portfolio', [{ json: {} }], { account: byName('nobody') });
		expect(error).toMatchObject({ message: 'There is no account "nobody"', itemIndex: 0 });
		expect(error?.description).toContain(account.value);

		const { outputs } = await run('portfolio', [{ json: {} }], { account: byName('nobody') }, { onError: 'continueRegularOutput' });
		expect(outputs[0]).toEqual([expect.objectContaining({ json: { error: 'There is no account "nobody"' }, pairedItem: { item: 0 } })]);
	});
});
