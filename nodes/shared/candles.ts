import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { loadEngine, type Engine } from './engine';

/** Candles as they travel between nodes: the closed bars, the bar that is still forming, and where they came from. */
export interface CandleInput {
	readonly series: Engine.CandleSeries;
	readonly current?: Engine.FormingCandle;
	readonly venue: string;
}

/** Up to this many candles stand in the item's JSON; more go into a binary field as Arrow. */
export const INLINE_CANDLES = 5_000;

/** One item holding a whole series: a summary a person can read, and the candles as rows or as an Arrow file. */
export async function candleItem(
	this: IExecuteFunctions,
	{ series, current, venue }: CandleInput,
	index: number,
): Promise<INodeExecutionData> {
	const { findGaps, seriesToRows, writeArrow } = await loadEngine();
	const last = series.length - 1;
	const json: IDataObject = {
		venue,
		symbol: series.symbol,
		timeframe: series.timeframe,
		from: isoTime(series.time[0]),
		to: isoTime(series.time[last]),
		count: series.length,
		gaps: findGaps(series).length,
		last: {
			time: isoTime(series.time[last]),
			open: series.open[last],
			high: series.high[last],
			low: series.low[last],
			close: series.close[last],
			volume: series.volume[last],
		},
	};
	if (current) json.current = { ...current };
	if (series.length <= INLINE_CANDLES) {
		return { json: { ...json, candles: seriesToRows(series) }, pairedItem: { item: index } };
	}
	const fileName = `${series.symbol.replace(/[^A-Za-z0-9]+/g, '-')}_${series.timeframe}.arrow`;
	const candles = await this.helpers.prepareBinaryData(
		Buffer.from(await writeArrow(series)),
		fileName,
		'application/vnd.apache.arrow.stream',
	);
	return { json, binary: { candles }, pairedItem: { item: index } };
}

/** One item per candle, for nodes that work on rows (a spreadsheet, a database). */
export function candlesAsItems({ series, venue }: CandleInput, index: number): INodeExecutionData[] {
	return Array.from({ length: series.length }, (_, i) => ({
		json: {
			venue,
			symbol: series.symbol,
			timeframe: series.timeframe,
			time: isoTime(series.time[i]),
			open: series.open[i],
			high: series.high[i],
			low: series.low[i],
			close: series.close[i],
			volume: series.volume[i],
		},
		pairedItem: { item: index },
	}));
}

/**
 * The candles of input item `index`, in whichever of the shapes they come: rows in `candles`, an Arrow or CSV file in a binary
 * field, or one item per candle. In the last case all items are one series: it belongs to item 0, and the others give undefined.
 */
export async function readCandleInput(this: IExecuteFunctions, index: number): Promise<CandleInput | undefined> {
	const engine = await loadEngine();
	const items = this.getInputData();
	const { json, binary } = items[index];
	const symbol = text(json.symbol);
	const written = text(json.timeframe);
	const timeframe = written === undefined ? undefined : engine.parseTimeframe(written);
	const venue = text(json.venue) ?? 'file';
	const current = json.current as Engine.FormingCandle | undefined;

	if (Array.isArray(json.candles)) {
		const rows = json.candles as unknown as Engine.CandleRow[];
		return { series: engine.seriesFromRows(rows, { symbol: symbol ?? 'UNKNOWN', timeframe }), current, venue };
	}
	if (typeof json.close === 'number') {
		if (index > 0) return undefined;
		const rows = items.map((item) => rowOf(item.json));
		return { series: engine.seriesFromRows(rows, { symbol: symbol ?? 'UNKNOWN', timeframe }), venue };
	}
	const field = binary && candleField(binary);
	if (field) {
		const bytes = await this.helpers.getBinaryDataBuffer(index, field);
		return { series: await engine.readCandles(bytes, { symbol, timeframe }), current, venue };
	}
	throw new engine.CandleError(
		'The input item holds no candles.',
		undefined,
		undefined,
		'Connect a Market Data node, or give an item with "candles" (rows of time, open, high, low, close, volume), one item per candle, or a CSV or Arrow file in a binary field.',
	);
}

export const isoTime = (time: number): string => new Date(time).toISOString();

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function candleField(binary: Partial<Record<string, IBinaryData>>): string | undefined {
	if (binary.candles) return 'candles';
	return Object.keys(binary).find((name) => {
		const { fileName = '', mimeType = '' } = binary[name] ?? {};
		return /csv|arrow|text\/plain/.test(mimeType) || /\.(csv|tsv|txt|arrow)$/i.test(fileName);
	});
}

function rowOf(json: IDataObject): Engine.CandleRow {
	const { time, open, high, low, close, volume = 0 } = json;
	const at = typeof time === 'string' ? Date.parse(time) : Number(time);
	return [at, Number(open), Number(high), Number(low), Number(close), Number(volume)];
}
