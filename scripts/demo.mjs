// `npm run demo`: from a bare checkout to a backtest, a PDF report and a paper trade in a real n8n, as one JSON document.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { dataFolder, readFlags, runCommand, userPath } from './lib/command.mjs';
import { demoRequest } from './lib/demo-request.mjs';
import { describeFailure, lastExecution } from './lib/executions.mjs';
import { Failure } from './lib/failure.mjs';
import { signInAsOwner } from './lib/owner.mjs';
import { createProgress } from './lib/progress.mjs';
import { launch, prepare } from './lib/setup.mjs';
import { importWorkflow, importWorkflows, publishWorkflow } from './lib/workflows.mjs';

const HELP = `npm run demo -- [--candles FILE --symbol NAME --timeframe TF | --exchange ID] [--strategy FILE] [--out DIR] [--data DIR]

Runs a whole bot once inside a real n8n: candles, strategy, backtest, risk check, paper order, portfolio, PDF report, alert.
Prints one JSON document; progress goes to stderr.

  --candles FILE    your own candles, as CSV or Arrow; needs --symbol and --timeframe
  --symbol NAME     such as BTC/USDT (default with sample or exchange candles: BTC/USDT)
  --timeframe TF    such as 15m, 1h, 1d (default with sample or exchange candles: 1h)
  --exchange ID     public candles of an exchange, such as binance; needs the network
  --strategy FILE   a strategy in YAML or JSON (default: the ready-made EMA trend)
  --out DIR         where the PDF report goes (default: ./out)
  --data DIR        where the demo's n8n keeps everything (default: .n8n-trading-bot-demo in your home folder)
  --help            this text

Without --candles or --exchange it uses sample candles that the project generates from a seed; they are not market data.
`;
const COMMAND = 'npm run demo';
const PARTS = ['strategy', 'backtest', 'risk', 'order', 'portfolio', 'report', 'alert'];
const RUN_TIMEOUT_MS = 280_000;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const pipelineFile = join(root, 'scripts', 'demo', 'pipeline.json');

await runCommand(async () => {
	const flags = readFlags(
		process.argv.slice(2),
		{
			candles: { type: 'string' },
			symbol: { type: 'string' },
			timeframe: { type: 'string' },
			exchange: { type: 'string' },
			strategy: { type: 'string' },
			out: { type: 'string' },
			data: { type: 'string' },
			help: { type: 'boolean', short: 'h' },
		},
		COMMAND,
	);
	if (flags.help) return void process.stdout.write(HELP);
	const request = await demoRequest(flags, COMMAND);
	const data = dataFolder(flags.data, '.n8n-trading-bot-demo');

	const progress = createProgress();
	const prepared = await prepare(root, progress);
	const { n8n, rest, close } = await launch(prepared, { data, progress });
	await signInAsOwner(rest, data);
	await importWorkflows(rest, join(root, 'workflows'), data);
	const pipeline = await progress.during('Demo workflow, published', () => publishPipeline(rest, data));
	if (request.get('source') === 'sample') {
		progress.say('No candles were given: using sample candles generated from a seed. They are not market data.');
	}
	const answer = await progress.during('Candles → strategy → backtest → risk → order → portfolio → report → alert', () =>
		runPipeline(rest, pipeline, request),
	);
	const report = await saveReport(answer.report, userPath(flags.out ?? 'out'));
	await close();

	const result = Object.fromEntries(PARTS.map((part) => [part, answer[part]]));
	const document = { ...result, report, n8n: { url: n8n.url, version: n8n.version } };
	await new Promise((done) => process.stdout.write(`${JSON.stringify(document, null, 2)}\n`, done));
	progress.say(`n8n was stopped. \`npm start -- --data ${data}\` opens it with what the demo left in it.`);
});

/**
 * @param {import('./lib/rest.mjs').Rest} rest
 * @param {string} data
 * @returns {Promise<{ id: string, path: string }>} path: the webhook's
 */
async function publishPipeline(rest, data) {
	const { id, state } = await importWorkflow(rest, pipelineFile, data);
	if (state === 'edited') throw new Failure('The demo workflow was edited in n8n. Use another folder with --data.');
	await publishWorkflow(rest, id);
	const { nodes } = JSON.parse(await readFile(pipelineFile, 'utf8'));
	const webhook = nodes.find((/** @type {{ type: string }} */ node) => node.type === 'n8n-nodes-base.webhook');
	return { id, path: webhook.parameters.path };
}

/**
 * @param {import('./lib/rest.mjs').Rest} rest
 * @param {{ id: string, path: string }} pipeline
 * @param {FormData} request
 * @returns {Promise<Record<string, any>>}
 */
async function runPipeline(rest, { id, path }, request) {
	const response = await fetch(`${rest.url}/webhook/${path}`, {
		method: 'POST',
		body: request,
		signal: AbortSignal.timeout(RUN_TIMEOUT_MS),
	});
	const text = await response.text();
	if (!response.ok) {
		const execution = await lastExecution(rest, id);
		const reason = execution ? describeFailure(execution) : text.slice(0, 500);
		throw new Failure(`The demo workflow stopped. ${reason}`);
	}
	const answer = JSON.parse(text);
	const missing = PARTS.filter((part) => answer[part] === undefined);
	if (missing.length > 0) throw new Failure(`The demo workflow's answer has no ${missing.join(', ')}.`);
	return answer;
}

/**
 * @param {{ base64: string, fileName?: string, pages: number }} report
 * @param {string} folder
 * @returns {Promise<{ path: string, size: number, pages: number }>} size in bytes
 */
async function saveReport({ base64, fileName, ...rest }, folder) {
	const bytes = Buffer.from(base64, 'base64');
	const path = join(folder, fileName ?? 'performance-report.pdf');
	await mkdir(folder, { recursive: true });
	await writeFile(path, bytes);
	return { path, size: bytes.length, ...rest };
}
