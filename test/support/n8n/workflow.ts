import { randomUUID } from 'node:crypto';
import type { WorkflowFile } from '../../../scripts/lib/workflows.mjs';

export interface TestNode {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: Record<string, unknown>;
	readonly credentials?: Record<string, { id: string; name: string }>;
	readonly onError?: 'continueRegularOutput' | 'continueErrorOutput';
}

type Extra = Pick<TestNode, 'credentials' | 'onError'>;

export const START = 'Start';

export const manualTrigger: TestNode = { name: START, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };

/** A node of the suite, named after its type. */
export const suiteNode = (type: string, parameters: Record<string, unknown> = {}, extra: Extra = {}): TestNode => ({
	name: type,
	type: `n8n-nodes-trading-bot.${type}`,
	typeVersion: 1,
	parameters,
	...extra,
});

/** A workflow of nodes in a row, each fed by the first output of the one before. */
export function chain(name: string, ...nodes: readonly TestNode[]): Partial<WorkflowFile> {
	const connections = nodes
		.slice(1)
		.map((node, index) => [nodes[index].name, { main: [[{ node: node.name, type: 'main', index: 0 }]] }] as const);
	return {
		name,
		nodes: nodes.map((node, index) => ({ ...node, id: randomUUID(), position: [index * 240, 0] })),
		connections: Object.fromEntries(connections),
		settings: { executionOrder: 'v1' },
	};
}
