import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { importWorkflow, unpublishWorkflow, type WorkflowFile } from '../../scripts/lib/workflows.mjs';
import { describeFailure } from '../../scripts/lib/executions.mjs';
import { runningN8n } from '../support/n8n/running';
import { openSession } from '../support/n8n/session';

const folder = resolve(__dirname, '../../workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const session = openSession();

const TRIGGERS = new Set(['n8n-nodes-base.manualTrigger', 'n8n-nodes-base.scheduleTrigger']);

describe.each(files)('template %s', (file) => {
	const path = resolve(folder, file);
	const template = JSON.parse(readFileSync(path, 'utf8')) as WorkflowFile;
	const triggers = template.nodes.filter((node: { type: string }) => TRIGGERS.has(node.type)) as { name: string }[];

	beforeAll(async () => {
		await importWorkflow(session.rest, path, runningN8n().data);
	});

	test('is imported under its own id, as it stands in the file', async () => {
		const saved = await session.rest.get(`/workflows/${template.id}`);
		expect(saved).toMatchObject({ id: template.id, name: template.name, connections: template.connections });
		expect(saved.nodes).toHaveLength(template.nodes.length);
	});

	test('is published without a change', async () => {
		await session.publish(template.id);
		await unpublishWorkflow(session.rest, template.id);
	});

	test.each(triggers.map(({ name }) => name))('runs to its end from "%s"', async (trigger) => {
		const execution = await session.run(template.id, trigger);
		expect([execution.status, execution.status === 'success' ? '' : describeFailure(execution)]).toEqual(['success', '']);
		for (const [node, runs] of Object.entries(execution.data.resultData.runData)) {
			const errors = runs.flatMap((run) => (run.error ? [run.error.message] : []));
			expect([node, errors]).toEqual([node, []]);
		}
	});
});
