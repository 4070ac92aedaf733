import { NodeHelpers, type ILoadOptionsFunctions, type INode, type INodeExecutionData } from 'n8n-workflow';
import { candleItem, candleTime } from '../support/candleItem';
import { nodeType, runNode } from '../support/runNode';
import { byId, byName, describeBookKeeping, signalItem, SYMBOL, type BookKeeping } from '../support/tradingItems';

interface OrderJson {
	readonly clientOrderId: string;
	readonly account: string;
	readonly purpose: string;
	readonly state: string;
	readonly quantity: string;
	readonly mode: string;
	readonly stateReason?: string;
	readonly duplicate: boolean;
	readonly fills: readonly FillJson[];
}

interface FillJson {
	readonly clientOrderId: string;
	readonly side: string;
	readonly price: string;
	readonly quantity: string;
	readonly fee: string;
	readonly barTime: number;
}

interface OrderItem {
	readonly mode: string;
	readonly action: string;
	readonly note?: string;
	readonly orders: readonly OrderJson[];
	readonly otherOrders: readonly OrderJson[];
	readonly fills: readonly FillJson[];
	readonly position?: { readonly quantity: string };
	readonly mark?: object;
}

const read = (json: object | undefined): OrderItem => json as OrderItem;

// 99, 98, then 101: the strategy of these tests enters at the close of the third candle, and the fourth opens at 101.
const ENTRY = [99, 98, 101];
const FREE = { takerFeePercent: 0, slippagePercent: 0 };

describeBookKeeping('Order: Create', (books) => {
	const { run, ok, fresh } = books;
	const names = () => ({ account: byName(fresh('account')), bot: fresh('bot') });

	test('fills a market order at the next open, with fee and slippage, and rests its protection', async () => {
		const { account, bot } = names();
		const item = signalItem({ bot, action: 'enterLong', closes: ENTRY, more: { stopLoss: 95, takeProfit: 120 } });
		const { outputs } = await run('order', [item], { account });
		const [{ json, pairedItem }] = outputs[0];
		expect(pairedItem).toEqual({ item: 0 });
		expect(json).toMatchObject({
			bot,
			symbol: SYMBOL,
			timeframe: '1h',
			action: 'enterLong',
			mode: 'paper',
			account: account.value,
			venue: 'test',
			mark: { symbol: SYMBOL, price: 101, time: candleTime(2) },
		});
		expect(json).not.toHaveProperty('market');
		const { orders, otherOrders, fills, position } = read(json);
		expect(orders).toEqual([
			expect.objectContaining({ purpose: 'entry', state: 'filled', duplicate: false, averagePrice: '101.0505', fills }),
		]);
		expect(fills).toEqual([expect.objectContaining({ side: 'buy', price: '101.0505', barTime: candleTime(3), feeCurrency: 'USDT' })]);
		expect(Number(fills[0].fee)).toBeCloseTo(Number(fills[0].quantity) * 101.0505 * 0.001, 10);
		expect(position).toMatchObject({ symbol: SYMBOL, quantity: fills[0].quantity, averagePrice: '101.0505', markPrice: '101' });
		expect(otherOrders.map(({ purpose, state }) => `${purpose}: ${state}`).sort()).toEqual([
			'stopLoss: accepted',
			'takeProfit: accepted',
		]);
	});

	test('places the approved orders of a Risk Check, each once however often the item comes', async () => {
		const { account, bot } = names();
		const [[checked]] = await ok('riskCheck', [signalItem({ bot, action: 'enterLong', closes: ENTRY })], { account });
		const [[first]] = await ok('order', [{ json: checked }], { account });
		const [[second]] = await ok('order', [{ json: checked }], { account });
		expect(read(first).orders[0]).toMatchObject({ state: 'filled', duplicate: false });
		expect(read(second).orders[0]).toMatchObject({ duplicate: true, fills: read(first).fills });
		expect(read(second).orders[0].clientOrderId).toBe(read(first).orders[0].clientOrderId);
		expect(read(second).fills).toEqual([]);
		expect(read(second).position).toEqual(read(first).position);
	});

	test('places the order of an unchecked signal once, too', async () => {
		const { account, bot } = names();
		const item = signalItem({ bot, action: 'enterLong', closes: ENTRY });
		const runs = [await ok('order', [item, item], { account }), await ok('order', [item], { account })].flatMap(([items]) => items);
		expect(runs.map((json) => read(json).orders.map(({ duplicate }) => duplicate))).toEqual([[false], [true], [true]]);
		expect(runs.flatMap((json) => read(json).fills)).toHaveLength(1);
	});

	test('waits for the next candle where it is not known yet, and fills at its open', async () => {
		const { account, bot } = names();
		const [[before]] = await ok('order', [signalItem({ bot, action: 'enterLong', closes: ENTRY, forming: false })], { account });
		expect(read(before).orders).toEqual([expect.objectContaining({ state: 'accepted', fills: [] })]);
		const [[after]] = await ok('order', [signalItem({ bot, action: 'hold', closes: [...ENTRY, 104] })], { account });
		expect(read(after)).toMatchObject({ action: 'hold', orders: [], note: 'The signal is to hold.' });
		expect(read(after).fills).toEqual([expect.objectContaining({ price: '101.0505', barTime: candleTime(3) })]);
		expect(read(after).otherOrders).toEqual([expect.objectContaining({ purpose: 'entry', state: 'filled' })]);
	});

	test('lets stops meet the new candles also when the signal is to hold', async () => {
		const { account, bot } = names();
		const entry = signalItem({ bot, action: 'enterLong', closes: ENTRY, more: { stopLoss: 95 } });
		await ok('order', [entry], { account, ...FREE });
		const [[json]] = await ok('order', [signalItem({ bot, action: 'hold', closes: [...ENTRY, 94] })], { account, ...FREE });
		expect(read(json).fills).toEqual([expect.objectContaining({ side: 'sell', price: '95', barTime: candleTime(3) })]);
		expect(read(json).otherOrders).toEqual([expect.objectContaining({ purpose: 'stopLoss', state: 'filled' })]);
		expect(read(json).position?.quantity).toBe('0');
	});

	test('passes on why a Risk Check found nothing to order', async () => {
		const { account, bot } = names();
		const [[checked]] = await ok('riskCheck', [signalItem({ bot, action: 'exitLong', closes: ENTRY })], { account });
		const [[json]] = await ok('order', [{ json: checked }], { account });
		expect(read(json)).toMatchObject({ action: 'exitLong', orders: [], note: 'There is no long position in ACME/USDT to close.' });
	});

	test('replays an older signal through the candles after it, protective exit included', async () => {
		const { account, bot } = names();
		const signal = { bot, action: 'enterLong', closes: [...ENTRY, 102, 94, 90], bar: 2, more: { stopLoss: 95 } };
		const [[json]] = await ok('order', [signalItem(signal)], { account, ...FREE });
		expect(read(json).fills.map(({ side, price, barTime }) => ({ side, price, barTime }))).toEqual([
			{ side: 'buy', price: '101', barTime: candleTime(3) },
			{ side: 'sell', price: '95', barTime: candleTime(4) },
		]);
		expect(read(json).orders).toHaveLength(1);
		expect(read(json).otherOrders).toEqual([expect.objectContaining({ purpose: 'stopLoss', state: 'filled' })]);
	});

	test('closes and turns round in one run when the signal reverses', async () => {
		const { account, bot } = names();
		await ok('order', [signalItem({ bot, action: 'enterLong', closes: ENTRY })], { account });
		const [[json]] = await ok('order', [signalItem({ bot, action: 'enterShort', closes: [...ENTRY, 100] })], { account });
		expect(read(json).orders.map(({ purpose, state }) => `${purpose}: ${state}`)).toEqual(['exit: filled', 'entry: filled']);
		expect(Number(read(json).position?.quantity)).toBeLessThan(0);
	});

	test('opens the account with the cash and the currency of the form', async () => {
		const { account, bot } = names();
		const item = signalItem({ bot, action: 'hold', closes: ENTRY });
		await ok('order', [item], { account, startingCash: 500, options: { currency: 'USDC' } });
		const [[portfolio]] = await ok('portfolio', [{ json: {} }], { account });
		expect(portfolio).toMatchObject({ currency: 'USDC', cash: '500' });
		const { error } = await run('order', [item], { account, options: { currency: 'EUR' } });
		expect(error?.message).toBe(`The account "${account.value}" is kept in USDC, not in EUR.`);
	});

	test('a dry run shows order, price and fee to expect, and writes nothing', async () => {
		const { account, bot } = names();
		const [[json]] = await ok('order', [signalItem({ bot, action: 'enterLong', closes: ENTRY })], { account, mode: 'dryRun' });
		expect(read(json)).toMatchObject({ mode: 'dryRun', fills: [], otherOrders: [] });
		expect(read(json).orders).toEqual([
			expect.objectContaining({ state: 'planned', mode: 'dryRun', averagePrice: '101.0505', duplicate: false }),
		]);
		expect(await ok('order', [{ json: {} }], { operation: 'getAll', filters: { bot: byName(bot) } })).toEqual([[]]);
		const { error } = await run('portfolio', [{ json: {} }], { account });
		expect(error?.message).toBe(`There is no account "${account.value}"`);
	});

	test.each([
		['the Risk Check', { mode: 'dryRun' }, {}],
		['this node', {}, { mode: 'dryRun' }],
	])('stays dry when %s says so', async (_who, checkMode, orderMode) => {
		const { account, bot } = names();
		const item = signalItem({ bot, action: 'enterLong', closes: ENTRY });
		const [[checked]] = await ok('riskCheck', [item], { account, ...checkMode });
		const [[json]] = await ok('order', [{ json: checked }], { account, ...orderMode });
		expect(read(json)).toMatchObject({ mode: 'dryRun', fills: [], orders: [{ state: 'planned', mode: 'dryRun' }] });
	});

	test('refuses orders that the Risk Check rejected', async () => {
		const { account, bot } = names();
		const item = signalItem({ bot, action: 'enterLong', closes: ENTRY });
		const [, [rejected]] = await ok('riskCheck', [item], { account, limits: { maxOrderSize: 1 } });
		const { error } = await run('order', [{ json: rejected }], { account });
		expect(error).toMatchObject({ message: 'The Risk Check rejected these orders', itemIndex: 0 });
	});

	test('refuses orders that were checked for another account', async () => {
		const { account, bot } = names();
		const [[checked]] = await ok('riskCheck', [signalItem({ bot, action: 'enterLong', closes: ENTRY })], { account });
		const { error } = await run('order', [{ json: checked }], { account: byName('someone-else') });
		expect(error?.message).toBe(
			`The orders were checked for the account "${account.value}", and this node trades "someone-else"`,
		);
	});

	test('refuses a bot that trades a second account on the same candle', async () => {
		const { account, bot } = names();
		const item = signalItem({ bot, action: 'enterLong', closes: ENTRY });
		await ok('order', [item], { account });
		const { error } = await run('order', [item], { account: byName(fresh('account')) });
		expect(error?.message).toBe(`The bot "${bot}" has placed this order for the account "${account.value}" already.`);
		expect(error?.description).toContain('another name');
	});

	test('leaves no trace of an item that cannot be traded, names it, and goes on with the others when asked to', async () => {
		const { account, bot } = names();
		const items = [signalItem({ bot, action: 'hold', closes: ENTRY }), { json: { orders: [{ side: 'buy' }] } }];
		const stopped = await run('order', [items[1]], { account });
		expect(stopped.error).toMatchObject({ message: 'The input item holds orders that no Risk Check wrote', itemIndex: 0 });
		expect((await run('portfolio', [{ json: {} }], { account })).error?.message).toContain('There is no account');

		const { outputs } = await run('order', items, { account }, { onError: 'continueRegularOutput' });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(outputs[0][1].json).toEqual({ error: 'The input item holds orders that no Risk Check wrote' });
		expect((await run('order', items, { account })).error?.itemIndex).toBe(1);
	});

	test('says so when candles are missing between two runs', async () => {
		const { account, bot } = names();
		await ok('order', [signalItem({ bot, action: 'hold', closes: ENTRY })], { account });
		const later = signalItem({ bot, action: 'hold', closes: [...ENTRY, 102, 103, 104] });
		const { bars } = later.json.market as { bars: unknown[] };
		const { hints } = await run('order', [{ json: { ...later.json, market: { bars: bars.slice(-1) } } }], { account });
		expect(hints).toEqual([expect.objectContaining({ type: 'warning', message: expect.stringContaining('were not watched') })]);
	});
});

describeBookKeeping('Order: Create, defined below', (books) => {
	const { run, ok, fresh } = books;
	const candles = (closes: readonly number[]): INodeExecutionData => candleItem(closes, { symbol: SYMBOL });
	const own = (more: object) => ({ orderSource: 'define', account: byName(fresh('account')), bot: fresh('bot'), quantity: 2, ...FREE, ...more });

	test('rests a limit order until the market gets there', async () => {
		const order = own({ type: 'limit', limitPrice: 97 });
		const [[resting]] = await ok('order', [candles([100, 101])], order);
		expect(read(resting)).toMatchObject({ action: 'manual', orders: [{ purpose: 'manual', state: 'accepted', limitPrice: '97' }] });
		const hold = signalItem({ bot: order.bot, action: 'hold', closes: [100, 101, 96] });
		const [[filled]] = await ok('order', [hold], { account: order.account, ...FREE });
		expect(read(filled).fills).toEqual([expect.objectContaining({ price: '97', liquidity: 'maker', barTime: candleTime(2) })]);
	});

	test('sets a stop order off when its price is touched', async () => {
		const order = own({ type: 'stop', stopPrice: 105 });
		await ok('order', [candles([100, 101])], order);
		const hold = signalItem({ bot: order.bot, action: 'hold', closes: [100, 101, 108] });
		const [[json]] = await ok('order', [hold], { account: order.account, ...FREE });
		expect(read(json).fills).toEqual([expect.objectContaining({ side: 'buy', price: '105' })]);
	});

	test('protects the position with the exits of the form', async () => {
		const protection = { stopLoss: 90, takeProfit: 120, trailingDistance: 5, maxBars: 3 };
		const item = { json: { ...candles([100, 101]).json, current: { time: candleTime(2), open: 101, high: 101, low: 101, close: 101, volume: 0 } } };
		const [[json]] = await ok('order', [item], own({ protection }));
		expect(read(json).otherOrders.map(({ purpose }) => purpose).sort()).toEqual(['maxBars', 'stopLoss', 'takeProfit', 'trailingStop']);
	});

	test('two different orders on one candle are two, the same one again is not', async () => {
		const order = own({ type: 'limit' });
		const prices = [97, 96, 97];
		const duplicates: boolean[] = [];
		for (const limitPrice of prices) {
			const [[json]] = await ok('order', [candles([100, 101])], { ...order, limitPrice });
			duplicates.push(read(json).orders[0].duplicate);
		}
		expect(duplicates).toEqual([false, false, true]);
	});

	test('places an order under an ID of your own once, whatever the candle', async () => {
		const id = fresh('mine');
		const order = own({ type: 'limit', limitPrice: 97, options: { clientOrderId: id } });
		const [[first]] = await ok('order', [candles([100, 101])], order);
		const [[second]] = await ok('order', [candles([100, 101, 102])], order);
		expect([first, second].map((json) => read(json).orders[0])).toEqual([
			expect.objectContaining({ clientOrderId: id, duplicate: false }),
			expect.objectContaining({ clientOrderId: id, duplicate: true }),
		]);
	});

	test('without candles an order waits for the first ones that come', async () => {
		const order = own({ type: 'limit', limitPrice: 97, symbol: SYMBOL });
		const [[json]] = await ok('order', [{ json: {} }], order);
		expect(read(json)).toMatchObject({ venue: 'paper', timeframe: '1h', orders: [{ state: 'accepted' }] });
		expect(read(json)).not.toHaveProperty('mark');
	});

	test('refuses candles of another market', async () => {
		const { error } = await run('order', [candles([100, 101])], own({ symbol: 'BTC/EUR' }));
		expect(error).toMatchObject({ message: 'The order is for BTC/EUR, and the candles are of ACME/USDT', itemIndex: 0 });
	});

	test.each([
		['buy', { stopLoss: 110 }, 'Stop Loss 110 does not lie below the entry 101 of a buy order'],
		['buy', { takeProfit: 90 }, 'Take Profit 90 does not lie above the entry 101 of a buy order'],
		['sell', { stopLoss: 90 }, 'Stop Loss 90 does not lie above the entry 101 of a sell order'],
	])('refuses protection on the wrong side of a %s order: %j', async (side, protection, message) => {
		const { error } = await run('order', [candles([100, 101])], own({ side, protection }));
		expect(error).toMatchObject({ message, itemIndex: 0 });
	});
});

describeBookKeeping('Order: Get Many and Cancel', (books) => {
	const { run, ok, fresh } = books;
	const ONE = [{ json: {} }];

	/** A bot with a filled entry, a resting stop loss, and two limit orders far away. */
	async function someOrders() {
		const [account, bot] = [byName(fresh('account')), fresh('bot')];
		await ok('order', [signalItem({ bot, action: 'enterLong', closes: ENTRY, more: { stopLoss: 95 } })], { account });
		for (const limitPrice of [50, 51]) {
			const order = { orderSource: 'define', account, bot, type: 'limit', limitPrice, quantity: 1 };
			await ok('order', [candleItem(ENTRY, { symbol: SYMBOL })], order);
		}
		const list = async (filters: object = {}, more: object = {}) =>
			((await ok('order', ONE, { operation: 'getAll', filters: { bot: byName(bot), ...filters }, ...more }))[0] ?? []) as unknown as OrderJson[];
		return { account, bot, list };
	}

	test('lists orders with their fills, newest first', async () => {
		const { list } = await someOrders();
		const orders = await list();
		expect(orders.map(({ purpose }) => purpose).sort()).toEqual(['entry', 'manual', 'manual', 'stopLoss']);
		expect(orders[0].purpose).toBe('manual');
		expect(orders.find(({ purpose }) => purpose === 'entry')?.fills).toHaveLength(1);
		expect(orders[0].fills).toEqual([]);
	});

	test('filters by bot, account, symbol, state and time', async () => {
		const { account, list } = await someOrders();
		expect(await list({ account })).toHaveLength(4);
		expect(await list({ account: byName('nobody') })).toEqual([]);
		expect(await list({ symbol: SYMBOL })).toHaveLength(4);
		expect(await list({ symbol: 'BTC/USDT' })).toEqual([]);
		expect((await list({ states: ['filled'] })).map(({ purpose }) => purpose)).toEqual(['entry']);
		expect(await list({ states: ['filled', 'accepted'] })).toHaveLength(4);
		expect(await list({ since: '2020-01-01T00:00:00' })).toHaveLength(4);
		expect(await list({ since: '2999-01-01T00:00:00' })).toEqual([]);
	});

	test('returns all orders, or up to the limit', async () => {
		const { list } = await someOrders();
		expect(await list({}, { limit: 3 })).toHaveLength(3);
		expect(await list({}, { returnAll: true })).toHaveLength(4);
	});

	test('cancels an open order, and says why it cannot cancel a filled one or one that is not there', async () => {
		const { list } = await someOrders();
		const [newest] = await list();
		const [[cancelled]] = await ok('order', ONE, {
			operation: 'cancel',
			order: byId(newest.clientOrderId),
			reason: 'Changed my mind.',
		});
		expect(cancelled).toMatchObject({ clientOrderId: newest.clientOrderId, state: 'cancelled', stateReason: 'Changed my mind.', fills: [] });

		const [filled] = await list({ states: ['filled'] });
		const attempts = [filled.clientOrderId, 'tb-unknown', '={{ $json.none }}'].map(
			async (id) => (await run('order', ONE, { operation: 'cancel', order: byId(id) })).error?.message,
		);
		expect(await Promise.all(attempts)).toEqual([
			`Order ${filled.clientOrderId} is already filled; only an open order can be cancelled.`,
			'There is no order with the id tb-unknown in the trading store.',
			'No order was chosen',
		]);
	});

	test('offers accounts, bots and open orders to choose from', async () => {
		const { account, bot, list } = await someOrders();
		const { getAccounts, getBots, getOpenOrders } = nodeType('order').methods?.listSearch ?? {};
		const form = formOf(books);
		expect((await getAccounts.call(form, account.value)).results).toEqual([{ name: account.value, value: account.value }]);
		expect((await getBots.call(form, bot.toUpperCase())).results).toEqual([{ name: bot, value: bot }]);
		const offered = (await getOpenOrders.call(form, bot)).results;
		const open = await list({ states: ['accepted'] });
		expect(offered.map(({ value }) => value).sort()).toEqual(open.map(({ clientOrderId }) => clientOrderId).sort());
		expect(offered.map(({ name }) => name)).toContainEqual(expect.stringContaining(`buy 1 ${SYMBOL} at 51 (${bot}: manual, limit,`));
	});
});

describe('Order as an AI tool', () => {
	test.each([
		['order', 'paper', 'item'],
		['orderTool', 'dryRun', 'define'],
	])('%s: mode %s, orders from %s', (name, mode, orderSource) => {
		const { description } = nodeType('order');
		const node: INode = { id: '1', name: 'Order', type: name, typeVersion: 1, position: [0, 0], parameters: {} };
		const parameters = NodeHelpers.getNodeParameters(description.properties, {}, true, false, node, { ...description, name });
		expect(parameters).toMatchObject({ mode, orderSource });
	});
});

test('a field that is needed and was left empty is named with its item', async () => {
	const parameters = { orderSource: 'define', symbol: SYMBOL, quantity: 0 };
	const { error } = await runNode({ node: 'order', items: [{ json: {} }], parameters });
	expect(error).toMatchObject({ message: 'Quantity is missing', itemIndex: 0 });
});

/** What a list search is called with while a form with this store is open. */
function formOf({ storeParameters, credentials }: BookKeeping): ILoadOptionsFunctions {
	return {
		getNode: () => ({ name: 'Order' }),
		getCurrentNodeParameter: (name: string) => storeParameters[name],
		getCredentials: (name: string) => Promise.resolve(credentials()[name]),
	} as unknown as ILoadOptionsFunctions;
}
