import {
	NodeOperationError,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { loadEngine, type Engine } from './engine';

const EXAMPLE = `schema: 1
name: EMA trend with RSI filter
timeframe: 1h
parameters:
  fast: {default: 12, min: 5, max: 30, step: 1}
  slow: {default: 26, min: 20, max: 100, step: 2}
indicators:
  fastMa: ema(close, fast)
  slowMa: ema(close, slow)
entry:
  long: crossover(fastMa, slowMa) and rsi(close, 14) < 70
exit:
  long: crossunder(fastMa, slowMa)
protect: {stopLoss: 2%, takeProfit: 4%}
sizing: {mode: equityPercent, value: 10%}
`;

/** What a node does and with which strategy, for the line below its name on the canvas. */
export const strategySubtitle =
	'={{ $parameter["operation"] + ": " + ({ readyMade: $parameter["readyMade"], text: "own definition", input: "definition from input" })[$parameter["strategySource"]] }}';

/** Asks which strategy: a ready-made one, a document written here, or one that comes with the input item. */
export const strategyFields: INodeProperties[] = [
	{
		displayName: 'Strategy',
		name: 'strategySource',
		type: 'options',
		noDataExpression: true,
		default: 'readyMade',
		description: 'Where the strategy definition comes from',
		options: [
			{ name: 'From the Input Item', value: 'input', description: 'A field of the input item holds the definition' },
			{ name: 'Ready-Made', value: 'readyMade', description: 'One of the strategies that come with the suite' },
			{ name: 'YAML or JSON', value: 'text', description: 'Write or paste a definition' },
		],
	},
	{
		displayName: 'Ready-Made Strategy',
		name: 'readyMade',
		type: 'resourceLocator',
		default: { mode: 'list', value: 'ema-trend' },
		required: true,
		description: 'The strategy to use',
		displayOptions: { show: { strategySource: ['readyMade'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a strategy…',
				typeOptions: { searchListMethod: 'getReadyMadeStrategies', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. ema-trend' },
		],
	},
	{
		displayName: 'Definition',
		name: 'definition',
		type: 'string',
		typeOptions: { rows: 18 },
		default: EXAMPLE,
		required: true,
		placeholder: 'e.g. schema: 1 …',
		description:
			'The strategy as a YAML or JSON document. <a href="https://github.com/n8n-nodes-trading-bot/n8n-nodes-trading-bot/blob/main/docs/formulas.md" target="_blank">The formula language</a>.',
		displayOptions: { show: { strategySource: ['text'] } },
	},
	{
		displayName: 'Definition Field',
		name: 'definitionField',
		type: 'string',
		default: 'definition',
		required: true,
		placeholder: 'e.g. definition',
		hint: 'The name of the input field that holds the definition, as an object or as YAML or JSON text',
		displayOptions: { show: { strategySource: ['input'] } },
	},
];

/** Other values for the definition's parameters, for an "Options" collection. */
export const parametersOption: INodeProperties = {
	displayName: 'Strategy Parameters',
	name: 'parameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Parameter' },
	default: {},
	description: "Values to use in place of the definition's defaults",
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				{
					displayName: 'Name or ID',
					name: 'name',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getStrategyParameters',
						loadOptionsDependsOn: ['strategySource', 'readyMade.value', 'definition'],
					},
					default: '',
					description:
						'A parameter of the strategy. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{ displayName: 'Value', name: 'value', type: 'number', default: 0 },
			],
		},
	],
};

/** Fills the drop-downs of `strategyFields` and `parametersOption`. */
export const strategyMethods = {
	listSearch: { getReadyMadeStrategies },
	loadOptions: { getStrategyParameters },
};

/** The definition that the form points to, before anything was checked: text or an object. */
export async function readDefinitionSource(this: IExecuteFunctions, index: number): Promise<string | object> {
	const source = this.getNodeParameter('strategySource', index) as string;
	if (source === 'text') return this.getNodeParameter('definition', index) as string;
	if (source === 'readyMade') {
		return await readyMadeDefinition(this.getNodeParameter('readyMade', index, '', { extractValue: true }) as string);
	}
	const field = this.getNodeParameter('definitionField', index) as string;
	const { json } = this.getInputData()[index];
	const definition = json[field];
	if ((typeof definition === 'string' && definition !== '') || (typeof definition === 'object' && definition !== null)) {
		return definition;
	}
	throw new NodeOperationError(this.getNode(), `The input item has no strategy definition in its field "${field}"`, {
		description: `Its fields are: ${Object.keys(json).join(', ') || '(none)'}. Set Definition Field to the one that holds the definition, or choose another Strategy.`,
		itemIndex: index,
	});
}

/** The strategy that the form points to, checked. */
export async function readDefinition(this: IExecuteFunctions, index: number): Promise<Engine.StrategyDefinition> {
	const { parseStrategy } = await loadEngine();
	return parseStrategy(await readDefinitionSource.call(this, index));
}

/** The values given in the form for the definition's parameters. `path` is where `parametersOption` stands. */
export function readParameters(this: IExecuteFunctions, index: number, path = 'options.parameters'): Record<string, number> {
	const rows = this.getNodeParameter(`${path}.parameter`, index, []) as Array<{ name: string; value: number }>;
	return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

async function readyMadeDefinition(id: string): Promise<Engine.StrategyDefinition> {
	const { ParameterError, readyMadeStrategies } = await loadEngine();
	const found = readyMadeStrategies().find((strategy) => strategy.id === id);
	if (found) return found.definition;
	const known = readyMadeStrategies().map((strategy) => strategy.id);
	throw new ParameterError(
		'readyMade',
		`There is no ready-made strategy "${id}".`,
		`Choose one from the list: ${known.join(', ')}.`,
	);
}

async function getReadyMadeStrategies(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const { readyMadeStrategies } = await loadEngine();
	const wanted = filter.toLowerCase();
	return {
		results: readyMadeStrategies()
			.filter(({ id, name, description }) => `${id} ${name} ${description}`.toLowerCase().includes(wanted))
			.map(({ id, name, description }) => ({ name, value: id, description })),
	};
}

async function getStrategyParameters(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { parseStrategy } = await loadEngine();
	const source = this.getCurrentNodeParameter('strategySource');
	// What the input item will bring is not known before it runs.
	if (source === 'input') return [];
	const definition =
		source === 'text'
			? parseStrategy(this.getCurrentNodeParameter('definition'))
			: await readyMadeDefinition(this.getCurrentNodeParameter('readyMade', { extractValue: true }) as string);
	return Object.entries(definition.parameters ?? {}).map(([name, { default: value, min, max }]) => ({
		name,
		value: name,
		description: `Default ${value}${min === undefined || max === undefined ? '' : `, from ${min} to ${max}`}`,
	}));
}
