import { findGaps, readCandles, resample, type CandleSeries } from '../../../engine/market';
import { describeShared, sharedPath } from '../../support/shared';

const ohlcv = (path: string) => readCandles(sharedPath(`data/ohlcv/${path}`));

describeShared('recorded candles of many origins', () => {
	test.each([
		// Rows, timeframe, first and last open, first open price, last close: read from the files by eye.
		['binance/BTCUSDT_1h.csv', 55_597, '1h', '2017-08-17T04:00', '2023-12-20T16:00', 4261.48, 43949.41, 0],
		['binance/BTCUSDT_4h.csv', 14_156, '4h', '2017-08-17T04:00', '2024-02-01T08:00', 4261.48, 42198.38, 0],
		['binance/BTCUSDT_1d.csv', 2394, '1d', '2017-08-17T00:00', '2024-03-06T00:00', 4261.48, 66597.19, 0],
		['binance/ADAUSDT_1d.csv', 2074, '1d', '2018-04-17T00:00', '2023-12-20T00:00', 0.25551, 0.5955, 0],
		['binance/DOGEUSDT_1d.csv', 1630, '1d', '2019-07-05T00:00', '2023-12-20T00:00', 0.00449, 0.09283, 0],
		['binance/LTCUSDT_1d.csv', 2199, '1d', '2017-12-13T00:00', '2023-12-20T00:00', 272, 71.49, 0],
		['nautilus/btc-perp-20211231-20220201_1m.csv', 45_031, '1m', '2021-12-31T23:01', '2022-02-01T05:31', 46319, 38544, 0],
		['trading-signals/BTCUSDT_1m_2021-02-19.csv', 10_080, '1m', '2021-02-19T00:00', '2021-02-25T23:59', 51552.61, 47073.73, 0],
		['trading-signals/DASHUSDT_1m_2020-09-09.csv', 10_080, '1m', '2020-09-09T00:00', '2020-09-15T23:59', 74.73, 72.95, 0],
		['equities/GOOG.csv', 2148, '1d', '2004-08-19T00:00', '2013-03-01T00:00', 100, 806.19, 463],
		['equities/EURUSD.csv', 5000, '1h', '2017-04-19T09:00', '2018-02-07T15:00', 1.0716, 1.22904, 42],
		['equities/BTCUSD.csv', 156, '1M', '2012-01-31T00:00', '2024-12-31T00:00', 4.58, 93381, 0],
		['freqtrade/UNITTEST_BTC-1m.csv', 13_681, '1m', '2017-11-04T23:02', '2017-11-14T22:59', 0.00162008, 0.00270002, 538],
		['freqtrade/ADA_BTC-5m.csv', 5720, '5m', '2018-01-10T04:55', '2018-01-30T04:50', 0.00005330000000000001, 0.00005144, 5],
	])('%s', async (path, rows, timeframe, first, last, open, close, gaps) => {
		const series = await ohlcv(path);
		const iso = (time: number | undefined) => new Date(time ?? NaN).toISOString().slice(0, 16);
		expect([series.length, series.timeframe, iso(series.time[0]), iso(series.time.at(-1))]).toEqual([rows, timeframe, first, last]);
		expect([series.open[0], series.close.at(-1)]).toEqual([open, close]);
		expect(findGaps(series)).toHaveLength(gaps);
	});

	test("hours aggregate to the exchange's own four-hour candles, but for the outages it filled by other means", async () => {
		const built = resample(await ohlcv('binance/BTCUSDT_1h.csv'), '4h');
		const published = await ohlcv('binance/BTCUSDT_4h.csv');
		expect(built.time).toEqual(published.time.slice(0, built.length));
		const differing = Array.from(built.time).filter((_, i) => !sameCandle(built, published, i));
		// The files bridge the exchange's outages by straight lines, each at its own step: 47 of 13,899 candles on 23 days.
		expect(built.length).toBe(13_899);
		expect(differing).toHaveLength(47);
		expect(new Set(differing.map((time) => new Date(time).toISOString().slice(0, 10))).size).toBe(23);
	});
});

function sameCandle(a: CandleSeries, b: CandleSeries, i: number): boolean {
	return (['open', 'high', 'low', 'close'] as const).every((name) => a[name][i] === b[name][i]);
}
