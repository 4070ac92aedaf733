import { EngineError } from '../errors';

/** Seconds, minutes, hours, days, weeks, months: ccxt's letters. `m` is a minute and `M` is a month. */
export type TimeframeUnit = 's' | 'm' | 'h' | 'd' | 'w' | 'M';

/** The length of a candle, as ccxt writes it: `1m`, `15m`, `1h`, `4h`, `1d`, `1w`, `1M`. */
export type Timeframe = `${number}${TimeframeUnit}`;

/** A text that is no timeframe, or candles whose spacing is none. */
export class TimeframeError extends EngineError {}

/**
 * Reads a timeframe as traders write it (`1h`, `60m`, `4H`, `15 min`, `daily`, `1M`) and returns its one canonical
 * spelling, in the largest unit that divides it: `60m` is `1h`, `24h` is `1d`, `7d` is `1w`, `1y` is `12M`.
 * @throws TimeframeError naming the text.
 */
export function parseTimeframe(text: string): Timeframe {
	const trimmed = text.trim();
	const match = /^(\d*)\s*([a-z]+)$/i.exec(trimmed);
	const unit = match && (match[2] === 'M' ? 'M' : UNIT_NAMES[match[2].toLowerCase()]);
	const count = match ? Number(match[1] || '1') : 0;
	if (!unit || !Number.isSafeInteger(count) || count < 1) {
		throw new TimeframeError(
			`"${text}" is not a timeframe. Write a number and a unit, such as 1m, 15m, 1h, 4h, 1d, 1w or 1M (M is a month).`,
		);
	}
	return unit === 'y' ? `${count * 12}M` : canonical(count, unit);
}

/**
 * Length of one candle in milliseconds. Months differ in length, so `1M` counts as a twelfth of the mean Gregorian
 * year (30.436875 days): right for annualising; for the border of a real month use `nextBarOpen`.
 */
export function timeframeMs(timeframe: Timeframe): number {
	const { count, unit } = split(timeframe);
	return count * UNIT_MS[unit];
}

/**
 * Open of the bar that contains `time` (epoch ms UTC). Weeks open on Monday and months on the 1st, at 00:00 UTC;
 * other timeframes count from 1970-01-01T00:00Z, so that anything that divides a day opens at midnight.
 */
export function barOpenAt(time: number, timeframe: Timeframe): number {
	const { count, unit } = split(timeframe);
	if (unit === 'M') {
		const date = new Date(time);
		const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
		return Date.UTC(1970, Math.floor(month / count) * count);
	}
	const step = count * UNIT_MS[unit];
	const origin = unit === 'w' ? FIRST_MONDAY : 0;
	return Math.floor((time - origin) / step) * step + origin;
}

/** Open of the bar after the one that opens at `open`, which is also the moment that bar closes. */
export function nextBarOpen(open: number, timeframe: Timeframe): number {
	const { count, unit } = split(timeframe);
	return unit === 'M' ? addMonths(open, count) : open + count * UNIT_MS[unit];
}

/**
 * The timeframe of candles opened at `time` (epoch ms, rising): their most frequent spacing, the shorter one on a tie.
 * Weekends and outages therefore do not disturb it; spacings of 28 to 31 days are a month.
 * @throws TimeframeError for fewer than two candles, or a spacing that is not whole seconds.
 */
export function inferTimeframe(time: Float64Array): Timeframe {
	if (time.length < 2) {
		throw new TimeframeError('One candle alone does not show its timeframe. Give the timeframe, for example 1h.');
	}
	const step = mostFrequentStep(time);
	const days = step / UNIT_MS.d;
	for (const months of [1, 3, 6, 12]) {
		const [shortest, longest] = MONTH_SPANS[months];
		if (days >= shortest && days <= longest) return `${months}M`;
	}
	if (step < 1000 || step % 1000 !== 0) {
		throw new TimeframeError(
			`Candles ${step} ms apart have no timeframe: the shortest is 1s. Aggregate the data to whole seconds first.`,
		);
	}
	return canonical(step / 1000, 's');
}

const UNIT_MS: Readonly<Record<TimeframeUnit, number>> = {
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000,
	w: 604_800_000,
	M: 30.436875 * 86_400_000,
};

const UNIT_NAMES: Readonly<Record<string, TimeframeUnit | 'y' | undefined>> = {
	...spell('s', 's sec secs second seconds'),
	...spell('m', 'm min mins minute minutes t'),
	...spell('h', 'h hr hrs hour hours hourly'),
	...spell('d', 'd day days daily'),
	...spell('w', 'w wk week weeks weekly'),
	...spell('M', 'mo mon month months monthly'),
	...spell('y', 'y yr year years yearly'),
};

/** Shortest and longest span in days of that many months. */
const MONTH_SPANS: Readonly<Record<number, readonly [number, number]>> = {
	1: [28, 31],
	3: [89, 92],
	6: [181, 184],
	12: [365, 366],
};

/** 1970-01-05, the first Monday of the epoch. */
const FIRST_MONDAY = 4 * 86_400_000;

function spell(unit: TimeframeUnit | 'y', names: string): Record<string, TimeframeUnit | 'y'> {
	return Object.fromEntries(names.split(' ').map((name) => [name, unit]));
}

function canonical(count: number, unit: TimeframeUnit): Timeframe {
	if (unit === 'M') return `${count}M`;
	const ms = count * UNIT_MS[unit];
	for (const larger of ['w', 'd', 'h', 'm'] as const) {
		if (ms % UNIT_MS[larger] === 0) return `${ms / UNIT_MS[larger]}${larger}`;
	}
	return `${ms / 1000}s`;
}

function split(timeframe: Timeframe): { count: number; unit: TimeframeUnit } {
	const unit = timeframe.at(-1);
	const count = Number(timeframe.slice(0, -1));
	if (unit === undefined || !(unit in UNIT_MS) || !Number.isSafeInteger(count) || count < 1) {
		return split(parseTimeframe(timeframe));
	}
	return { count, unit: unit as TimeframeUnit };
}

/** The same day of a later month; the last day stays the last day, for files that stamp a month by its end. */
function addMonths(time: number, count: number): number {
	const date = new Date(time);
	const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
	const lastDay = daysInMonth(year, month + count);
	const target = day === daysInMonth(year, month) ? lastDay : Math.min(day, lastDay);
	return Date.UTC(year, month + count, target) + (time - Date.UTC(year, month, day));
}

function daysInMonth(year: number, month: number): number {
	return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

function mostFrequentStep(time: Float64Array): number {
	const counts = new Map<number, number>();
	let step = NaN;
	let run = 0;
	for (let i = 1; i <= time.length; i++) {
		const next = i < time.length ? time[i] - time[i - 1] : NaN;
		if (next === step) {
			run++;
			continue;
		}
		if (run > 0) counts.set(step, (counts.get(step) ?? 0) + run);
		step = next;
		run = 1;
	}
	let best = Infinity;
	let bestCount = 0;
	for (const [candidate, count] of counts) {
		if (count > bestCount || (count === bestCount && candidate < best)) {
			best = candidate;
			bestCount = count;
		}
	}
	return best;
}
