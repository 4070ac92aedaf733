/** Candles: the series and its timeframes, files, the sample market and exchanges. */
export { createSeries } from './createSeries';
export { findDisorder, findGaps, type Disorder, type Gap } from './gaps';
export { readArrow, writeArrow } from './arrow';
export { readCandles, type CandleFormat } from './readCandles';
export { readCsv, type ReadOptions } from './csv/readCsv';
export { writeCsv } from './csv/writeCsv';
export { resample } from './resample';
export { seriesFromRows, seriesToRows, sliceSeries } from './rows';
export { CandleError, type CandleColumns, type CandleRow, type CandleSeries, type FormingCandle } from './series';
export {
	TimeframeError,
	barOpenAt,
	inferTimeframe,
	nextBarOpen,
	parseTimeframe,
	timeframeMs,
	type Timeframe,
} from './timeframe';
export { sampleCandles } from './sample/sampleCandles';
export { fetchCandles, type FetchCandlesOptions } from './sources/fetchCandles';
export { listExchanges, listMarkets, testExchange, type ExchangeInfo, type MarketInfo } from './sources/directory';
export type { ExchangeAccess, ExchangeCredentials } from './sources/exchange';
export { SourceError, type SourceErrorKind } from './sources/sourceError';
