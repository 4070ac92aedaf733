import type { IDataObject, IDisplayOptions, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { toNodeError } from './errors';

/** One operation of a node: the fields it shows, and what it does with one input item. */
export interface Operation {
	readonly description: INodeProperties[];
	/** Resolves to the output items of input item `index`, one array per output of the node. */
	readonly execute: (this: IExecuteFunctions, index: number) => Promise<INodeExecutionData[][]>;
}

/** Operations by resource and operation value, as the two drop-downs write them. */
export type Operations = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/**
 * Runs the chosen operation for every input item. An item that fails stops the node, with its index in the error; with
 * "continue on fail" it goes out as an error item (on the last output, where a path for rejected items exists) instead.
 */
export async function runOperation(
	this: IExecuteFunctions,
	operations: Operations,
	outputs = 1,
): Promise<INodeExecutionData[][]> {
	const operation = operations[this.getNodeParameter('resource', 0)][this.getNodeParameter('operation', 0)];
	const result: INodeExecutionData[][] = Array.from({ length: outputs }, () => []);
	for (let index = 0; index < this.getInputData().length; index++) {
		try {
			const produced = await operation.execute.call(this, index);
			produced.forEach((items, output) => result[output].push(...items));
		} catch (error) {
			const nodeError = toNodeError(this.getNode(), error, index);
			if (!this.continueOnFail()) throw nodeError;
			result[outputs - 1].push({ json: { error: nodeError.message }, error: nodeError, pairedItem: { item: index } });
		}
	}
	return result;
}

/** The same fields, shown only where `show` holds (on top of their own conditions). */
export function shownFor(show: NonNullable<IDisplayOptions['show']>, fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } },
	}));
}

/** An output item that remembers which input item it came from. */
export const outputItem = (json: object, index: number, binary?: INodeExecutionData['binary']): INodeExecutionData => ({
	json: json as IDataObject,
	...(binary && { binary }),
	pairedItem: { item: index },
});
