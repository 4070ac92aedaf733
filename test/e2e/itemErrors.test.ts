import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Execution } from '../../scripts/lib/executions.mjs';
import { waveCsv } from '../support/candleCsv';
import { runningN8n } from '../support/n8n/running';
import { openSession } from '../support/n8n/session';
import { chain, manualTrigger, START, suiteNode, type TestNode } from '../support/n8n/workflow';

const session = openSession();

const runChain = async (name: string, ...nodes: TestNode[]): Promise<Execution> =>
	await session.run(await session.create(chain(name, manualTrigger, ...nodes)), START);

const failureOf = (execution: Execution) => {
	const { error } = execution.data.resultData;
	return {
		status: execution.status,
		node: error?.node?.name,
		item: error?.context?.itemIndex,
		text: `${error?.message ?? ''} ${error?.description ?? ''}`,
	};
};

const itemsOf = (execution: Execution, node: string, output = 0) =>
	execution.data.resultData.runData[node][0].data?.main[output] ?? [];

/** A candle file where the nodes may read it. */
function candleFile(name: string, text: string): string {
	const folder = join(runningN8n().data, 'files');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, name), text);
	return join(folder, name);
}

const fromFile = (path: string, extra = {}) =>
	suiteNode('marketData', { source: 'file', filePath: path, symbolName: 'BTC/USDT', options: { fileTimeframe: '1h' } }, extra);

describe('what n8n shows when something is wrong', () => {
	test('a candle whose high lies below its low: the line and the two values', async () => {
		const lines = waveCsv(50).split('\n');
		lines[10] = lines[10].replace(/^([^,]*),([^,]*),[^,]*,/, '$1,$2,1,');
		const failure = failureOf(await runChain('Bad CSV', fromFile(candleFile('bad.csv', lines.join('\n')))));
		expect(failure).toMatchObject({ status: 'error', node: 'marketData', item: 0 });
		expect(failure.text).toMatch(/line 11/i);
		expect(failure.text).toMatch(/high/i);
	});

	test('a formula with an unknown name: where it stands and the nearest name', async () => {
		const definition = [
			'schema: 1',
			'name: Misspelt',
			'timeframe: 1h',
			'entry:',
			'  long: crossover(emma(close, 12), ema(close, 26))',
		].join('\n');
		const failure = failureOf(
			await runChain(
				'Bad formula',
				suiteNode('marketData', { source: 'sample' }),
				suiteNode('strategy', { resource: 'signal', operation: 'evaluate', strategySource: 'text', definition }),
			),
		);
		expect(failure).toMatchObject({ status: 'error', node: 'strategy', item: 0 });
		expect(failure.text).toContain('emma');
		expect(failure.text).toMatch(/\bema\b/);
		expect(failure.text).toMatch(/line 5/i);
	});

	test('a mail server that does not answer: its address, and the workflow can carry on', async () => {
		const closed = createServer();
		await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
		const { port } = closed.address() as AddressInfo;
		await new Promise((done) => closed.close(done));
		const credential = await session.rest.post('/credentials', {
			name: 'No mail server',
			type: 'smtp',
			data: { user: '', password: '', host: '127.0.0.1', port, secure: false, disableStartTls: true },
		});
		const notify = suiteNode(
			'notify',
			{
				messageSource: 'custom',
				title: 'Stop moved',
				text: 'The stop is now 64,200.',
				channels: ['email'],
				dryRun: false,
				fromEmail: 'bot@example.com',
				toEmail: 'you@example.com',
			},
			{ credentials: { smtp: { id: credential.id, name: credential.name } }, onError: 'continueRegularOutput' },
		);
		const execution = await runChain('Unreachable SMTP', notify);
		expect(execution.status).toBe('success');
		const text = JSON.stringify(itemsOf(execution, 'notify'));
		expect(text).toContain(`127.0.0.1:${port}`);
	});

	test('an order beyond the limits: it leaves by the second output with the reasons', async () => {
		const order = {
			orderSource: 'define',
			symbol: 'BTC/USDT',
			side: 'buy',
			type: 'market',
			quantity: 1_000_000,
			account: { __rl: true, mode: 'name', value: 'too-large' },
		};
		const execution = await runChain(
			'Rejected',
			suiteNode('marketData', { source: 'sample', symbolName: 'BTC/USDT' }),
			suiteNode('riskCheck', order),
		);
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'riskCheck', 0)).toEqual([]);
		const [rejected] = itemsOf(execution, 'riskCheck', 1);
		expect(rejected.json.risk.approved).toBe(false);
		const rules = rejected.json.risk.rules as { result: string }[];
		const broken = rules.filter((rule) => rule.result === 'lock');
		expect(broken).toContainEqual(expect.objectContaining({ rule: expect.any(String), message: expect.any(String) }));
	});
});
