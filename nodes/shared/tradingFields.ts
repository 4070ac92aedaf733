import type { INodeProperties } from 'n8n-workflow';
import { botField, timeframeField } from './fields';
import { shownFor } from './operation';

const modeField = (tool: boolean, mode: 'paper' | 'dryRun'): INodeProperties => ({
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	noDataExpression: true,
	default: mode,
	description: 'How far an order goes',
	displayOptions: { show: { '@tool': [tool] } },
	options: [
		{ name: 'Dry Run', value: 'dryRun', description: 'The order is planned and shown; nothing is bought or sold' },
		{ name: 'Paper', value: 'paper', description: 'The order is filled on real prices with made-up money' },
	],
});

/** How far orders go. An AI agent only plans, unless whoever sets the tool up chooses otherwise. */
export const modeFields: INodeProperties[] = [modeField(false, 'paper'), modeField(true, 'dryRun')];

/** The books that orders are kept in. */
export const accountField: INodeProperties = {
	displayName: 'Account',
	name: 'account',
	type: 'resourceLocator',
	default: { mode: 'name', value: 'paper' },
	required: true,
	description: 'The account whose money and positions are meant; bots that share one also share its limits',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an account…',
			typeOptions: { searchListMethod: 'getAccounts', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. paper' },
	],
};

export const startingCashField: INodeProperties = {
	displayName: 'Starting Cash',
	name: 'startingCash',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 10_000,
	description: 'What a new account starts with; one that exists keeps its own cash',
};

const manualOrder: INodeProperties[] = [
	botField,
	{
		displayName: 'Symbol',
		name: 'symbol',
		type: 'string',
		default: '={{ $json.symbol }}',
		required: true,
		placeholder: 'e.g. BTC/USDT',
		description: 'The market, written base/quote',
	},
	{
		displayName: 'Side',
		name: 'side',
		type: 'options',
		default: 'buy',
		options: [
			{ name: 'Buy', value: 'buy' },
			{ name: 'Sell', value: 'sell' },
		],
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		default: 'market',
		options: [
			{ name: 'Limit', value: 'limit', description: 'At the limit price or better; waits until the market gets there' },
			{ name: 'Market', value: 'market', description: 'At the next price' },
			{ name: 'Stop', value: 'stop', description: 'At the market, once the stop price is touched' },
		],
	},
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		required: true,
		placeholder: 'e.g. 0.05',
		description: 'How much to trade, in units of the base currency (BTC of BTC/USDT)',
	},
	{
		displayName: 'Limit Price',
		name: 'limitPrice',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		required: true,
		placeholder: 'e.g. 64000',
		description: 'The worst price to accept',
		displayOptions: { show: { type: ['limit'] } },
	},
	{
		displayName: 'Stop Price',
		name: 'stopPrice',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		required: true,
		placeholder: 'e.g. 61000',
		description: 'The price that sets the order off',
		displayOptions: { show: { type: ['stop'] } },
	},
	{
		displayName: 'Reference Price',
		name: 'referencePrice',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		placeholder: 'e.g. 62500',
		description: 'What the order is valued at; 0 takes the latest price of the candles in the input item',
		displayOptions: { show: { type: ['market'] } },
	},
	{
		displayName: 'Protection',
		name: 'protection',
		type: 'collection',
		placeholder: 'Add protection',
		default: {},
		description: 'Exits that watch over the position once the order has filled',
		options: [
			{
				displayName: 'Max Bars',
				name: 'maxBars',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 24,
				description: 'Leave after this many candles',
			},
			{
				displayName: 'Stop Loss',
				name: 'stopLoss',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				placeholder: 'e.g. 61000',
				description: 'Leave with a loss at this price',
			},
			{
				displayName: 'Take Profit',
				name: 'takeProfit',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				placeholder: 'e.g. 68000',
				description: 'Leave with a profit at this price',
			},
			{
				displayName: 'Trailing Stop Activation',
				name: 'trailingActivation',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				placeholder: 'e.g. 500',
				description: 'The gain, in price units, from which the trailing stop is armed; 0 arms it at once',
			},
			{
				displayName: 'Trailing Stop Distance',
				name: 'trailingDistance',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				placeholder: 'e.g. 1200',
				description: 'How far behind the best close the stop follows, in price units',
			},
		],
	},
];

/** An order in the person's own words, shown where the order source is "Define Below". */
export const manualOrderFields: INodeProperties[] = shownFor({ orderSource: ['define'] }, manualOrder);

export const currencyOption: INodeProperties = {
	displayName: 'Currency',
	name: 'currency',
	type: 'string',
	default: '',
	placeholder: 'e.g. USDT',
	description: "Currency of a new account's cash; leave empty to take the symbol's quote currency",
};

/** Options of an order that the form describes. */
export const manualOrderOptions: INodeProperties[] = shownFor({ '/orderSource': ['define'] }, [
	{
		displayName: 'Candles',
		name: 'timeframe',
		type: 'options',
		default: '1h',
		description: 'How long the candles last that the order waits for, where the input item brings none',
		options: timeframeField.options,
	},
	{
		displayName: 'Order ID',
		name: 'clientOrderId',
		type: 'string',
		default: '',
		placeholder: 'e.g. rebalance-2024-06',
		description:
			'An ID is placed once, however often the workflow runs. Derived from bot, candle and what is ordered when left empty: the same order then goes out once a candle.',
	},
	{
		displayName: 'Reduce Only',
		name: 'reduceOnly',
		type: 'boolean',
		default: false,
		description: 'Whether the order may only make a position smaller',
	},
]);

/** Options of an order that is planned from a signal. */
export const sizingOptions: INodeProperties[] = shownFor({ '/orderSource': ['signal', 'item'] }, [
	{
		displayName: 'Lot Size',
		name: 'lotSize',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0.001,
		placeholder: 'e.g. 0.001',
		description: 'Quantities are rounded down to a multiple of this; to eight decimals, as most exchanges count, when left out',
	},
	{
		displayName: 'Minimum Order Value',
		name: 'minNotional',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		placeholder: 'e.g. 10',
		description: 'Entries worth less than this, in the quote currency, are not placed',
	},
]);
