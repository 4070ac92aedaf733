import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { loadEngine, type Engine } from '../../../shared/engine';
import { toNodeError } from '../../../shared/errors';
import { outputItem } from '../../../shared/operation';
import { readDefinitionSource, strategyFields } from '../../../shared/strategyFields';

export const description: INodeProperties[] = strategyFields;

/** A definition that cannot be used is an answer here and not an error, so that a workflow can branch on `valid`. */
export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	const source = await readDefinitionSource.call(this, index);
	const { describeStrategy, parseStrategy, strategyId, StrategyError } = await loadEngine();
	try {
		const definition = parseStrategy(source);
		const valid: IDataObject = {
			valid: true,
			errors: [],
			id: strategyId(definition),
			name: definition.name,
			summary: describeStrategy(definition),
			indicators: { ...definition.indicators },
			definition: { ...definition },
		};
		return [[outputItem(valid, index)]];
	} catch (error) {
		if (!(error instanceof StrategyError)) throw toNodeError(this.getNode(), error, index);
		return [[outputItem({ valid: false, errors: [located(error)] }, index)]];
	}
}

function located(error: Engine.StrategyError): IDataObject {
	const { message, path, line, column } = error;
	// For a formula, the last paragraph of the hint is its line with the place underlined.
	const paragraphs = error.hint?.split('\n\n') ?? [];
	const picture = error.formula && paragraphs.pop();
	return { message, path, line, column, hint: paragraphs.join('\n\n') || undefined, picture };
}
