import { ParameterError } from '../errors';
import type { EquityCurve } from './result';

const DAY = 86_400_000;
const DAYS_A_YEAR = 365.25;
/** Share of bars on a weekend above which a market trades through it (a market open all week has 2/7). */
const WEEKEND_SHARE = (2 / 7) * 0.6;

/** Bars that end a period of returns: the last bar of each UTC day, so every bar where bars are a day or longer. */
export function periodEnds(time: Float64Array): number[] {
	const ends: number[] = [];
	let nextDay = -Infinity;
	for (let bar = 0; bar < time.length; bar++) {
		if (time[bar] < nextDay) continue;
		if (bar > 0) ends.push(bar - 1);
		nextDay = (Math.floor(time[bar] / DAY) + 1) * DAY;
	}
	if (time.length > 0) ends.push(time.length - 1);
	return ends;
}

/**
 * Simple returns from one period's last equity to the next. The first bar's equity is the base of the first of them, so
 * that an intraday curve keeps its first day. An equity of 0 earns 0 from there on.
 */
export function periodReturns(value: Float64Array, ends: readonly number[]): Float64Array {
	const points = ends[0] === 0 ? ends : [0, ...ends];
	const returns = new Float64Array(Math.max(0, points.length - 1));
	for (let k = 0; k < returns.length; k++) {
		const base = value[points[k]];
		returns[k] = base > 0 ? value[points[k + 1]] / base - 1 : 0;
	}
	return returns;
}

/**
 * Periods a year counts: 365 for a market that trades at weekends, 252 for one that does not; for bars longer than a day,
 * as many as fit into a year (52 weeks, 12 months).
 */
export function inferAnnualisation(time: Float64Array): number {
	const ends = periodEnds(time);
	const spacing = median(ends.slice(1).map((end, k) => time[end] - time[ends[k]]));
	if (spacing > 1.5 * DAY) return Math.max(1, Math.round((DAYS_A_YEAR * DAY) / spacing));
	return tradesAtWeekends(time, ends) ? 365 : 252;
}

/** Whether a good part of the bars lies on a Saturday or a Sunday (UTC). */
export function tradesAtWeekends(time: Float64Array, ends: readonly number[] = periodEnds(time)): boolean {
	let weekendBars = 0;
	ends.forEach((end, k) => {
		const weekday = (Math.floor(time[end] / DAY) + 4) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
		if (weekday === 0 || weekday === 6) weekendBars += end - (k > 0 ? ends[k - 1] : -1);
	});
	return weekendBars > time.length * WEEKEND_SHARE;
}

/** The curve's length in years of 365.25 days, from its first close to its last. */
export function yearsOf(time: Float64Array): number {
	return time.length > 0 ? (time[time.length - 1] - time[0]) / (DAYS_A_YEAR * DAY) : 0;
}

/** One calendar year (UTC) of returns as fractions; a month without a bar is null. `total` compounds the months. */
export interface YearOfReturns {
	readonly year: number;
	readonly months: readonly (number | null)[];
	readonly total: number;
}

/** Returns by calendar month, each from the last equity before the month to its last. Throws on an empty curve. */
export function monthlyReturns({ time, value }: Pick<EquityCurve, 'time' | 'value'>): YearOfReturns[] {
	if (time.length === 0) throw new ParameterError('equity', 'The equity curve has no bars, so it has no monthly returns.');
	const years: { year: number; months: (number | null)[]; total: number }[] = [];
	let base = value[0];
	for (let bar = 0; bar < time.length; ) {
		const date = new Date(time[bar]);
		const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
		const nextMonth = Date.UTC(year, month + 1);
		while (bar < time.length && time[bar] < nextMonth) bar++;
		const change = base > 0 ? value[bar - 1] / base - 1 : 0;
		if (years.at(-1)?.year !== year) years.push({ year, months: Array<null>(12).fill(null), total: 0 });
		const row = years[years.length - 1];
		row.months[month] = change;
		row.total = (1 + row.total) * (1 + change) - 1;
		base = value[bar - 1];
	}
	return years;
}

function median(values: number[]): number {
	if (values.length === 0) return 0;
	values.sort((a, b) => a - b);
	return values[values.length >> 1];
}
