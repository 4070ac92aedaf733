import { clientOrderId, planOrders, type PlanContext } from '../../../engine/execution';
import { HOUR, signal, START, SYMBOL } from '../../support/orders';

const context = (change: Partial<PlanContext> = {}): PlanContext => ({
	account: 'demo',
	mode: 'paper',
	venue: 'test',
	equity: '10000',
	...change,
});

describe('the client order id', () => {
	const identity = { bot: 'bot', symbol: SYMBOL, barTime: START, purpose: 'entry' as const, side: 'buy' as const };

	it('is the same for the same decision and fits every venue', () => {
		expect(clientOrderId(identity)).toBe(clientOrderId({ ...identity }));
		expect(clientOrderId(identity)).toMatch(/^tb-[A-Za-z0-9-]{1,33}$/);
	});

	it('differs when any part of the decision differs', () => {
		const others = [
			{ ...identity, bot: 'other' },
			{ ...identity, symbol: 'ETH/USDT' },
			{ ...identity, barTime: START + HOUR },
			{ ...identity, purpose: 'exit' as const },
			{ ...identity, side: 'sell' as const },
			// Joined without care, these two would be one.
			{ ...identity, bot: 'bot|BTC', symbol: '/USDT' },
			{ ...identity, bot: 'bot', symbol: 'BTC|/USDT' },
		].map(clientOrderId);
		expect(new Set([clientOrderId(identity), ...others]).size).toBe(8);
	});
});

describe('a plan', () => {
	it('enters at market with the size of the rule, room for the fee left, and the protection of the signal', () => {
		const fees = { taker: 0.001, maker: 0.001, fixed: 0 };
		const { intents, note } = planOrders(signal({ stopLoss: 95, takeProfit: 110, maxBars: 4 }), context({ fees, lotSize: 0.01 }));
		expect(note).toBeUndefined();
		expect(intents).toEqual([
			{
				clientOrderId: clientOrderId({ bot: 'bot', symbol: SYMBOL, barTime: START, purpose: 'entry', side: 'buy' }),
				bot: 'bot',
				account: 'demo',
				mode: 'paper',
				venue: 'test',
				symbol: SYMBOL,
				timeframe: '1h',
				barTime: START,
				purpose: 'entry',
				side: 'buy',
				type: 'market',
				quantity: '99.9',
				sizing: { mode: 'equityPercent', value: 1 },
				referencePrice: '100',
				reduceOnly: false,
				protection: { stopLoss: '95', takeProfit: '110', maxBars: 4 },
				reason: 'The rule fired.',
			},
		]);
	});

	it('is the same plan, with the same ids, every time', () => {
		expect(planOrders(signal(), context())).toEqual(planOrders(signal(), context()));
	});

	it('closes the whole position on an exit, reduce-only', () => {
		const { intents } = planOrders(signal({ action: 'exitShort' }), context({ position: { quantity: '-2.5' } }));
		expect(intents).toMatchObject([{ purpose: 'exit', side: 'buy', quantity: '2.5', reduceOnly: true }]);
	});

	it('is a close and an entry for a reversal, in that order', () => {
		const { intents } = planOrders(signal({ action: 'enterShort' }), context({ position: { quantity: '3' } }));
		expect(intents.map(({ purpose, side, quantity, reduceOnly }) => [purpose, side, quantity, reduceOnly])).toEqual([
			['exit', 'sell', '3', true],
			['entry', 'sell', '100', false],
		]);
		expect(new Set(intents.map((intent) => intent.clientOrderId)).size).toBe(2);
	});

	it.each([
		['holds', signal({ action: 'hold' }), {}, 'The signal is to hold.'],
		['already holds that side', signal(), { position: { quantity: '1' } }, 'Already long 1 BTC/USDT'],
		['has nothing to close', signal({ action: 'exitLong' }), { position: { quantity: '-1' } }, 'There is no long position'],
		['comes to less than a lot', signal(), { lotSize: 1_000 }, 'is below one lot of 1000'],
		['is worth less than the smallest order', signal(), { minNotional: 20_000 }, 'the smallest order is 20000'],
		['has no stop to size by', signal({ sizing: { mode: 'riskPercent', value: 0.01 } }), {}, 'comes to no BTC/USDT'],
		['has no money', signal({ sizing: { mode: 'fixed', value: 1 } }), { equity: 0 }, 'does not pay for any BTC/USDT'],
	])('holds no order, and says why, when it %s', (_, given, change, note) => {
		const plan = planOrders(given, context(change));
		expect(plan.intents).toEqual([]);
		expect(plan.note).toMatch(note);
	});

	it('reduces an entry to what the equity pays for and says so', () => {
		const { intents, note } = planOrders(signal({ sizing: { mode: 'fixed', value: 150 } }), context());
		expect(intents).toMatchObject([{ quantity: '100' }]);
		expect(note).toMatch('reduced from 150 to 100');
	});

	it('refuses numbers that are none, before they become orders', () => {
		expect(() => planOrders(signal({ price: NaN }), context())).toThrow('The signal for BTC/USDT has the price NaN');
		expect(() => planOrders(signal({ stopLoss: NaN }), context())).toThrow('has the stop loss NaN, which is no number');
		expect(() => planOrders(signal(), context({ equity: 'much' }))).toThrow('The equity "much" is no number.');
	});
});
