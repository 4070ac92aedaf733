import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { isoTime } from '../../../shared/candles';
import { loadEngine, type Engine } from '../../../shared/engine';
import { outputItem } from '../../../shared/operation';

export const description: INodeProperties[] = [
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		default: 'backtest',
		required: true,
		placeholder: 'e.g. backtest',
		hint: 'The name of the input field that holds the backtest, as a Backtest node makes it',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. BTC trend strategy, 2024',
		description: "Leave empty for the strategy's name",
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		default: 'en',
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'French', value: 'fr' },
		],
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'options',
		default: 'A4',
		options: [
			{ name: 'A4', value: 'A4' },
			{ name: 'US Letter', value: 'LETTER' },
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Author',
				name: 'author',
				type: 'string',
				default: '',
				placeholder: 'e.g. Nadia Benali',
			},
			{
				displayName: 'Definition as Written',
				name: 'definitionText',
				type: 'string',
				typeOptions: { rows: 6 },
				default: '',
				placeholder: 'e.g. {{ $json.yaml }}',
				description: 'The strategy definition to print, comments and all; as JSON when left out',
			},
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. btc-trend.pdf',
				description: 'Made from the strategy, symbol, timeframe and date when left out',
			},
			{
				displayName: 'Output Binary Field',
				name: 'outputField',
				type: 'string',
				default: 'report',
				placeholder: 'e.g. report',
				description: 'The name of the output field to put the PDF in',
			},
			{
				displayName: 'Subtitle',
				name: 'subtitle',
				type: 'string',
				default: '',
				placeholder: 'e.g. Quarterly review',
				description: "The strategy's description when left out",
			},
		],
	},
];

interface Options {
	readonly author?: string;
	readonly definitionText?: string;
	readonly fileName?: string;
	readonly outputField?: string;
	readonly subtitle?: string;
}

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	const { describeStrategy, inBackground, readBacktest, reportFileName } = await loadEngine();
	const field = this.getNodeParameter('binaryField', index) as string;
	this.helpers.assertBinaryData(index, field);
	const { result, series } = await readBacktest(await this.helpers.getBinaryDataBuffer(index, field));
	const options = this.getNodeParameter('options', index, {}) as Options;
	const title = (this.getNodeParameter('title', index) as string) || result.definition.name;
	const input: Engine.PerformanceReportInput = {
		result,
		series,
		title,
		subtitle: options.subtitle || undefined,
		author: options.author || undefined,
		now: Date.now(),
		locale: this.getNodeParameter('language', index) as 'en' | 'fr',
		pageSize: this.getNodeParameter('pageSize', index) as 'A4' | 'LETTER',
		strategyText: describeStrategy(result.definition),
		definitionText: options.definitionText || undefined,
	};
	const { bytes, pages } = await inBackground('renderPerformancePdf', [input], {
		signal: this.getExecutionCancelSignal(),
	});
	const fileName = options.fileName || reportFileName(result, input.now);
	const report = await this.helpers.prepareBinaryData(Buffer.from(bytes), fileName, 'application/pdf');
	const json = { fileName, pages, size: bytes.length, title, ...keyFigures(result) };
	return [[outputItem(json, index, { [options.outputField || 'report']: report })]];
}

const KEY_FIGURES = ['finalEquity', 'totalReturn', 'cagr', 'maxDrawdown', 'sharpe', 'trades', 'winRate', 'profitFactor'];

/** What a message about the report wants to say; a figure that the backtest does not have stays out. */
function keyFigures({ definition, symbol, timeframe, equity, metrics }: Engine.BacktestResult): IDataObject {
	const figures = KEY_FIGURES.filter((name) => name in metrics).map((name) => [name, metrics[name]] as const);
	return {
		strategy: definition.name,
		symbol,
		timeframe,
		from: isoTime(equity.time[0]),
		to: isoTime(equity.time[equity.time.length - 1]),
		...Object.fromEntries(figures),
	};
}
