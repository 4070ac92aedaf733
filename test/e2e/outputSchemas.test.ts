import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import manifest from '../../package.json';
import { describeFailure, type Execution } from '../../scripts/lib/executions.mjs';
import { openSession } from '../support/n8n/session';
import { chain, manualTrigger, START, suiteNode, type TestNode } from '../support/n8n/workflow';
import { outputSchema, type OutputSchema } from '../support/outputSchema';

/** `WRITE_OUTPUT_SCHEMAS=1` writes the schemas from what the nodes put out; the build must be run after it. */
const writing = process.env.WRITE_OUTPUT_SCHEMAS === '1';

const session = openSession();
// A bar is traded once: a second run of the tests on the same n8n must be another bot.
const bot = `schemas-${Date.now()}`;
const account = { __rl: true, mode: 'name', value: bot };
const candles = suiteNode('marketData', { resource: 'candle', operation: 'get', source: 'sample' });

const run = async (name: string, ...nodes: TestNode[]): Promise<Execution> => {
	const execution = await session.run(await session.create(chain(name, manualTrigger, ...nodes)), START);
	expect([execution.status, execution.status === 'success' ? '' : describeFailure(execution)]).toEqual(['success', '']);
	return execution;
};

const outputOf = (execution: Execution, node: string): unknown[] =>
	(execution.data.resultData.runData[node][0].data?.main ?? []).flatMap((items) => (items ?? []).map(({ json }) => json as unknown));

/** What every operation puts out, by `node/resource/operation`. */
async function outputs(): Promise<Record<string, unknown[]>> {
	const trade = await run(
		'Trade',
		candles,
		suiteNode('strategy', { resource: 'signal', operation: 'evaluate', evaluateAt: 'lastSignal', bot }),
		suiteNode('riskCheck', { resource: 'order', operation: 'check', account }),
		suiteNode('order', { resource: 'order', operation: 'create', account }),
		suiteNode('portfolio', { resource: 'portfolio', operation: 'snapshot', account }),
		suiteNode('notify', { resource: 'message', operation: 'send', channels: ['email', 'webhook'] }),
	);
	const backtest = await run(
		'Backtest',
		candles,
		suiteNode('backtest', { resource: 'backtest', operation: 'run' }),
		suiteNode('tradingReport', { resource: 'report', operation: 'performance' }),
	);
	const validate = await run('Validate', suiteNode('strategy', { resource: 'definition', operation: 'validate' }));
	const portfolio = await run('Portfolio', suiteNode('portfolio', { resource: 'portfolio', operation: 'get', account }));
	const resting = await run(
		'Rest',
		candles,
		suiteNode('order', {
			...{ resource: 'order', operation: 'create', orderSource: 'define', account, bot, symbol: 'BTC/USDT' },
			...{ side: 'buy', type: 'limit', quantity: 0.01, limitPrice: 1 },
		}),
	);
	const [placed] = outputOf(resting, 'order') as { orders: { clientOrderId: string }[] }[];
	const order = { __rl: true, mode: 'id', value: placed.orders[0].clientOrderId };
	const list = await run('List', suiteNode('order', { resource: 'order', operation: 'getAll', filters: { account } }));
	const cancel = await run('Cancel', suiteNode('order', { resource: 'order', operation: 'cancel', order }));
	return {
		'marketData/candle/get': outputOf(trade, 'marketData'),
		'strategy/signal/evaluate': outputOf(trade, 'strategy'),
		'strategy/definition/validate': outputOf(validate, 'strategy'),
		'backtest/backtest/run': outputOf(backtest, 'backtest'),
		'tradingReport/report/performance': outputOf(backtest, 'tradingReport'),
		'riskCheck/order/check': outputOf(trade, 'riskCheck'),
		'order/order/create': [...outputOf(trade, 'order'), ...outputOf(resting, 'order')],
		'order/order/getAll': outputOf(list, 'order'),
		'order/order/cancel': outputOf(cancel, 'order'),
		'portfolio/portfolio/get': outputOf(portfolio, 'portfolio'),
		'portfolio/portfolio/snapshot': outputOf(trade, 'portfolio'),
		'notify/message/send': outputOf(trade, 'notify'),
	};
}

async function shownSchema(operation: string): Promise<OutputSchema> {
	const path = operation.replace('/', '/1.0.0/');
	const answer = await fetch(`${session.url}/schemas/${manifest.name}.${path}.json`, {
		headers: { cookie: session.rest.cookie() },
	});
	expect([operation, answer.status]).toEqual([operation, 200]);
	return (await answer.json()) as OutputSchema;
}

function writeSchema(operation: string, schema: OutputSchema): void {
	const [node, resource, name] = operation.split('/');
	const folder = node[0].toUpperCase() + node.slice(1);
	const file = resolve(__dirname, '../../nodes', folder, '__schema__/v1.0.0', resource, `${name}.json`);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`);
}

/** Names and types of the fields of an item; a field that is null shows no type. */
const fieldsOf = ({ properties }: OutputSchema) =>
	Object.fromEntries(
		Object.entries(properties ?? {}).flatMap(([name, { type }]) => (type === 'null' ? [] : [[name, type]])),
	);

test('the editor previews every field that an operation puts out, with its type', async () => {
	const shown: Record<string, unknown> = {};
	const real: Record<string, unknown> = {};
	for (const [operation, items] of Object.entries(await outputs())) {
		expect([operation, items.length]).not.toEqual([operation, 0]);
		const schema = outputSchema(items);
		real[operation] = fieldsOf(schema);
		if (writing) writeSchema(operation, schema);
		else shown[operation] = fieldsOf(await shownSchema(operation));
	}
	if (!writing) expect(shown).toMatchObject(real);
});
