import { mean, sampleDeviation, sum } from './moments';
import type { Trade } from './result';

const HOUR = 3_600_000;

/** Figures of the closed trades, whose profits are net of fees; a figure that is not defined is undefined. */
export function tradeStatistics(trades: readonly Trade[]): Record<string, number | undefined> {
	if (trades.length === 0) return { trades: 0 };
	const profits = trades.map((trade) => trade.profit);
	const percents = trades.map((trade) => trade.profitPercent);
	const wins = profits.filter((profit) => profit > 0);
	const losses = profits.filter((profit) => profit < 0);
	const averageWin = mean(wins);
	const averageLoss = mean(losses);
	const winRate = wins.length / trades.length;
	const payoff = averageWin / -averageLoss;
	return {
		trades: trades.length,
		winningTrades: wins.length,
		losingTrades: losses.length,
		winRate,
		profitFactor: losses.length > 0 ? sum(wins) / -sum(losses) : undefined,
		payoff,
		expectancy: mean(profits),
		averageWin,
		averageLoss,
		averageTrade: mean(percents),
		bestTrade: percents.reduce((best, percent) => Math.max(best, percent)),
		worstTrade: percents.reduce((worst, percent) => Math.min(worst, percent)),
		sqn: (Math.sqrt(trades.length) * mean(profits)) / sampleDeviation(profits),
		kelly: winRate - (1 - winRate) / payoff,
		averageHoldingBars: mean(trades.map((trade) => trade.exitBar - trade.entryBar)),
		averageHoldingHours: mean(trades.map((trade) => (trade.exitTime - trade.entryTime) / HOUR)),
		longestWinStreak: longestStreak(trades, (trade) => trade.profit > 0),
		longestLossStreak: longestStreak(trades, (trade) => trade.profit < 0),
	};
}

/** Share of the bars inside a position, each trade counted from its entry bar to its exit bar inclusive. */
export function exposure(trades: readonly Trade[], openSince: number | undefined, length: number): number {
	let exposed = 0;
	let counted = -1;
	const count = (from: number, to: number) => {
		const first = Math.max(from, counted + 1);
		if (to < first) return;
		exposed += to - first + 1;
		counted = to;
	};
	for (const { entryBar, exitBar } of trades) count(entryBar, exitBar);
	if (openSince !== undefined) count(openSince, length - 1);
	return exposed / length;
}

function longestStreak(trades: readonly Trade[], belongs: (trade: Trade) => boolean): number {
	let longest = 0;
	let current = 0;
	for (const trade of trades) {
		current = belongs(trade) ? current + 1 : 0;
		if (current > longest) longest = current;
	}
	return longest;
}
