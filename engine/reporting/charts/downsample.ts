/** Points of a line, as x and y pairs one after the other, in the chart's own units. */
export type Polyline = Float64Array;

/**
 * A line reduced to what can be seen: of each of `columns` equal stretches of time it keeps the first, lowest, highest and
 * last value, which draws the same pixels as all of them (Jugel et al., "M4", VLDB 2014). One pass, no copy of the input.
 * Values that are not finite are left out. Times must rise; those outside `from` … `to` are skipped.
 */
export function downsample(
	time: Float64Array,
	value: ArrayLike<number>,
	{ from, to, columns }: { from: number; to: number; columns: number },
): Polyline {
	const points: number[] = [];
	const perMillisecond = to > from ? columns / (to - from) : 0;
	let column = -1;
	let [first, lowest, highest, last] = [-1, -1, -1, -1];
	const flush = () => {
		if (first < 0) return;
		const kept = [...new Set([first, Math.min(lowest, highest), Math.max(lowest, highest), last])];
		for (const row of kept) points.push(time[row], value[row]);
	};
	for (let row = 0; row < time.length; row++) {
		if (time[row] < from || time[row] > to || !Number.isFinite(value[row])) continue;
		const here = Math.floor((time[row] - from) * perMillisecond);
		if (here !== column) {
			flush();
			column = here;
			first = lowest = highest = row;
		}
		if (value[row] < value[lowest]) lowest = row;
		if (value[row] > value[highest]) highest = row;
		last = row;
	}
	flush();
	return Float64Array.from(points);
}

/** Lowest and highest y of the lines, or nothing when they hold no point. */
export function extent(...lines: readonly Polyline[]): { min: number; max: number } | undefined {
	let [min, max] = [Infinity, -Infinity];
	for (const line of lines) {
		for (let k = 1; k < line.length; k += 2) {
			if (line[k] < min) min = line[k];
			if (line[k] > max) max = line[k];
		}
	}
	return min <= max ? { min, max } : undefined;
}
