import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { importWorkflow } from '../../scripts/lib/workflows.mjs';
import { describeBrowser, openEditor, type Editor } from '../support/browser';
import { runningN8n } from '../support/n8n/running';
import { openSession } from '../support/n8n/session';
import { chain, manualTrigger, suiteNode } from '../support/n8n/workflow';

const NODES = ['marketData', 'strategy', 'backtest', 'riskCheck', 'order', 'portfolio', 'tradingReport', 'notify'];

const root = resolve(__dirname, '../..');
const canvases = [
	...readdirSync(resolve(root, 'workflows'))
		.filter((name) => name.endsWith('.json'))
		.map((name) => `workflows/${name}`),
	'scripts/demo/pipeline.json',
];

describeBrowser('the editor in a browser', () => {
	const session = openSession();
	let editor: Editor;

	beforeAll(async () => {
		editor = await openEditor();
	});

	afterAll(async () => {
		await editor.close();
	});

	test.each(canvases)('shows %s on the canvas without an error', async (file) => {
		const { id, name } = await importWorkflow(session.rest, resolve(root, file), runningN8n().data);
		await editor.openCanvas(id);
		await editor.screenshot(`canvas ${name}`);
		expect(editor.takeErrors()).toEqual([]);
	});

	describe('forms', () => {
		beforeAll(async () => {
			const workflow = chain('All nodes', manualTrigger, ...NODES.map((type) => suiteNode(type)));
			await editor.openCanvas(await session.create(workflow));
			editor.takeErrors();
		});

		test.each(NODES)('opens the form of %s without an error', async (node) => {
			await editor.openForm(node);
			await editor.screenshot(`form ${node}`);
			await editor.closeForm();
			expect(editor.takeErrors()).toEqual([]);
		});
	});
});
