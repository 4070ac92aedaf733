import type { INodeProperties } from 'n8n-workflow';

/** Timeframes as traders pick them; any other (`3m`, `2d` …) can be given by expression. */
export const timeframeField: INodeProperties = {
	displayName: 'Timeframe',
	name: 'timeframe',
	type: 'options',
	default: '1h',
	description: 'How long each candle lasts',
	// Shortest first, as on every chart.
	// eslint-disable-next-line n8n-nodes-base/node-param-options-type-unsorted-items
	options: [
		{ name: '1 Minute', value: '1m' },
		{ name: '5 Minutes', value: '5m' },
		{ name: '15 Minutes', value: '15m' },
		{ name: '30 Minutes', value: '30m' },
		{ name: '1 Hour', value: '1h' },
		{ name: '4 Hours', value: '4h' },
		{ name: '1 Day', value: '1d' },
		{ name: '1 Week', value: '1w' },
	],
};

/** Ties signals, orders, positions and reports of one bot together. */
export const botField: INodeProperties = {
	displayName: 'Bot Name',
	name: 'bot',
	type: 'string',
	default: '={{ $workflow.id }}',
	placeholder: 'e.g. btc-trend',
	description: "Ties this bot's signals, orders and positions together; the workflow's ID unless you name it",
};
