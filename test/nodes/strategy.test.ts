import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { candleItem, candleTime, waves } from '../support/candleItem';
import { nodeType, runNode, runNodeOk } from '../support/runNode';

const ABOVE_100 = `schema: 1
name: Above a hundred
entry: {long: close > 100}
exit: {long: close < 100}
protect: {stopLoss: 2%, takeProfit: 5%}
`;

const own = (definition: string, more: INodeParameters = {}): INodeParameters => ({ strategySource: 'text', definition, ...more });

describe('Signal: Evaluate', () => {
	const evaluate = async (closes: readonly number[], parameters: INodeParameters = own(ABOVE_100)) =>
		(await runNodeOk({ node: 'strategy', parameters, items: [candleItem(closes)] }))[0];

	test('decides on the last closed candle and carries what the following nodes need', async () => {
		const [{ json, pairedItem }] = await evaluate([99, 98, 101]);
		expect(json).toMatchObject({
			bot: 'workflow-under-test',
			symbol: 'BTC/USDT',
			timeframe: '1h',
			venue: 'test',
			action: 'enterLong',
			price: 101,
			barTime: candleTime(2),
			at: '2024-01-01T02:00:00.000Z',
			strategy: { name: 'Above a hundred' },
		});
		expect(json.stopLoss).toBeCloseTo(98.98, 10);
		expect(json.takeProfit).toBeCloseTo(106.05, 10);
		expect((json.market as { bars: unknown[] }).bars).toEqual(candleItem([99, 98, 101]).json.candles);
		expect(pairedItem).toEqual({ item: 0 });
	});

	test('says to hold when no rule fires, and lets nothing out when asked for actions only', async () => {
		const [{ json }] = await evaluate([101, 102, 100]);
		expect(json.action).toBe('hold');
		const silent = await evaluate([101, 102, 100], own(ABOVE_100, { options: { actionsOnly: true } }));
		expect(silent).toEqual([]);
	});

	test('keeps the forming candle beside the closed ones and decides without it', async () => {
		const item = candleItem([99, 98, 101]);
		const current = { time: candleTime(3), open: 101, high: 101, low: 80, close: 80, volume: 1 };
		const [[{ json }]] = await runNodeOk({
			node: 'strategy',
			parameters: own(ABOVE_100),
			items: [{ json: { ...item.json, current } }],
		});
		expect(json).toMatchObject({ action: 'enterLong', market: { current } });
	});

	test('replays the latest entry, with the candles since then', async () => {
		const closes = [...waves(100).map((close) => Math.min(close, 99)), 101, 102, ...Array<number>(20).fill(90)];
		const [{ json }] = await evaluate(closes, own(ABOVE_100, { evaluateAt: 'lastSignal' }));
		expect(json).toMatchObject({ action: 'enterLong', barTime: candleTime(101) });
		expect((json.market as { bars: number[][] }).bars.at(-1)?.[0]).toBe(candleTime(121));
	});

	test('hands on at most 500 candles: the last 100, or those since the signal when it is older', async () => {
		const bars = async (closes: readonly number[], more: INodeParameters) => {
			const [{ json }] = await evaluate(closes, own(ABOVE_100, more));
			return (json.market as { bars: number[][] }).bars.map(([time]) => time);
		};
		const recent = await bars(Array<number>(300).fill(99), {});
		expect([recent.length, recent[0]]).toEqual([100, candleTime(200)]);
		const old = await bars([99, 101, ...Array<number>(800).fill(99)], { evaluateAt: 'lastSignal' });
		expect([old.length, old[0]]).toEqual([500, candleTime(1)]);
	});

	test('evaluates a ready-made strategy, with other values for its parameters', async () => {
		const parameters = (fast: number): INodeParameters => ({
			readyMade: { __rl: true, mode: 'id', value: 'ema-trend' },
			bot: 'trend-bot',
			options: { parameters: { parameter: [{ name: 'fast', value: fast }] } },
		});
		const [{ json }] = await evaluate(waves(300), parameters(12));
		const [{ json: quicker }] = await evaluate(waves(300), parameters(5));
		expect(json.bot).toBe('trend-bot');
		expect(quicker.indicators).not.toEqual(json.indicators);
	});

	test('takes one item per candle as one series', async () => {
		const items = [99, 98, 101].map((close, i) => ({
			json: { symbol: 'ETH/USDT', timeframe: '1h', time: candleTime(i), open: close, high: close, low: close, close, volume: 1 },
		}));
		const [signals] = await runNodeOk({ node: 'strategy', parameters: own(ABOVE_100), items });
		expect(signals).toHaveLength(1);
		expect(signals[0].json).toMatchObject({ symbol: 'ETH/USDT', action: 'enterLong', barTime: candleTime(2) });
	});

	test('stops with the item, the place and the nearest name when a formula is wrong', async () => {
		const { error } = await runNode({
			node: 'strategy',
			parameters: own(ABOVE_100.replace('close > 100', 'closee > 100')),
			items: [candleItem([1, 2, 3])],
		});
		expect(error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
		expect(error?.message).toMatch(/entry\.long.*line 3.*closee/);
		expect(error?.description).toMatch(/close/);
	});

	test('goes on with an error item when the node is told to continue', async () => {
		const { outputs, error } = await runNode({
			node: 'strategy',
			parameters: own(ABOVE_100),
			items: [{ json: { nothing: true } }, candleItem([99, 98, 101])],
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(outputs[0][0].json.error).toMatch(/holds no candles/);
		expect(outputs[0][1].json.action).toBe('enterLong');
	});
});

describe('Definition: Validate', () => {
	const validate = async (parameters: INodeParameters, json = {}) => {
		const [[{ json: answer }]] = await runNodeOk({
			node: 'strategy',
			parameters: { resource: 'definition', operation: 'validate', ...parameters },
			items: [{ json }],
		});
		return answer;
	};

	test('answers with the definition, its id and a summary when it is sound', async () => {
		expect(await validate(own(ABOVE_100))).toMatchObject({
			valid: true,
			errors: [],
			name: 'Above a hundred',
			id: expect.any(String),
			summary: expect.stringContaining('close'),
			definition: { schema: 1, entry: { long: 'close > 100' } },
		});
	});

	test("accepts the form's own example and every ready-made strategy", async () => {
		expect(await validate({ strategySource: 'text' })).toMatchObject({ valid: true });
		for (const id of await readyMadeIds()) {
			expect(await validate({ readyMade: { __rl: true, mode: 'id', value: id } })).toMatchObject({ valid: true });
		}
	});

	test('is an answer and no error when the definition is wrong, so that a workflow can branch on it', async () => {
		const answer = await validate(own('schema: 1\nname: Wrong\nentry:\n  long: crossover(close, emma(close, 5))\n'));
		expect(answer.valid).toBe(false);
		expect(answer.errors).toEqual([
			expect.objectContaining({
				path: 'entry.long',
				line: 4,
				column: expect.any(Number),
				message: expect.stringContaining('emma'),
				hint: expect.stringContaining('ema'),
				picture: expect.stringMatching(/emma[^]*\n *\^+/),
			}),
		]);
	});

	test('reads the definition from a field of the item, as an object or as text', async () => {
		const fromItem = { strategySource: 'input', definitionField: 'plan' };
		const plan = { schema: 1, name: 'From outside', entry: { long: 'close > 1' } };
		expect(await validate(fromItem, { plan })).toMatchObject({ valid: true, name: 'From outside' });
		expect(await validate(fromItem, { plan: JSON.stringify(plan) })).toMatchObject({ valid: true, name: 'From outside' });
	});

	test('stops when the item has no such field, and names those it has', async () => {
		const { error } = await runNode({
			node: 'strategy',
			parameters: { resource: 'definition', operation: 'validate', strategySource: 'input' },
			items: [{ json: { plan: {}, note: '' } }],
		});
		expect(error).toMatchObject({ message: expect.stringContaining('"definition"'), itemIndex: 0 });
		expect(error?.description).toContain('plan, note');
	});

	test('names the ready-made strategies when asked for one that does not exist', async () => {
		const { error } = await runNode({
			node: 'strategy',
			parameters: { readyMade: { __rl: true, mode: 'id', value: 'get-rich' } },
			items: [candleItem([1, 2, 3])],
		});
		expect(error?.message).toContain('get-rich');
		expect(error?.description).toContain('ema-trend');
	});
});

describe('the drop-downs', () => {
	const form = (values: Record<string, unknown>) =>
		({ getCurrentNodeParameter: (name: string) => values[name] }) as unknown as ILoadOptionsFunctions;

	test('list the ready-made strategies, filtered by what is typed', async () => {
		const search = nodeType('strategy').methods?.listSearch?.getReadyMadeStrategies;
		const found = await search?.call(form({}), 'breakout');
		expect(found?.results).toEqual([expect.objectContaining({ value: 'donchian-breakout' })]);
	});

	test("list the chosen strategy's parameters with their defaults", async () => {
		const options = nodeType('strategy').methods?.loadOptions?.getStrategyParameters;
		const names = async (values: Record<string, unknown>) => (await options?.call(form(values)))?.map(({ value }) => value);
		expect(await names({ strategySource: 'readyMade', readyMade: 'ema-trend' })).toContain('fast');
		const text = 'schema: 1\nname: x\nparameters: {edge: {default: 3, min: 1, max: 9}}\nentry: {long: close > edge}\n';
		expect(await names({ strategySource: 'text', definition: text })).toEqual(['edge']);
		expect(await names({ strategySource: 'input' })).toEqual([]);
	});
});

async function readyMadeIds(): Promise<Array<string | number | boolean>> {
	const found = await nodeType('strategy').methods?.listSearch?.getReadyMadeStrategies.call({} as ILoadOptionsFunctions);
	return found?.results.map(({ value }) => value) ?? [];
}
