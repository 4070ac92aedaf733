import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

/**
 * An error as n8n shows it: the engine's sentence as the message, its hint underneath, and the item that caused it.
 * Errors that are n8n's own already keep their kind.
 */
export function toNodeError(node: INode, error: unknown, itemIndex: number): NodeOperationError | NodeApiError {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	const { message, hint } = asEngineError(error);
	const nodeError = new NodeOperationError(node, error instanceof Error ? error : { message }, {
		message,
		description: hint,
		itemIndex,
	});
	// n8n puts a general sentence in place of any message that contains a system's code such as ECONNREFUSED: ours says more.
	nodeError.message = message;
	return nodeError;
}

// An error that crossed a worker thread has lost its class but not its fields, so it is known by them.
function asEngineError(error: unknown): { message: string; hint?: string } {
	if (!(error instanceof Error)) return { message: String(error) };
	const { hint } = error as { hint?: unknown };
	return { message: error.message, hint: typeof hint === 'string' ? hint : undefined };
}
