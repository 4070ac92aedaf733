import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { readCandleInput } from './candles';
import { loadEngine, type Engine } from './engine';

/** The last known price of a symbol, and the open time (epoch milliseconds UTC) of the last closed bar. */
export interface Mark {
	readonly symbol: string;
	readonly price: number;
	readonly time: number;
}

// As many bars as a signal item carries: enough to fill an order and to watch over it since the last runs.
const MARKET_BARS = 500;

/**
 * The market that input item `index` brings along: a signal's bars, or the newest ones of a candle item. Undefined when it
 * brings none.
 */
export async function marketOf(this: IExecuteFunctions, index: number): Promise<Engine.MarketView | undefined> {
	const { json, binary } = this.getInputData()[index];
	const carried = json.market as { bars?: Engine.CandleRow[]; current?: Engine.FormingCandle } | undefined;
	if (Array.isArray(carried?.bars)) {
		const { symbol, timeframe, venue } = json as { symbol?: string; timeframe?: string; venue?: string };
		if (!symbol || !timeframe) throw incomplete.call(this, 'names no symbol or no timeframe', index);
		return { venue: venue ?? 'file', symbol, timeframe, bars: carried.bars, current: carried.current };
	}
	if (!Array.isArray(json.candles) && !isCandle(json) && !binary) return undefined;
	const candles = await readCandleInput.call(this, index);
	if (!candles) return undefined;
	const { seriesToRows } = await loadEngine();
	const { series, current, venue } = candles;
	return {
		venue,
		symbol: series.symbol,
		timeframe: series.timeframe,
		bars: seriesToRows(series, Math.max(0, series.length - MARKET_BARS)),
		current,
	};
}

/** True for all but the first item of a series that comes as one item per candle: the first stands for all of them. */
export function belongsToFirstItem(this: IExecuteFunctions, index: number): boolean {
	return index > 0 && isCandle(this.getInputData()[index].json);
}

/** The price a market stands at: of the bar that is forming, else of the last one that closed. */
export function markOf({ symbol, bars, current }: Engine.MarketView): Mark | undefined {
	const last = bars.at(-1);
	return last && { symbol, price: current?.close ?? last[4], time: last[0] };
}

/** Marks as the books take them: prices by symbol. */
export const pricesOf = (marks: readonly (Mark | undefined)[]): Record<string, number> =>
	Object.fromEntries(marks.flatMap((mark) => (mark ? [[mark.symbol, mark.price]] : [])));

const ACTIONS: readonly unknown[] = ['enterLong', 'exitLong', 'enterShort', 'exitShort', 'hold'] satisfies Engine.SignalAction[];
const REQUIRED = ['bot', 'symbol', 'timeframe', 'barTime', 'action', 'price', 'sizing', 'reason', 'indicators', 'strategy'] as const;
const OPTIONAL = ['stopLoss', 'takeProfit', 'trailingStop', 'maxBars', 'levels'] as const;

export const isSignal = ({ action }: IDataObject): boolean => ACTIONS.includes(action);

/** The signal in input item `index`, as Strategy → Signal: Evaluate writes it, without what else the item carries. */
export function signalOf(this: IExecuteFunctions, index: number): Engine.Signal {
	const { json } = this.getInputData()[index];
	if (!isSignal(json)) {
		throw new NodeOperationError(this.getNode(), 'The input item holds no signal', {
			description:
				'Connect a Strategy node (Signal: Evaluate) before this one, or set Order Source to Define Below and describe the order.',
			itemIndex: index,
		});
	}
	const missing = REQUIRED.find((name) => json[name] === undefined);
	if (missing) throw incomplete.call(this, `has no "${missing}"`, index);
	const kept = [...REQUIRED, ...OPTIONAL].filter((name) => json[name] !== undefined);
	return Object.fromEntries(kept.map((name) => [name, json[name]])) as unknown as Engine.Signal;
}

function incomplete(this: IExecuteFunctions, what: string, index: number): NodeOperationError {
	return new NodeOperationError(this.getNode(), `The signal in the input item ${what}`, {
		description: 'Pass the item of the Strategy node on as it is; add fields to it rather than replace them.',
		itemIndex: index,
	});
}

const isCandle = ({ close, time }: IDataObject): boolean => typeof close === 'number' && time !== undefined;
