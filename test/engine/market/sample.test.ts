import { findGaps, resample, sampleCandles, seriesToRows, type CandleSeries, type Timeframe } from '../../../engine/market';

const NOW = Date.UTC(2025, 5, 10, 12, 34, 20);
const SYMBOLS = ['BTC/USDT', 'ETH/USDT', 'EUR/USD', 'ACME'];
const sample = (timeframe: Timeframe, count: number, now = NOW, symbol = 'BTC/USDT', seed?: number) =>
	sampleCandles({ symbol, timeframe, count, now, seed });

describe('the sample market is one and the same from wherever it is looked at', () => {
	test('a candle does not depend on now or count', () => {
		const wide = sample('15m', 3000).series;
		const narrow = sample('15m', 40, wide.time[1500]).series;
		expect(seriesToRows(narrow)).toEqual(seriesToRows(wide, 1460, 1500));
	});

	test.each(['5m', '1h', '4h', '1d', '1w', '1M'] as Timeframe[])('%s is the minutes aggregated', (timeframe) => {
		const longer = sample(timeframe, 3).series;
		const minutes = sample('1m', Math.ceil((NOW - longer.time[0]) / 60_000)).series;
		const aggregated = resample(minutes, timeframe);
		for (const name of ['time', 'open', 'high', 'low', 'close'] as const) {
			expect(aggregated[name].slice(-3)).toEqual(longer[name]);
		}
		for (const i of [0, 1, 2]) expect(aggregated.volume.at(i - 3)).toBeCloseTo(longer.volume[i], 4);
	});

	test('the forming bar starts where the series ends and grows into the closed bar', () => {
		const { series, current } = sample('1h', 10);
		expect(current.time).toBe(series.time[9] + 3_600_000);
		const later = sample('1h', 1, current.time + 3_600_000).series;
		expect(current.open).toBe(later.open[0]);
		expect(current.high <= later.high[0] && current.low >= later.low[0] && current.volume <= later.volume[0]).toBe(true);
		expect(current.low <= current.close && current.close <= current.high).toBe(true);
		const lastMoment = sample('1h', 1, current.time + 3_599_999).current;
		expect(lastMoment.close).toBeCloseTo(later.close[0], 1);
	});

	test('at the very open of a bar it is a single price', () => {
		const { current } = sample('1h', 1, Date.UTC(2025, 5, 10, 12));
		expect([current.high, current.low, current.close, current.volume]).toEqual([current.open, current.open, current.open, 0]);
	});

	test('symbols and seeds are different markets', () => {
		const close = (symbol: string, seed?: number) => sample('1d', 1, NOW, symbol, seed).series.close[0];
		expect(new Set([close('ACME'), close('ACME', 2), close('EMCA')]).size).toBe(3);
		expect(close('ACME')).toBe(close('acme', 1));
	});

	test('what it cannot give is refused', () => {
		expect(() => sample('30s', 10)).toThrow('The sample market has no 30s candles: its finest are 1m.');
		expect(() => sample('1d', 30_000)).toThrow(/The sample market begins in 1970, which leaves \d+ candles of 1d, not 30000\./);
		expect(() => sample('1h', 1.5)).toThrow('The number of candles must be a whole number');
	});
});

describe.each(SYMBOLS)('%s moves as markets do (Cont 2001, stylised facts)', (symbol) => {
	const hourly = sample('1h', 8000, NOW, symbol).series;
	const returns = logReturns(hourly);
	const sizes = returns.map(Math.abs);

	test('returns have fat tails: kurtosis well above the 3 of a normal law', () => {
		expect(kurtosis(returns)).toBeGreaterThan(4);
	});
	test('volatility clusters: sizes of returns remember each other, returns do not', () => {
		expect(autocorrelation(sizes, 1)).toBeGreaterThan(0.15);
		expect(autocorrelation(sizes, 24)).toBeGreaterThan(0.03);
		expect(Math.abs(autocorrelation(returns, 1))).toBeLessThan(0.12);
	});
	test('volume follows the size of moves', () => {
		expect(correlation(sizes, Array.from(hourly.volume).slice(1))).toBeGreaterThan(0.2);
	});
	test('it trades without a pause, and now and then opens away from the last price', () => {
		expect(findGaps(hourly)).toEqual([]);
		const jumps = Array.from(hourly.open).filter((open, i) => i > 0 && open !== hourly.close[i - 1]).length;
		expect(jumps).toBeGreaterThan(3);
		expect(jumps).toBeLessThan(8000 / 100);
	});
	test('it trends at times and ranges at others: the efficiency of weekly moves varies widely', () => {
		const week = 168;
		const efficiency = Array.from({ length: 47 }, (_, i) => {
			const part = returns.slice(i * week, (i + 1) * week);
			return Math.abs(sum(part)) / sum(part.map(Math.abs));
		}).sort((a, b) => a - b);
		expect(efficiency[4]).toBeLessThan(0.04);
		expect(efficiency[42]).toBeGreaterThan(0.12);
	});
	test('it neither runs away nor dies over the years', () => {
		const daily = sample('1d', 3000, NOW, symbol).series;
		const [low, high] = [Math.min(...daily.low), Math.max(...daily.high)];
		expect(high / low).toBeGreaterThan(1.3);
		expect(high / low).toBeLessThan(40);
	});
	test('a crossover of EMA 12 and 26 trades a few dozen times in 2,000 bars', () => {
		const crosses = emaCrosses(Array.from(hourly.close).slice(-2000), 12, 26);
		expect(crosses).toBeGreaterThan(30);
		expect(crosses).toBeLessThan(120);
	});
});

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function logReturns(series: CandleSeries): number[] {
	return Array.from(series.close.slice(1), (close, i) => Math.log(close / series.close[i]));
}

function kurtosis(values: readonly number[]): number {
	const mean = sum(values) / values.length;
	const moment = (power: number) => sum(values.map((value) => (value - mean) ** power)) / values.length;
	return moment(4) / moment(2) ** 2;
}

function correlation(a: readonly number[], b: readonly number[]): number {
	const [meanA, meanB] = [sum(a) / a.length, sum(b) / b.length];
	const covariance = sum(a.map((value, i) => (value - meanA) * (b[i] - meanB)));
	const spread = (values: readonly number[], mean: number) => Math.sqrt(sum(values.map((value) => (value - mean) ** 2)));
	return covariance / (spread(a, meanA) * spread(b, meanB));
}

function autocorrelation(values: readonly number[], lag: number): number {
	return correlation(values.slice(0, -lag), values.slice(lag));
}

function emaCrosses(closes: readonly number[], fast: number, slow: number): number {
	let [fastMa, slowMa, side, crosses] = [closes[0], closes[0], 0, 0];
	for (const close of closes) {
		fastMa += ((close - fastMa) * 2) / (fast + 1);
		slowMa += ((close - slowMa) * 2) / (slow + 1);
		const now = Math.sign(fastMa - slowMa);
		if (side !== 0 && now !== side) crosses++;
		side = now;
	}
	return crosses;
}
