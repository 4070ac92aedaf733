/** Marks of a time axis: the moment (epoch milliseconds UTC) and its label. */
export interface TimeTick {
	readonly time: number;
	readonly label: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Step =
	| { readonly unit: 'clock'; readonly size: number }
	| { readonly unit: 'day'; readonly size: number }
	| { readonly unit: 'month'; readonly size: number };

const STEPS: readonly Step[] = [
	...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => ({ unit: 'clock', size: minutes * MINUTE }) as const),
	...[1, 2, 3, 7, 14].map((days) => ({ unit: 'day', size: days * DAY }) as const),
	...[1, 2, 3, 6, 12, 24, 60, 120, 240, 600].map((months) => ({ unit: 'month', size: months }) as const),
];

/** Calendar marks between two moments, at most `count`: full hours, midnights, first days of months and years, in UTC. */
export function timeTicks(from: number, to: number, count: number, localeTag: string): TimeTick[] {
	for (const step of STEPS) {
		if (roughCount(step, to - from) > count) continue;
		const times = step.unit === 'month' ? months(from, to, step.size) : multiples(from, to, step.size);
		if (times.length > count) continue;
		const label = labeller(step, localeTag);
		return times.map((time) => ({ time, label: label(time) }));
	}
	return [];
}

const roughCount = (step: Step, span: number): number => span / (step.unit === 'month' ? step.size * 31 * DAY : step.size);

function multiples(from: number, to: number, size: number): number[] {
	const times: number[] = [];
	for (let time = Math.ceil(from / size) * size; time <= to; time += size) times.push(time);
	return times;
}

function months(from: number, to: number, size: number): number[] {
	const start = new Date(from);
	const times: number[] = [];
	let month = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / size) * size;
	for (let time = monthStart(month); time <= to; time = monthStart((month += size))) {
		if (time >= from) times.push(time);
	}
	return times;
}

/** Not `Date.UTC(year, …)`, which takes the years 0 to 99 for 1900 to 1999. */
const monthStart = (month: number): number => new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1);

function labeller(step: Step, localeTag: string): (time: number) => string {
	const writer = (options: Intl.DateTimeFormatOptions) => {
		const format = new Intl.DateTimeFormat(localeTag, { ...options, timeZone: 'UTC' });
		return (time: number) => format.format(time);
	};
	const day = writer({ day: 'numeric', month: 'short' });
	if (step.unit === 'day') return day;
	if (step.unit === 'month') return step.size % 12 === 0 ? writer({ year: 'numeric' }) : writer({ month: 'short', year: 'numeric' });
	const clock = writer({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
	return (time) => (time % DAY === 0 ? day(time) : clock(time));
}
