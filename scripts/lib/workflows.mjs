import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Failure } from './failure.mjs';

/**
 * Workflow files and their copies inside n8n. What was imported is remembered in the user folder, so that a workflow
 * the user has edited since is never overwritten.
 *
 * @typedef {{ id: string, name: string, nodes: any[], connections: object, settings?: object, pinData?: object, meta?: object }} WorkflowFile
 * @typedef {Record<string, { file: string, versionId: string }>} Imported by workflow id: hash of the file, n8n's version of it
 * @typedef {{ id: string, name: string, state: 'imported' | 'updated' | 'unchanged' | 'edited' }} ImportResult
 */

const PUBLISH_TIMEOUT_MS = 60_000;
const PUBLISH_POLL_MS = 100;

/**
 * Imports every workflow of a folder.
 *
 * @param {import('./rest.mjs').Rest} rest
 * @param {string} folder
 * @param {string} data n8n's user folder
 * @returns {Promise<ImportResult[]>}
 */
export async function importWorkflows(rest, folder, data) {
	const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	const results = [];
	for (const name of files) results.push(await importWorkflow(rest, join(folder, name), data));
	return results;
}

/**
 * Imports one workflow file under the id it names. An earlier import of it is brought up to date, unless the user has
 * edited it in n8n.
 *
 * @param {import('./rest.mjs').Rest} rest
 * @param {string} file
 * @param {string} data n8n's user folder
 * @returns {Promise<ImportResult>}
 */
export async function importWorkflow(rest, file, data) {
	const text = await readFile(file, 'utf8');
	const workflow = /** @type {WorkflowFile} */ (JSON.parse(text));
	if (!workflow.id) throw new Failure(`${basename(file)} has no id. Give it one, so that it is imported only once.`);
	const hash = createHash('sha256').update(text).digest('hex');
	const known = await readImported(data);
	const before = known[workflow.id];
	const current = await findWorkflow(rest, workflow.id);
	const { id, name } = workflow;

	if (current && before && current.versionId !== before.versionId) return { id, name: current.name, state: 'edited' };
	if (current && before?.file === hash) return { id, name, state: 'unchanged' };
	const saved = current ? await updateWorkflow(rest, workflow) : await createWorkflow(rest, workflow);
	await writeImported(data, { ...known, [id]: { file: hash, versionId: saved.versionId } });
	return { id, name, state: current ? 'updated' : 'imported' };
}

/**
 * @param {import('./rest.mjs').Rest} rest
 * @param {Partial<WorkflowFile>} workflow n8n chooses an id where there is none
 */
export const createWorkflow = (rest, workflow) => rest.post('/workflows', content(workflow));

/**
 * @param {import('./rest.mjs').Rest} rest
 * @param {WorkflowFile} workflow
 */
const updateWorkflow = (rest, { id, ...workflow }) => rest.patch(`/workflows/${id}`, content(workflow));

/**
 * Publishes a workflow's current version and waits until its triggers listen: n8n does that in the background.
 *
 * @param {import('./rest.mjs').Rest} rest
 * @param {string} id
 * @throws {Failure} with the trigger's own message when it cannot be activated
 */
export async function publishWorkflow(rest, id) {
	const { versionId, name } = await rest.get(`/workflows/${id}`);
	await rest.post(`/workflows/${id}/activate`, { versionId });
	const deadline = Date.now() + PUBLISH_TIMEOUT_MS;
	for (;;) {
		const { status, liveVersionId, triggers } = await rest.get(`/workflows/${id}/publication-status`);
		if (status === 'published' && liveVersionId === versionId) return;
		if (status === 'failed' || status === 'partial') {
			const reasons = triggers.map((/** @type {any} */ trigger) => trigger.errorMessage).filter(Boolean);
			throw new Failure(`n8n could not publish the workflow "${name}": ${reasons.join('; ') || status}`);
		}
		if (Date.now() > deadline) {
			throw new Failure(`n8n did not publish the workflow "${name}" within ${PUBLISH_TIMEOUT_MS / 1000} s (${status}).`);
		}
		await sleep(PUBLISH_POLL_MS);
	}
}

/**
 * @param {import('./rest.mjs').Rest} rest
 * @param {string} id
 */
export async function unpublishWorkflow(rest, id) {
	await rest.post(`/workflows/${id}/deactivate`, {});
}

/**
 * @param {import('./rest.mjs').Rest} rest
 * @param {string} id
 */
async function findWorkflow(rest, id) {
	const { exists } = await rest.get(`/workflows/${id}/exists`);
	return exists ? await rest.get(`/workflows/${id}`) : undefined;
}

/** @param {Partial<WorkflowFile>} workflow */
function content({ id, name, nodes, connections, settings, pinData, meta }) {
	return { id, name, nodes, connections, settings: settings ?? {}, pinData: pinData ?? {}, meta: meta ?? null };
}

/** @param {string} data */
const importedFile = (data) => join(data, 'workflows.json');

/**
 * @param {string} data
 * @returns {Promise<Imported>}
 */
async function readImported(data) {
	const text = await readFile(importedFile(data), 'utf8').catch(() => '{}');
	return JSON.parse(text);
}

/**
 * @param {string} data
 * @param {Imported} imported
 */
async function writeImported(data, imported) {
	await writeFile(importedFile(data), `${JSON.stringify(imported, null, '\t')}\n`);
}
