import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { isoTime, readCandleInput } from '../../../shared/candles';
import { loadEngine, type Engine } from '../../../shared/engine';
import { outputItem } from '../../../shared/operation';
import { readDefinition, strategyFields } from '../../../shared/strategyFields';
import { optionFields, readOptions } from './options';

export const description: INodeProperties[] = [...strategyFields, ...optionFields];

/** Trades beyond this stay in the archive only: an item's JSON is read by people and by the editor. */
const TRADES_IN_JSON = 1_000;

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	const candles = await readCandleInput.call(this, index);
	if (!candles) return [[]];
	const { inBackground, writeBacktest } = await loadEngine();
	const definition = await readDefinition.call(this, index);
	const options = readOptions.call(this, index);
	const result = await inBackground('runBacktest', [definition, candles.series, options], {
		signal: this.getExecutionCancelSignal(),
	});
	if (result.warnings.length > 0) {
		this.addExecutionHints({ message: result.warnings.join(' '), type: 'warning', location: 'outputPane' });
	}
	const archive = await this.helpers.prepareBinaryData(
		Buffer.from(await writeBacktest(result, candles.series)),
		fileName(result),
		'application/vnd.apache.arrow.stream',
	);
	return [[outputItem(await summary(result), index, { backtest: archive })]];
}

async function summary(result: Engine.BacktestResult): Promise<IDataObject> {
	const { describeStrategy, strategyId } = await loadEngine();
	const { definition, equity, metrics, openPosition, options, symbol, timeframe, trades, warnings } = result;
	return {
		strategy: { id: strategyId(definition), name: definition.name, summary: describeStrategy(definition) },
		symbol,
		timeframe,
		from: isoTime(equity.time[0]),
		to: isoTime(equity.time[equity.time.length - 1]),
		bars: equity.time.length,
		metrics: { ...metrics },
		tradeCount: trades.length,
		trades: trades.slice(0, TRADES_IN_JSON).map((trade) => ({ ...trade })),
		...(openPosition && { openPosition: { ...openPosition } }),
		warnings: [...warnings],
		options: { ...options, fee: { ...options.fee }, parameters: { ...options.parameters } },
		definition: definition as unknown as IDataObject,
	};
}

const fileName = ({ symbol, timeframe, definition }: Engine.BacktestResult): string =>
	`${[definition.name, symbol, timeframe].map((part) => part.replace(/[^\p{L}\p{N}]+/gu, '-')).join('_')}.backtest.arrow`;
