/** Where a value lies between the ends of an axis, and which values deserve a line. */
export interface Scale {
	readonly min: number;
	readonly max: number;
	readonly logarithmic: boolean;
	readonly ticks: readonly number[];
	/** 0 at `min`, 1 at `max`. */
	position(value: number): number;
}

/** A linear axis that covers `min` to `max` and ends on nice numbers, with about `count` ticks. */
export function linearScale(min: number, max: number, count: number): Scale {
	const [low, high] = widen(min, max);
	const step = niceStep((high - low) / Math.max(1, count));
	const from = Math.floor(low / step + 1e-9);
	const to = Math.ceil(high / step - 1e-9);
	const ticks = Array.from({ length: to - from + 1 }, (_, k) => clean((from + k) * step, step));
	const [first, last] = [ticks[0], ticks[ticks.length - 1]];
	return { min: first, max: last, logarithmic: false, ticks, position: (value) => (value - first) / (last - first) };
}

/** A logarithmic axis from `min` to `max`, both above 0, with about `count` ticks at 1, 2 and 5 times powers of ten. */
export function logScale(min: number, max: number, count: number): Scale {
	const [low, high] = [Math.log10(min), Math.log10(max)];
	const margin = (high - low) * 0.03;
	const [from, to] = [low - margin, high + margin];
	const all = logTicks(from, to, [1, 2, 5]);
	const ticks = all.length <= count * 1.6 ? all : thin(logTicks(from, to, [1]), count);
	return {
		min: 10 ** from,
		max: 10 ** to,
		logarithmic: true,
		ticks,
		position: (value) => (Math.log10(Math.max(value, 1e-300)) - from) / (to - from),
	};
}

/** Logarithmic where the values span so much that a linear axis would press most of them flat. */
export function valueScale(min: number, max: number, count: number): Scale {
	return min > 0 && max / min > LOG_FROM ? logScale(min, max, count) : linearScale(min, max, count);
}

const LOG_FROM = 12;

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `rough`. */
export function niceStep(rough: number): number {
	const power = 10 ** Math.floor(Math.log10(rough));
	const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
	return factor * power;
}

/** A line that is flat as far as a page can show needs an axis too. */
function widen(min: number, max: number): [number, number] {
	const size = Math.max(Math.abs(min), Math.abs(max));
	if (max - min > size * 1e-9) return [min, max];
	const room = size === 0 ? 1 : size * 0.05;
	return [min - room, max + room];
}

/** 0.30000000000000004 is 0.3. */
function clean(value: number, step: number): number {
	const decimals = Math.max(0, 2 - Math.floor(Math.log10(step)));
	return decimals <= 100 ? Number(value.toFixed(Math.min(100, decimals))) : value;
}

function logTicks(from: number, to: number, factors: readonly number[]): number[] {
	const ticks: number[] = [];
	for (let power = Math.floor(from); power <= Math.ceil(to); power++) {
		for (const factor of factors) {
			const value = Number(`${factor}e${power}`);
			if (Math.log10(value) >= from && Math.log10(value) <= to) ticks.push(value);
		}
	}
	return ticks;
}

const thin = (ticks: number[], count: number): number[] => {
	const every = Math.ceil(ticks.length / (count * 1.6));
	return ticks.filter((_, k) => k % every === 0);
};
