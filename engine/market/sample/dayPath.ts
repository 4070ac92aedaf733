import type { SampleInstrument } from './instrument';
import { bell, noiseBits, noiseKey, smoothNoise, uniform } from './noise';

export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const MINUTES_PER_DAY = 1440;

/** One UTC day of the sample market, minute by minute. Prices are logarithms; volume is whole lots. */
export interface DayPath {
	/** The price as each minute opens, and after the last one: 1,441 values. */
	readonly log: Float64Array;
	readonly high: Float64Array;
	readonly low: Float64Array;
	readonly lots: Float64Array;
}

/**
 * Fills a day of the market: the price at both midnights is known from the long path, and the minutes between come
 * by halving (midpoint displacement of fractional Brownian motion). Its roughness follows the regime (smooth while
 * trending, rough while ranging), its size the volatility of the hour, so quiet and wild hours come in clusters.
 */
export function fillDay(instrument: SampleInstrument, day: number, into: DayPath): void {
	const { log, high, low, lots } = into;
	const key = noiseKey(instrument.keys.minutes, day);
	const hurst = hurstAt(instrument, (day + 0.5) * DAY);
	const volatility = hourlyVolatility(instrument, day);
	log[0] = longPath(instrument, day) + openingGap(instrument, day);
	log[MINUTES_PER_DAY] = longPath(instrument, day + 1);
	for (const { span, count, from } of HALVING_RUNS) {
		const size = displacement(instrument, span / MINUTES_PER_DAY, hurst);
		for (let i = from; i < from + count; i++) {
			const left = HALVING_LEFT[i];
			const middle = left + (span >> 1);
			const chord = log[left] + ((log[left + span] - log[left]) * (middle - left)) / span;
			log[middle] = chord + size * volatility[(middle / 60) | 0] * fat(bell(key, middle));
		}
	}
	const minuteDeviation = instrument.dailyVolatility * MINUTES_PER_DAY ** -hurst;
	const pace = instrument.lotsPerMinute * Math.exp(0.25 * bell(instrument.keys.pace, day));
	const paceOfMove = 0.35 / minuteDeviation;
	for (let minute = 0; minute < MINUTES_PER_DAY; minute++) {
		const local = volatility[(minute / 60) | 0];
		const bits = noiseBits(key, minute + MINUTES_PER_DAY);
		const upper = (bits & 1023) / 1023;
		const lower = ((bits >>> 10) & 1023) / 1023;
		const surprise = (bits >>> 20) / 4095;
		const wick = minuteDeviation * local * 0.6;
		const move = log[minute + 1] - log[minute];
		high[minute] = (move > 0 ? log[minute + 1] : log[minute]) + wick * upper * upper;
		low[minute] = (move > 0 ? log[minute] : log[minute + 1]) - wick * lower * lower;
		const activity = 0.5 * local + paceOfMove * (move > 0 ? move : -move);
		lots[minute] = (pace * activity * (0.3 + 1.4 * surprise * surprise) + 0.5) | 0;
	}
}

export function emptyDay(): DayPath {
	const column = () => new Float64Array(MINUTES_PER_DAY);
	return { log: new Float64Array(MINUTES_PER_DAY + 1), high: column(), low: column(), lots: column() };
}

/**
 * The log price at a midnight: fractional Brownian motion built by halving cells of 512 days down to one day, between
 * corners that stay around the anchor, so that it wanders for years and never runs away.
 */
function longPath(instrument: SampleInstrument, day: number): number {
	const root = 2 ** ROOT_LEVEL;
	const cell = Math.floor(day / root);
	const key = instrument.keys.days;
	let left = cell * root;
	let leftValue = 0.25 * bell(key, left);
	let rightValue = 0.25 * bell(key, left + root);
	for (let span = root; span > 1 && left !== day; span /= 2) {
		const middle = left + span / 2;
		const time = middle * DAY;
		// A regime lasts some weeks, so it has no say over longer spans; those lean back towards the anchor.
		const hurst = span > 32 ? 0.42 : hurstAt(instrument, time);
		const size = displacement(instrument, span, hurst) * volatilityAt(instrument, time);
		const value = (leftValue + rightValue) / 2 + size * fat(bell(key, middle));
		if (day >= middle) {
			left = middle;
			leftValue = value;
		} else rightValue = value;
	}
	return Math.log(instrument.anchor) + leftValue;
}

const ROOT_LEVEL = 9;

/** Deviation of the midpoint of a span of `days` around its chord (Mandelbrot and Van Ness 1968; Fournier et al. 1982). */
function displacement(instrument: SampleInstrument, days: number, hurst: number): number {
	return instrument.dailyVolatility * (days / 2) ** hurst * Math.sqrt(1 - 2 ** (2 * hurst - 2));
}

/** Roughness: near 0.56 in a trending regime, near 0.4 in a ranging one; regimes last some weeks. */
function hurstAt(instrument: SampleInstrument, time: number): number {
	const mood = smoothNoise(instrument.keys.regime, time, 24 * DAY);
	return 0.48 + 0.08 * Math.tanh(1.5 * mood);
}

/** Volatility against its average: log-normal over several periods at once, as in multifractal models of markets. */
function volatilityAt(instrument: SampleInstrument, time: number): number {
	const { keys } = instrument;
	const swing =
		0.22 * smoothNoise(keys.hours, time, 3 * 60 * MINUTE) +
		0.28 * smoothNoise(keys.swings, time, 1.5 * DAY) +
		0.25 * smoothNoise(keys.weeks, time, 11 * DAY) +
		0.2 * smoothNoise(keys.months, time, 70 * DAY);
	return Math.exp(swing - 0.13);
}

/** The volatility of a day's 24 hours; a daily rhythm quickens the afternoon. */
function hourlyVolatility(instrument: SampleInstrument, day: number): Float64Array {
	return Float64Array.from({ length: 24 }, (_, hour) => {
		const rhythm = 1 + 0.35 * Math.sin(((hour - 9) / 24) * 2 * Math.PI);
		return rhythm * volatilityAt(instrument, day * DAY + (hour + 0.5) * 60 * MINUTE);
	});
}

/** On some days the market opens away from the last price. */
function openingGap(instrument: SampleInstrument, day: number): number {
	const { gaps, gapSizes } = instrument.keys;
	if (uniform(gaps, day) > 0.06) return 0;
	return instrument.dailyVolatility * volatilityAt(instrument, day * DAY) * 0.7 * bell(gapSizes, day);
}

/** Heavier tails than the bell has. */
function fat(value: number): number {
	return 0.8 * value + 0.08 * value * value * value;
}

/** The order in which a day's minutes are halved: the left end of every span, and runs of spans of one length. */
const HALVINGS = halvings(MINUTES_PER_DAY);
const HALVING_LEFT = Int32Array.from(HALVINGS, ({ left }) => left);
const HALVING_RUNS = runs(HALVINGS.map(({ span }) => span));

function halvings(length: number): { left: number; span: number }[] {
	let spans = [{ left: 0, span: length }];
	const order: { left: number; span: number }[] = [];
	while (spans.length > 0) {
		spans.sort((a, b) => b.span - a.span);
		order.push(...spans);
		spans = spans
			.flatMap(({ left, span }) => [
				{ left, span: span >> 1 },
				{ left: left + (span >> 1), span: span - (span >> 1) },
			])
			.filter(({ span }) => span > 1);
	}
	return order;
}

function runs(spans: readonly number[]): { span: number; from: number; count: number }[] {
	const found: { span: number; from: number; count: number }[] = [];
	spans.forEach((span, at) => {
		const last = found.at(-1);
		if (last?.span === span) last.count++;
		else found.push({ span, from: at, count: 1 });
	});
	return found;
}
