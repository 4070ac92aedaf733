import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Engine } from './engine';

/** What a trade costs and when it happens: asked the same way, with the same defaults, of a backtest and of paper orders. */
export const costFields: INodeProperties[] = [
	{
		displayName: 'Fee (%)',
		name: 'takerFeePercent',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0.1,
		description: 'Taken from the value of every fill: 0.1 is 0.1 %',
	},
	{
		displayName: 'Slippage (%)',
		name: 'slippagePercent',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0.05,
		description: 'How much worse than the market price a market or stop order fills: 0.05 is 0.05 %',
	},
	{
		displayName: 'Fill On',
		name: 'fillOn',
		type: 'options',
		default: 'nextOpen',
		description: 'When an order decided on the close of a candle is filled',
		options: [
			{ name: 'Next Open', value: 'nextOpen', description: 'At the open of the next candle, as in real trading' },
			{ name: 'Same Close', value: 'close', description: 'At the very close it was decided on: a little optimistic' },
		],
	},
];

export const makerFeeOption: INodeProperties = {
	displayName: 'Maker Fee (%)',
	name: 'makerFeePercent',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0.1,
	description: 'The fee of orders that rest in the book (limit orders, take profits); as Fee (%) when left out',
};

/** How paper orders meet prices, from the form; lots as the planning of orders uses them. */
export function readSimulation(this: IExecuteFunctions, index: number): Engine.SimulationOptions {
	const taker = fraction(this.getNodeParameter('takerFeePercent', index) as number);
	const { makerFeePercent: maker } = this.getNodeParameter('options', index, {}) as { makerFeePercent?: number };
	return {
		fees: { taker, maker: maker === undefined ? taker : fraction(maker), fixed: 0 },
		slippage: fraction(this.getNodeParameter('slippagePercent', index) as number),
		fillOn: this.getNodeParameter('fillOn', index) as Engine.SimulationOptions['fillOn'],
		lotSize: readLotSize.call(this, index),
	};
}

/** What quantities are a multiple of: eight decimals, as most exchanges count, unless the form says otherwise. */
export function readLotSize(this: IExecuteFunctions, index: number): number {
	return this.getNodeParameter('options.lotSize', index, 1e-8) as number;
}

/** 0.07 % as 0.0007: to twelve digits, so that it is not 0.0007000000000000001. */
export const fraction = (percent: number): number => Number((percent / 100).toPrecision(12));
