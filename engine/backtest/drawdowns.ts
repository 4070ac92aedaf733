import type { EquityCurve } from './result';

const DAY = 86_400_000;

/** A stretch below a former high: from the bar of the high to the bar that regains it, or to the last bar. */
export interface Drawdown {
	readonly peakBar: number;
	readonly endBar: number;
	readonly recovered: boolean;
	/** Deepest point, as a fraction of the high. */
	readonly depth: number;
	readonly days: number;
}

/** Every drawdown of the curve, in order. */
export function drawdowns({ time, drawdown }: EquityCurve): Drawdown[] {
	const found: Drawdown[] = [];
	let peakBar = 0;
	let depth = 0;
	const end = (endBar: number, recovered: boolean) => {
		found.push({ peakBar, endBar, recovered, depth, days: (time[endBar] - time[peakBar]) / DAY });
	};
	for (let bar = 0; bar < drawdown.length; bar++) {
		if (drawdown[bar] > 0) {
			if (drawdown[bar] > depth) depth = drawdown[bar];
			continue;
		}
		if (depth > 0) end(bar, true);
		peakBar = bar;
		depth = 0;
	}
	if (depth > 0) end(drawdown.length - 1, false);
	return found;
}

/** Figures of the drawdowns of a curve. The averages are absent where there was none. */
export function drawdownStatistics(equity: EquityCurve): Record<string, number | undefined> {
	const found = drawdowns(equity);
	const { drawdown } = equity;
	const total = (of: (episode: Drawdown) => number) => found.reduce((sum, episode) => sum + of(episode), 0);
	const largest = (of: (episode: Drawdown) => number) => found.reduce((most, episode) => Math.max(most, of(episode)), 0);
	let underWater = 0;
	for (let bar = 0; bar < drawdown.length; bar++) if (drawdown[bar] > 0) underWater++;
	return {
		maxDrawdown: largest((episode) => episode.depth),
		averageDrawdown: found.length > 0 ? total((episode) => episode.depth) / found.length : undefined,
		maxDrawdownDays: largest((episode) => episode.days),
		averageDrawdownDays: found.length > 0 ? total((episode) => episode.days) / found.length : undefined,
		timeUnderWater: drawdown.length > 0 ? underWater / drawdown.length : 0,
	};
}
