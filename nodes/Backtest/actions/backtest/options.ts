import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Engine } from '../../../shared/engine';
import { parametersOption, readParameters } from '../../../shared/strategyFields';
import { costFields, fraction, makerFeeOption } from '../../../shared/tradingCosts';

/** Money and market: what every backtest is asked. Rates are percent here and fractions in the engine. */
export const optionFields: INodeProperties[] = [
	{
		displayName: 'Starting Cash',
		name: 'initialCash',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10000,
		description: 'In the currency the symbol is quoted in',
	},
	...costFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Annualisation',
				name: 'annualisation',
				type: 'options',
				default: 365,
				description: 'Trading days in a year; read from the weekends in the data unless you choose',
				options: [
					{ name: '252 Days (Stocks)', value: 252 },
					{ name: '365 Days (Crypto)', value: 365 },
				],
			},
			{
				displayName: 'Fixed Fee',
				name: 'fixedFee',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'An amount added to every fill, in the quote currency',
			},
			{
				displayName: 'Lot Size',
				name: 'lotSize',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				placeholder: 'e.g. 0.001',
				description: 'Quantities are rounded down to a multiple of this; 0 leaves them as they are',
			},
			makerFeeOption,
			{
				displayName: 'Policy',
				name: 'policy',
				type: 'options',
				default: 'default',
				description: 'The choices of another engine, to compare numbers with it; the fields above still hold',
				options: [
					{ name: 'Backtesting.py', value: 'backtesting.py' },
					{ name: 'Default', value: 'default' },
				],
			},
			{
				displayName: 'Position at the End',
				name: 'closeAtEnd',
				type: 'options',
				default: 'close',
				description: 'What becomes of a position still open on the last candle',
				options: [
					{ name: 'Close at the Last Close', value: 'close' },
					{ name: 'Close at the Last Open', value: 'open' },
					{ name: 'Keep Open', value: 'keep', description: 'It counts in the equity and is in no trade' },
				],
			},
			{
				displayName: 'Risk-Free Rate (%)',
				name: 'riskFreePercent',
				type: 'number',
				default: 0,
				description: 'A year, for the Sharpe and Sortino ratios: 4 is 4 %',
			},
			parametersOption,
			{
				displayName: 'Too Expensive Entries',
				name: 'unaffordable',
				type: 'options',
				default: 'shrink',
				description: 'What becomes of an entry that costs more than the equity',
				options: [
					{ name: 'Buy as Much as Possible', value: 'shrink' },
					{ name: 'Leave Out', value: 'skip' },
				],
			},
		],
	},
];

/** What the form says, as the engine takes it. An option that was not added stays out, so that the policy's choice holds. */
export function readOptions(this: IExecuteFunctions, index: number): Engine.BacktestOptions {
	const options = this.getNodeParameter('options', index, {}) as IDataObject & Partial<Engine.BacktestOptions>;
	const { annualisation, closeAtEnd, lotSize, policy, unaffordable } = options;
	return {
		initialCash: this.getNodeParameter('initialCash', index) as number,
		fee: {
			taker: fraction(this.getNodeParameter('takerFeePercent', index) as number),
			...(options.makerFeePercent !== undefined && { maker: fraction(options.makerFeePercent as number) }),
			fixed: (options.fixedFee as number | undefined) ?? 0,
		},
		slippage: fraction(this.getNodeParameter('slippagePercent', index) as number),
		fillOn: this.getNodeParameter('fillOn', index) as 'nextOpen' | 'close',
		riskFree: fraction((options.riskFreePercent as number | undefined) ?? 0),
		annualisation,
		closeAtEnd,
		lotSize,
		policy,
		unaffordable,
		parameters: readParameters.call(this, index),
	};
}
