import { candleItem, candleTime } from '../support/candleItem';
import { nodeType, runNode } from '../support/runNode';
import { byName, describeBookKeeping, signalItem, SYMBOL } from '../support/tradingItems';

interface Finding {
	readonly approved: boolean;
	readonly summary: string;
	readonly rules: readonly { readonly rule: string; readonly result: string; readonly order: string }[];
}

interface RiskItem {
	readonly orders: readonly Record<string, unknown>[];
	readonly risk: Finding;
}

const read = (json: object | undefined): RiskItem => json as RiskItem;
const locks = (json: object | undefined): string[] =>
	read(json)
		.risk.rules.filter(({ result }) => result === 'lock')
		.map(({ rule }) => rule);

describeBookKeeping('Risk Check', ({ run, ok, fresh }) => {
	test('approves an entry within the limits, with the verdict of every rule and the order that may be placed', async () => {
		const account = fresh('account');
		const item = signalItem({ bot: fresh('bot'), action: 'enterLong', closes: [99, 98, 101], more: { stopLoss: 95, custom: 1 } });
		const { outputs, hints } = await run('riskCheck', [item], { account: byName(account) });

		expect(outputs.map((items) => items.length)).toEqual([1, 0]);
		const [{ json, pairedItem }] = outputs[0];
		expect(json).toMatchObject(item.json);
		expect(pairedItem).toEqual({ item: 0 });
		expect(hints).toEqual([]);

		const { orders, risk } = read(json);
		expect(orders).toEqual([
			expect.objectContaining({
				account,
				mode: 'paper',
				venue: 'test',
				side: 'buy',
				type: 'market',
				purpose: 'entry',
				referencePrice: '101',
				protection: { stopLoss: '95' },
				barTime: candleTime(2),
			}),
		]);
		// A tenth of the starting cash of 10,000, down to eight decimals.
		expect(orders[0].quantity).toBe('9.90099009');
		expect(risk.approved).toBe(true);
		expect(risk.rules.map(({ rule, result }) => `${rule}: ${result}`)).toEqual([
			'maxPosition: pass',
			'maxNotional: pass',
			'stopLoss: pass',
			'maxDailyLoss: pass',
			'orderNotional: pass',
			'maxOrderSize: pass',
			'dailyNotional: pass',
		]);
		expect(risk.rules.every(({ order }) => order === orders[0].clientOrderId)).toBe(true);
		expect(risk.summary).toMatch(/^Buy 9\.9\d+ ACME\/USDT \(entry\) is within all 7 limits\.$/);
	});

	test('rejects an entry beyond a limit, and says which one and what to do', async () => {
		const item = signalItem({ bot: fresh('bot'), action: 'enterLong', closes: [99, 98, 101] });
		const { outputs, hints } = await run('riskCheck', [item], {
			account: byName(fresh('account')),
			limits: { maxOrderSize: 5 },
		});
		expect(outputs.map((items) => items.length)).toEqual([0, 1]);
		const [{ json, pairedItem }] = outputs[1];
		expect(json).toMatchObject(item.json);
		expect(pairedItem).toEqual({ item: 0 });
		expect(read(json).risk.approved).toBe(false);
		expect(read(json).orders).toHaveLength(1);
		expect(locks(json)).toEqual(['maxOrderSize']);
		expect(read(json).risk.summary).toMatch(/^Buy .* is rejected\. The order is for .* over the limit of 5 ACME\. Split the order/);
		expect(hints).toEqual([expect.objectContaining({ type: 'warning', message: read(json).risk.summary })]);
	});

	test('alerts from the chosen share of a limit on, and lets the order through', async () => {
		const item = signalItem({ bot: fresh('bot'), action: 'enterLong', closes: [99, 98, 101] });
		const limits = { maxNotional: 1500, alertShare: 50 };
		const [[json]] = await ok('riskCheck', [item], { account: byName(fresh('account')), limits });
		expect(read(json).risk.rules.find(({ rule }) => rule === 'maxNotional')?.result).toBe('alert');
		expect(read(json).risk.summary).toContain('is approved. Take note: The position would be worth 1000 USDT');
	});

	test('approves a signal to hold, with no orders', async () => {
		const item = signalItem({ bot: fresh('bot'), action: 'hold', closes: [99, 98, 97] });
		const [[json], rejected] = await ok('riskCheck', [item], { account: byName(fresh('account')) });
		expect(read(json)).toMatchObject({ orders: [], risk: { approved: true, rules: [], summary: 'The signal is to hold.' } });
		expect(rejected).toEqual([]);
	});

	test('splits a reversal whose entry is refused: the exit goes ahead, the entry does not', async () => {
		const [account, bot] = [byName(fresh('account')), fresh('bot')];
		await ok('order', [signalItem({ bot, action: 'enterLong', closes: [99, 98, 101] })], { account });
		const reversal = signalItem({ bot, action: 'enterShort', closes: [99, 98, 101, 100] });
		const [[exit], [entry]] = await ok('riskCheck', [reversal], { account, limits: { maxOrderSize: 5 } });
		expect(read(exit)).toMatchObject({
			orders: [{ side: 'sell', purpose: 'exit', reduceOnly: true }],
			risk: { approved: true },
		});
		expect(read(entry)).toMatchObject({
			orders: [{ side: 'sell', purpose: 'entry', reduceOnly: false }],
			risk: { approved: false },
		});
		expect(locks(entry)).toEqual(['maxOrderSize']);
	});

	test('judges the account as the candles leave it: what they stopped out is no longer held', async () => {
		const [account, bot] = [byName(fresh('account')), fresh('bot')];
		const entry = { bot, action: 'enterLong', more: { stopLoss: 95 } };
		await ok('order', [signalItem({ ...entry, closes: [99, 98, 101] })], { account });
		// The candle that closes at 94 has gone through the stop, and the strategy enters again on the next.
		const again = signalItem({ ...entry, closes: [99, 98, 101, 94, 97] });
		const [[json]] = await ok('riskCheck', [again], { account, limits: { maxPosition: 12 } });
		expect(read(json).orders).toEqual([expect.objectContaining({ side: 'buy', purpose: 'entry', barTime: candleTime(4) })]);
		// The check itself has booked nothing: the stop is still to be filled, by the Order node and at its costs.
		const [open] = await ok('order', [{ json: {} }], { operation: 'getAll', filters: { bot: byName(bot), states: ['accepted'] } });
		expect(open).toEqual([expect.objectContaining({ purpose: 'stopLoss' })]);
	});

	test('shows the order of an earlier run on the same candle, with the verdict it was placed on', async () => {
		const [account, bot] = [byName(fresh('account')), fresh('bot')];
		const item = signalItem({ bot, action: 'enterLong', closes: [99, 98, 101] });
		const limits = { maxPosition: 12 };
		const [[first]] = await ok('riskCheck', [item], { account, limits });
		await ok('order', [{ json: first }], { account });
		const [[second], rejected] = await ok('riskCheck', [item], { account, limits });
		expect(rejected).toEqual([]);
		expect(read(second).orders.map(({ clientOrderId }) => clientOrderId)).toEqual(
			read(first).orders.map(({ clientOrderId }) => clientOrderId),
		);
		expect(read(second).risk.rules).toEqual(read(first).risk.rules);
		expect(read(second).risk.summary).toMatch(/was placed by an earlier run on this candle\.$/);
	});

	test('checks an order of your own, valued at its own price', async () => {
		const account = byName(fresh('account'));
		const order = { orderSource: 'define', account, bot: fresh('bot'), side: 'sell', type: 'limit', limitPrice: 120, quantity: 2 };
		const [[json]] = await ok('riskCheck', [candleItem([100, 101], { symbol: SYMBOL })], order);
		expect(read(json)).toMatchObject({
			symbol: SYMBOL,
			orders: [{ purpose: 'manual', side: 'sell', type: 'limit', quantity: '2', limitPrice: '120', referencePrice: '120' }],
			risk: { approved: true },
		});
	});

	test('carries the mode, so that a dry run stays one', async () => {
		const item = signalItem({ bot: fresh('bot'), action: 'enterLong', closes: [99, 98, 101] });
		const [[json]] = await ok('riskCheck', [item], { account: byName(fresh('account')), mode: 'dryRun' });
		expect(read(json).orders[0].mode).toBe('dryRun');
	});

	test('starts a new account with the cash of the form', async () => {
		const item = signalItem({ bot: fresh('bot'), action: 'enterLong', closes: [99, 98, 100] });
		const [[json]] = await ok('riskCheck', [item], { account: byName(fresh('account')), startingCash: 500 });
		expect(read(json).orders[0].quantity).toBe('0.5');
	});

	test('names the item that cannot be checked, and goes on with the others when asked to', async () => {
		const good = signalItem({ bot: fresh('bot'), action: 'hold', closes: [1, 2] });
		const items = [good, { json: { hello: 'world' } }];
		const stopped = await run('riskCheck', items, { account: byName(fresh('account')) });
		expect(stopped.error).toMatchObject({ message: 'The input item holds no signal', itemIndex: 1 });
		expect(stopped.error?.description).toContain('Connect a Strategy node');

		const { outputs } = await run('riskCheck', items, { account: byName(fresh('account')) }, { onError: 'continueRegularOutput' });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(outputs[1]).toEqual([
			expect.objectContaining({ json: { error: 'The input item holds no signal' }, pairedItem: { item: 1 } }),
		]);
	});

	test.each([
		['a quantity of nothing', { quantity: 0, type: 'limit', limitPrice: 1 }, 'Quantity is missing'],
		['a limit order without a limit', { quantity: 1, type: 'limit' }, 'Limit Price is missing'],
		['a market order that nothing gives a price', { quantity: 1, type: 'market' }, 'Reference Price is missing'],
		['no symbol', { quantity: 1, type: 'limit', limitPrice: 1, symbol: ' ' }, 'Symbol is missing'],
	])('refuses %s', async (_case, order, message) => {
		const parameters = { orderSource: 'define', symbol: SYMBOL, account: byName(fresh('account')), ...order };
		const { error } = await run('riskCheck', [{ json: {} }], parameters);
		expect(error).toMatchObject({ message, itemIndex: 0 });
	});

	test('refuses a limit that is no limit', async () => {
		const item = signalItem({ bot: fresh('bot'), action: 'enterLong', closes: [99, 98, 101] });
		const { error } = await run('riskCheck', [item], { account: byName(fresh('account')), limits: { maxPosition: 0 } });
		expect(error?.message).toBe('The risk limit maxPosition is 0. Give a number above 0, or null for the default.');
	});

	test('takes one item per candle for one market, not for an order each', async () => {
		const rows = [100, 101, 102].map((close, i) => ({
			json: { symbol: SYMBOL, timeframe: '1h', time: candleTime(i), open: 100, high: 103, low: 99, close, volume: 1 },
		}));
		const order = { orderSource: 'define', account: byName(fresh('account')), bot: fresh('bot'), quantity: 1 };
		const [approved] = await ok('riskCheck', rows, order);
		expect(approved).toHaveLength(1);
		expect(read(approved[0]).orders[0]).toMatchObject({ referencePrice: '102', barTime: candleTime(2) });
	});
});

describe('Risk Check', () => {
	test('has an output for what may go ahead and one for what may not', () => {
		expect(nodeType('riskCheck').description.outputNames).toEqual(['approved', 'rejected']);
	});

	test('refuses a SQLite file in queue mode, where workers would not share it', async () => {
		process.env.EXECUTIONS_MODE = 'queue';
		try {
			const { error } = await runNode({ node: 'riskCheck', items: [signalItem({ bot: 'queue', action: 'hold', closes: [1, 2] })] });
			expect(error).toMatchObject({ message: 'A SQLite file cannot be the trading store in queue mode', itemIndex: 0 });
			expect(error?.description).toContain('PostgreSQL');
		} finally {
			delete process.env.EXECUTIONS_MODE;
		}
	});
});
