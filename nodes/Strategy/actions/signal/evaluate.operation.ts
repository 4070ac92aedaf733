import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { isoTime, readCandleInput } from '../../../shared/candles';
import { loadEngine, type Engine } from '../../../shared/engine';
import { botField } from '../../../shared/fields';
import { outputItem } from '../../../shared/operation';
import { parametersOption, readDefinition, readParameters, strategyFields } from '../../../shared/strategyFields';

export const description: INodeProperties[] = [
	...strategyFields,
	{
		displayName: 'Evaluate At',
		name: 'evaluateAt',
		type: 'options',
		default: 'lastBar',
		description: 'The candle to decide on',
		options: [
			{ name: 'Last Closed Candle', value: 'lastBar', description: 'What to do now' },
			{
				name: 'Latest Entry Signal',
				value: 'lastSignal',
				description: 'Goes back to the last time the strategy entered, and replays that decision',
			},
		],
	},
	{
		displayName:
			'A replay, for demonstrations and checks: the signal may be days old. Choose Last Closed Candle for a bot that trades.',
		name: 'replayNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { evaluateAt: ['lastSignal'] } },
	},
	botField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Only When Something Is to Do',
				name: 'actionsOnly',
				type: 'boolean',
				default: false,
				description: 'Whether to let nothing out when the strategy says to hold, so that the workflow ends here',
			},
			parametersOption,
		],
	},
];

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	const candles = await readCandleInput.call(this, index);
	if (!candles) return [[]];
	const { signalAt } = await loadEngine();
	const { series, current, venue } = candles;
	const signal = signalAt(await readDefinition.call(this, index), series, {
		bot: this.getNodeParameter('bot', index) as string,
		at: this.getNodeParameter('evaluateAt', index) as 'lastBar' | 'lastSignal',
		parameters: readParameters.call(this, index),
	});
	if (signal.action === 'hold' && this.getNodeParameter('options.actionsOnly', index, false)) return [[]];
	const bars = await marketBars(series, signal.barTime);
	const market = current ? { bars, current } : { bars };
	return [[outputItem({ ...signal, at: isoTime(signal.barTime), venue, market }, index)]];
}

// What the following nodes need to fill and to follow orders: some history before now, and everything since the signal.
const HISTORY_BARS = 100;
const MOST_BARS = 500;

async function marketBars(series: Engine.CandleSeries, signalTime: number): Promise<Engine.CandleRow[]> {
	const { seriesToRows } = await loadEngine();
	const signalBar = series.time.indexOf(signalTime);
	const from = Math.min(signalBar, Math.max(0, series.length - HISTORY_BARS));
	return seriesToRows(series, from, Math.min(series.length, from + MOST_BARS));
}
