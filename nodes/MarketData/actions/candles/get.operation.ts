import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { candleItem, candlesAsItems, type CandleInput } from '../../../shared/candles';
import { timeframeField } from '../../../shared/fields';
import { fromBinary, fromFile } from '../../sources/file';
import { fromExchange } from '../../sources/exchange';
import { fromSampleMarket } from '../../sources/sampleMarket';

export const description: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		default: 'sample',
		options: [
			{ name: 'Binary Data', value: 'binary', description: 'A CSV or Arrow file that came with the input item' },
			{ name: 'Exchange', value: 'exchange', description: 'Any of the exchanges that ccxt connects to' },
			{ name: 'File', value: 'file', description: 'A CSV or Arrow file on the n8n server' },
			{ name: 'Sample Market', value: 'sample', description: 'A made-up market that needs no account and no network' },
		],
	},
	{
		displayName:
			'These prices are made up, the same on every computer: trends, ranges, gaps and fat tails to try a bot on. Choose Exchange for a real market.',
		name: 'sampleNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['sample'] } },
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		default: 'none',
		description: 'Public candles need no account; some exchanges give more history to a known one',
		options: [
			{ name: 'Exchange Account', value: 'credential' },
			{ name: 'None (Public Data)', value: 'none' },
		],
		displayOptions: { show: { source: ['exchange'] } },
	},
	{
		displayName: 'Exchange',
		name: 'exchange',
		type: 'resourceLocator',
		default: { mode: 'list', value: 'binance' },
		required: true,
		description: 'The exchange to ask',
		displayOptions: { show: { source: ['exchange'], authentication: ['none'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose an exchange…',
				typeOptions: { searchListMethod: 'getExchanges', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. kraken' },
		],
	},
	{
		displayName: 'Symbol',
		name: 'symbol',
		type: 'resourceLocator',
		default: { mode: 'name', value: 'BTC/USDT' },
		required: true,
		description: 'The market, written base/quote',
		displayOptions: { show: { source: ['exchange'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a market…',
				typeOptions: { searchListMethod: 'getMarkets', searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. BTC/USDT' },
		],
	},
	{
		displayName: 'Symbol',
		name: 'symbolName',
		type: 'string',
		default: 'BTC/USDT',
		placeholder: 'e.g. BTC/USDT',
		description: 'What the candles are of; orders and reports use this name',
		displayOptions: { show: { source: ['sample', 'binary', 'file'] } },
	},
	{ ...timeframeField, displayOptions: { show: { source: ['sample', 'exchange'] } } },
	{
		displayName: 'Candles',
		name: 'count',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 500,
		description: 'How many closed candles to get, counted back from now',
		displayOptions: { show: { source: ['sample', 'exchange'] } },
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the input field that holds the file',
		displayOptions: { show: { source: ['binary'] } },
	},
	{
		displayName: 'File Path',
		name: 'filePath',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. ~/.n8n-files/BTCUSDT_1h.csv',
		description: 'A CSV or Arrow file on the server, in a folder that n8n may read (N8N_RESTRICT_FILE_ACCESS_TO)',
		displayOptions: { show: { source: ['file'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				default: 'one',
				description: 'The strategy and backtest nodes take both',
				options: [
					{ name: 'One Item', value: 'one', description: 'All candles in one item' },
					{ name: 'One Item per Candle', value: 'each', description: 'For spreadsheets, databases and charts' },
				],
			},
			{
				displayName: 'Seed',
				name: 'seed',
				type: 'number',
				default: 1,
				description: 'Another seed gives another sample market',
				displayOptions: { show: { '/source': ['sample'] } },
			},
			{
				displayName: 'Since',
				name: 'since',
				type: 'dateTime',
				default: '',
				description: 'Get candles from this moment on, instead of counting back from now',
				displayOptions: { show: { '/source': ['exchange'] } },
			},
			{
				displayName: 'Timeframe of the File',
				name: 'fileTimeframe',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1h',
				description: 'Leave empty to read it from the distance between candles',
				displayOptions: { show: { '/source': ['binary', 'file'] } },
			},
		],
	},
];

const SOURCES: Record<string, (this: IExecuteFunctions, index: number) => Promise<CandleInput>> = {
	binary: fromBinary,
	exchange: fromExchange,
	file: fromFile,
	sample: fromSampleMarket,
};

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	const candles = await SOURCES[this.getNodeParameter('source', index) as string].call(this, index);
	const each = this.getNodeParameter('options.output', index, 'one') === 'each';
	return [each ? candlesAsItems(candles, index) : [await candleItem.call(this, candles, index)]];
}
