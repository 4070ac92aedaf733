import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWorkflow } from '../../../scripts/lib/workflows.mjs';
import { openSession } from '../../support/n8n/session';

const session = openSession();
const data = mkdtempSync(join(tmpdir(), 'trading-bot-import-'));
const file = join(data, 'template.json');
const id = `import${Date.now()}`;

const write = (name: string): void => {
	writeFileSync(file, JSON.stringify({ id, name, nodes: [], connections: {} }));
};
const state = async (): Promise<string> => (await importWorkflow(session.rest, file, data)).state;
const nameInN8n = async (): Promise<string> => (await session.rest.get(`/workflows/${id}`)).name as string;

afterAll(() => {
	rmSync(data, { recursive: true, force: true });
});

test('a template is imported once, follows its file, and is never overwritten once the user has edited it', async () => {
	write('First');
	expect([await state(), await state(), await nameInN8n()]).toEqual(['imported', 'unchanged', 'First']);

	write('Second');
	expect([await state(), await nameInN8n()]).toEqual(['updated', 'Second']);

	const node = { id: 'a', name: 'Mine', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [0, 0], parameters: {} };
	await session.rest.patch(`/workflows/${id}`, { name: 'My own', nodes: [node], connections: {} });
	write('Third');
	expect([await state(), await nameInN8n()]).toEqual(['edited', 'My own']);
});
