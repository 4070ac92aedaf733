import { type Execution, lastExecution, runWorkflow } from '../../../scripts/lib/executions.mjs';
import { type Rest, restClient } from '../../../scripts/lib/rest.mjs';
import { createWorkflow, publishWorkflow, type WorkflowFile } from '../../../scripts/lib/workflows.mjs';
import { runningN8n } from './running';

jest.setTimeout(180_000);

/** A signed-in session with the ring's n8n and the few things tests do with it. */
export interface Session {
	readonly url: string;
	readonly rest: Rest;
	/** Saves a workflow under an id n8n chooses and returns that id. */
	create(workflow: Partial<WorkflowFile>): Promise<string>;
	publish(id: string): Promise<void>;
	/** Runs a saved workflow from the trigger of that name, to its end. */
	run(id: string, trigger: string): Promise<Execution>;
	lastExecution(id: string): Promise<Execution | undefined>;
}

export function openSession(): Session {
	const { url, cookie } = runningN8n();
	const rest = restClient(url, cookie);
	return {
		url,
		rest,
		create: async (workflow) => ((await createWorkflow(rest, workflow)) as { id: string }).id,
		publish: (id) => publishWorkflow(rest, id),
		run: (id, trigger) => runWorkflow(rest, id, trigger),
		lastExecution: (id) => lastExecution(rest, id),
	};
}
