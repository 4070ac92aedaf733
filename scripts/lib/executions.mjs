import { setTimeout as sleep } from 'node:timers/promises';

import { Failure } from './failure.mjs';

/**
 * What a workflow's run left behind.
 *
 * @typedef {{ message: string, description?: string | null, context?: Record<string, unknown> }} NodeFailure
 * @typedef {{ executionStatus?: string, error?: NodeFailure, hints?: { message: string }[],
 *             data?: { main: (({ json: any, binary?: Record<string, any>, error?: NodeFailure }[]) | null)[] } }} NodeRun
 * @typedef {{ id: string, status: string, workflowId: string,
 *             data: { resultData: { runData: Record<string, NodeRun[]>, error?: NodeFailure & { node?: { name: string } }, lastNodeExecuted?: string } } }} Execution
 */

const POLL_MS = 150;
const RUNNING = new Set(['new', 'running', 'waiting']);

/**
 * @param {import('./rest.mjs').Rest} rest
 * @param {string} id
 * @returns {Promise<Execution>} with every node's items
 */
export async function getExecution(rest, id) {
	const execution = await rest.get(`/executions/${id}`);
	return { ...execution, data: expandReferences(execution.data) };
}

/**
 * The latest execution of a workflow.
 *
 * @param {import('./rest.mjs').Rest} rest
 * @param {string} workflowId
 * @returns {Promise<Execution | undefined>}
 */
export async function lastExecution(rest, workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await rest.get(`/executions?filter=${filter}&limit=1`);
	return results.length > 0 ? await getExecution(rest, results[0].id) : undefined;
}

/**
 * Starts a workflow as the editor's button does and waits for its end.
 *
 * @param {import('./rest.mjs').Rest} rest
 * @param {string} workflowId
 * @param {string} trigger name of the trigger node to start from
 * @param {{ timeoutMs?: number }} [options]
 * @returns {Promise<Execution>}
 */
export async function runWorkflow(rest, workflowId, trigger, { timeoutMs = 120_000 } = {}) {
	const { executionId } = await rest.post(`/workflows/${workflowId}/run`, { triggerToStartFrom: { name: trigger } });
	return await finished(rest, executionId, timeoutMs);
}

/**
 * @param {import('./rest.mjs').Rest} rest
 * @param {string} id
 * @param {number} timeoutMs
 */
async function finished(rest, id, timeoutMs) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const execution = await getExecution(rest, id);
		if (!RUNNING.has(execution.status)) return execution;
		if (Date.now() > deadline) throw new Failure(`Execution ${id} is still ${execution.status} after ${timeoutMs} ms.`);
		await sleep(POLL_MS);
	}
}

/**
 * One sentence on why an execution ended as it did.
 *
 * @param {Execution} execution
 * @returns {string}
 */
export function describeFailure(execution) {
	const { error, lastNodeExecuted } = execution.data.resultData;
	if (!error) return `it ended as ${execution.status}`;
	const node = error.node?.name ?? lastNodeExecuted;
	return [node && `${node}:`, error.message, error.description].filter(Boolean).join(' ');
}

/**
 * n8n stores an execution as a flat table in which every string inside an object is the index of its value.
 *
 * @param {string} text
 * @returns {any}
 */
export function expandReferences(text) {
	/** @type {unknown[]} */
	const table = JSON.parse(text);
	/** @type {Map<string, unknown>} */
	const expanded = new Map();
	const at = (/** @type {string} */ index) => {
		const value = table[Number(index)];
		if (typeof value !== 'object' || value === null) return value;
		if (expanded.has(index)) return expanded.get(index);
		const copy = /** @type {Record<string, unknown>} */ (Array.isArray(value) ? [] : {});
		expanded.set(index, copy);
		for (const [key, entry] of Object.entries(value)) copy[key] = typeof entry === 'string' ? at(entry) : entry;
		return copy;
	};
	return at('0');
}
