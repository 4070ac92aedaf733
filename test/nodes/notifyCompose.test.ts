import type { IDataObject } from 'n8n-workflow';
import { composeMessage } from '../../nodes/Notify/compose';

const signal = {
	bot: 'btc-trend',
	symbol: 'BTC/USDT',
	timeframe: '1h',
	barTime: Date.UTC(2024, 4, 1, 12),
	action: 'enterLong',
	price: 64_000.5,
	stopLoss: 62_720.49,
	takeProfit: 66_560.52,
	sizing: { mode: 'equityPercent', value: 0.1 },
	reason: 'Entry long: fastMa crossed above slowMa.',
	indicators: {},
	strategy: { name: 'EMA trend', id: 'st_1' },
};

const intent = { side: 'buy', quantity: '0.01500000', symbol: 'BTC/USDT', referencePrice: '64000.50' };
const order = { ...intent, purpose: 'entry', state: 'filled', clientOrderId: 'o1' };
const fill = { side: 'buy', quantity: '0.015', symbol: 'BTC/USDT', price: '64010', fee: '0.96015', feeCurrency: 'USDT' };
const orderItem = { bot: 'btc-trend', symbol: 'BTC/USDT', mode: 'paper', account: 'paper-1', orders: [order], fills: [fill] };
const position = { symbol: 'BTC/USDT', quantity: '0.015', averagePrice: '64010', realizedProfit: '-12.345' };

const say = (json: unknown, language: 'en' | 'fr' = 'en') => {
	const { fields, ...message } = composeMessage(json as IDataObject, language);
	return { ...message, fields: Object.fromEntries(fields.map(({ name, value }) => [name, value])) };
};

describe('an item becomes a message:', () => {
	test('a signal says what to do, at which price, and why', () => {
		expect(say(signal)).toEqual({
			title: 'BTC/USDT 1h: enter long at 64,000.5',
			text: 'Entry long: fastMa crossed above slowMa.',
			severity: 'info',
			fields: {
				'Stop loss': '62,720.49',
				'Take profit': '66,560.52',
				Strategy: 'EMA trend',
				Candle: '2024-05-01 12:00 UTC',
				Bot: 'btc-trend',
			},
		});
	});

	test('a rejected risk check is a warning that names each rule which objected, and the order it stopped', () => {
		const rules = [
			{ rule: 'maxNotional', result: 'lock', message: 'The order is worth 960 USDT and the limit is 500.' },
			{ rule: 'dailyLoss', result: 'pass', message: 'Nothing was lost today.' },
		];
		const risk = { approved: false, rules, summary: 'Rejected by maxNotional.' };
		expect(say({ ...signal, orders: [intent], risk })).toEqual({
			title: 'Risk check: BTC/USDT rejected',
			text: 'Rejected by maxNotional.',
			severity: 'warning',
			fields: {
				maxNotional: 'The order is worth 960 USDT and the limit is 500.',
				Order: 'buy 0.015 BTC/USDT at 64,000.5',
				Strategy: 'EMA trend',
				Bot: 'btc-trend',
			},
		});
	});

	test('an approved check of an order without a strategy is calm', () => {
		const approved = { symbol: 'BTC/USDT', bot: 'me', orders: [intent], risk: { approved: true, rules: [], summary: 'Approved.' } };
		expect(say(approved)).toMatchObject({ title: 'Risk check: BTC/USDT approved', severity: 'info', text: 'Approved.' });
	});

	test('orders that filled are told as done, with the position they left', () => {
		expect(say({ ...orderItem, position })).toEqual({
			title: 'Orders: BTC/USDT (paper)',
			text: 'Bought 0.015 BTC/USDT at 64,010 (Fees 0.96015 USDT)',
			severity: 'success',
			fields: { Position: '0.015 BTC/USDT at 64,010', 'Realised profit': '-12.35', Account: 'paper-1', Bot: 'btc-trend' },
		});
	});

	test('an order that was rejected is a warning with its reason, and no order at all is said to be none', () => {
		const rejected = { ...order, state: 'rejected', stateReason: 'The account has 10 USDT.' };
		expect(say({ ...orderItem, orders: [rejected], fills: [] })).toMatchObject({
			severity: 'warning',
			text: 'Order (entry): buy 0.015 BTC/USDT at 64,000.5: The account has 10 USDT.',
		});
		expect(say({ ...orderItem, orders: [], fills: [] })).toMatchObject({ severity: 'info', text: 'No order was needed.' });
	});

	test('a portfolio says what it is worth and what it holds', () => {
		const snapshot = {
			account: 'paper-1',
			currency: 'USDT',
			at: Date.UTC(2024, 4, 1),
			cash: '9039.85',
			equity: '10000.004',
			positionsValue: '960.15',
			realizedProfit: '0',
			unrealizedProfit: '0.15',
			fees: '0.96',
			positions: [position, { ...position, symbol: 'ETH/USDT', quantity: '0' }],
		};
		expect(say(snapshot)).toMatchObject({
			title: 'Portfolio paper-1: 10,000.00 USDT',
			text: '0.015 BTC/USDT at 64,010',
			fields: { Cash: '9,039.85', 'Open profit': '0.15', Time: '2024-05-01 00:00 UTC' },
		});
	});

	test('a portfolio after an order says first what was traded, and why', () => {
		const snapshot = {
			...{ account: 'paper-1', currency: 'USDT', at: Date.UTC(2024, 4, 1), cash: '9039.85', equity: '10000.004' },
			...{ positionsValue: '960.15', realizedProfit: '0', unrealizedProfit: '0.15', fees: '0.96', positions: [position] },
		};
		const fill = { side: 'buy', quantity: '0.015', symbol: 'BTC/USDT', price: '64010', fee: '0.96', feeCurrency: 'USDT' };
		expect(say({ ...snapshot, orders: [{ reason: 'Entry long: the fast average crossed' }], fills: [fill] })).toMatchObject({
			title: 'Bought 0.015 BTC/USDT at 64,010',
			text: 'Bought 0.015 BTC/USDT at 64,010 (Fees 0.96 USDT)\nEntry long: the fast average crossed',
			severity: 'success',
			fields: { Position: '0.015 BTC/USDT at 64,010', Equity: '10,000.00' },
		});
	});

	test('a backtest gives its key figures and its warnings; a figure it does not have stays out', () => {
		const metrics = { totalReturn: 0.1234, maxDrawdown: 0.05, sharpe: 1.2345, winRate: 0.5 };
		const span = { symbol: 'BTC/USDT', timeframe: '1h', from: '2024-01-01T00:00:00.000Z', to: '2024-05-01T00:00:00.000Z' };
		expect(say({ strategy: { name: 'EMA trend' }, ...span, metrics, tradeCount: 12, warnings: ['Only 12 trades.'] })).toEqual({
			title: 'Backtest: EMA trend, BTC/USDT 1h',
			text: 'Please note: Only 12 trades.',
			severity: 'info',
			fields: {
				'Total return': '12.3%',
				'Largest drawdown': '5.0%',
				'Sharpe ratio': '1.23',
				Trades: '12',
				'Winning trades': '50.0%',
				Period: '2024-01-01 00:00 UTC – 2024-05-01 00:00 UTC',
			},
		});
	});

	test('a report names its file', () => {
		const report = {
			title: 'Quarter',
			fileName: 'q.pdf',
			pages: 4,
			symbol: 'BTC/USDT',
			timeframe: '1h',
			from: '2024-01-01T00:00:00.000Z',
			to: '2024-05-01T00:00:00.000Z',
			totalReturn: -0.02,
		};
		expect(say(report)).toMatchObject({ title: 'Report: Quarter', fields: { File: 'q.pdf', Pages: '4', 'Total return': '-2.0%' } });
	});

	test('an error is critical and keeps its hint', () => {
		expect(say({ error: 'The exchange did not answer.', hint: 'Try again later.' })).toEqual({
			title: 'The bot could not finish a step',
			text: 'The exchange did not answer.\nTry again later.',
			severity: 'critical',
			fields: {},
		});
		expect(say({ error: { message: 'Broken', description: 'Mend it.' } })).toMatchObject({ text: 'Broken\nMend it.' });
	});

	test('anything else shows its own title, text and plain values', () => {
		expect(say({ subject: 'Hello', message: 'World', price: 5, nested: { a: 1 } })).toEqual({
			title: 'Hello',
			text: 'World',
			severity: 'info',
			fields: { price: '5' },
		});
		expect(say({})).toMatchObject({ title: 'Message from a trading bot' });
	});

	test('in French, with French numbers', () => {
		expect(say(signal, 'fr')).toMatchObject({
			title: expect.stringMatching(/^BTC\/USDT 1h\u00a0: entrer à l’achat à 64.000,5$/u),
			fields: expect.objectContaining({ Stop: expect.stringMatching(/^62.720,49$/u), Stratégie: 'EMA trend' }),
		});
	});
});
