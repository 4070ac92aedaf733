import type { BacktestResult, ExitReason, Trade } from '../../../engine/backtest/result';
import type { CandleSeries } from '../../../engine/market/series';

export interface Generated {
	readonly result: BacktestResult;
	readonly series: CandleSeries;
}

export interface GeneratorOptions {
	readonly seed?: number;
	readonly bars?: number;
	readonly trades?: number;
	/** Price of the first candle. */
	readonly price?: number;
	/** Drift of the market per bar. */
	readonly drift?: number;
	/** 1 leans to the right side of a move, −1 to the wrong one. */
	readonly skill?: 1 | -1;
	readonly barMs?: number;
	readonly start?: number;
	readonly symbol?: string;
	readonly timeframe?: '1m' | '1h' | '1d';
	readonly name?: string;
	readonly warnings?: readonly string[];
}

/** A result and its candles from a seed: of the shape that the backtest gives, with figures that agree with each other. */
export function generate(options: GeneratorOptions = {}): Generated {
	const { seed = 1, bars = 8760, trades: tradeCount = 120, price = 42_000, drift = 0.00004, skill = 1 } = options;
	const { start = Date.UTC(2021, 0, 1), timeframe = '1h', symbol = 'BTC/USDT', warnings = [] } = options;
	const { barMs = timeframe === '1m' ? 60_000 : timeframe === '1h' ? 3_600_000 : 86_400_000 } = options;
	const random = mulberry32(seed);
	const series = walk(random, { bars, price, drift, start, barMs, symbol, timeframe });
	const trades = tradesOn(random, series, tradeCount, skill);
	const initialCash = 10_000;
	const value = new Float64Array(bars).fill(initialCash);
	let cash = initialCash;
	let next = 0;
	for (let bar = 0; bar < bars; bar++) {
		while (next < trades.length && trades[next].exitBar <= bar) cash += trades[next++].profit;
		const open = trades.at(next);
		const sign = open?.side === 'short' ? -1 : 1;
		const floating = open && open.entryBar <= bar ? sign * open.quantity * (series.close[bar] - open.entryPrice) : 0;
		value[bar] = cash + floating;
	}
	const drawdown = new Float64Array(bars);
	for (let bar = 0, high = initialCash; bar < bars; bar++) {
		high = Math.max(high, value[bar]);
		drawdown[bar] = 1 - value[bar] / high;
	}
	const result: BacktestResult = {
		symbol,
		timeframe,
		trades,
		orders: [],
		equity: { time: series.time, value, drawdown },
		metrics: metricsOf(trades, value, drawdown, series),
		warnings,
		definition: {
			schema: 1,
			name: options.name ?? 'EMA trend with RSI filter',
			description: 'Buys a rising trend when it is not overbought, and leaves when the trend turns.',
			timeframe,
			parameters: { fast: { default: 12, min: 5, max: 30, step: 1 }, slow: { default: 26, min: 20, max: 100, step: 2 } },
			indicators: { fastMa: 'ema(close, fast)', slowMa: 'ema(close, slow)' },
			entry: { long: 'crossover(fastMa, slowMa) and rsi(close, 14) < 70', short: 'crossunder(fastMa, slowMa)' },
			exit: { long: 'crossunder(fastMa, slowMa)' },
			protect: { stopLoss: '2%', takeProfit: '4%', trailingStop: { distance: '1.5%', activation: '1%' }, maxBars: 48 },
			sizing: { mode: 'equityPercent', value: '10%' },
		},
		options: {
			initialCash,
			fee: { taker: 0.00075, maker: 0.0005, fixed: 0 },
			slippage: 0.0002,
			fillOn: 'nextOpen',
			policy: 'default',
			lotSize: 0,
			unaffordable: 'shrink',
			closeAtEnd: 'close',
			parameters: { fast: 12, slow: 26 },
			riskFree: 0,
			annualisation: 365,
		},
	};
	return { result, series };
}

interface WalkOptions {
	readonly bars: number;
	readonly price: number;
	readonly drift: number;
	readonly start: number;
	readonly barMs: number;
	readonly symbol: string;
	readonly timeframe: CandleSeries['timeframe'];
}

function walk(random: () => number, { bars, price, drift, start, barMs, symbol, timeframe }: WalkOptions): CandleSeries {
	const [time, open, high, low, close, volume] = Array.from({ length: 6 }, () => new Float64Array(bars));
	let last = price;
	for (let bar = 0; bar < bars; bar++) {
		time[bar] = start + bar * barMs;
		open[bar] = last;
		close[bar] = last * Math.exp(drift + (random() + random() + random() - 1.5) * 0.012);
		high[bar] = Math.max(open[bar], close[bar]) * (1 + random() * 0.003);
		low[bar] = Math.min(open[bar], close[bar]) * (1 - random() * 0.003);
		volume[bar] = random() * 1000;
		last = close[bar];
	}
	return { symbol, timeframe, length: bars, time, open, high, low, close, volume };
}

const REASONS: readonly ExitReason[] = ['signal', 'stopLoss', 'takeProfit', 'trailingStop', 'maxBars', 'reversal'];

function tradesOn(random: () => number, series: CandleSeries, count: number, skill: number): Trade[] {
	const pitch = Math.floor(series.length / Math.max(1, count));
	return Array.from({ length: count }, (_, k) => {
		const entryBar = k * pitch;
		const exitBar = Math.min(series.length - 1, entryBar + 1 + Math.floor(random() * Math.max(1, pitch - 2)));
		const move = series.close[exitBar] / series.close[entryBar] - 1;
		const side = move * skill + (random() - 0.5) * 0.05 > 0 ? 'long' : 'short';
		const entryPrice = series.close[entryBar];
		const exitPrice = series.close[exitBar];
		const quantity = 4000 / entryPrice;
		const fees = (entryPrice + exitPrice) * quantity * 0.00075;
		const profit = (side === 'long' ? 1 : -1) * quantity * (exitPrice - entryPrice) - fees;
		return {
			symbol: series.symbol,
			side,
			quantity,
			entryBar,
			entryTime: series.time[entryBar],
			entryPrice,
			exitBar,
			exitTime: series.time[exitBar],
			exitPrice,
			exitReason: REASONS[Math.floor(random() * REASONS.length)],
			fees,
			profit,
			profitPercent: profit / 4000,
			mae: Math.abs(move) / 2,
			mfe: Math.abs(move),
		};
	});
}

function metricsOf(trades: readonly Trade[], value: Float64Array, drawdown: Float64Array, series: CandleSeries) {
	const wins = trades.filter(({ profit }) => profit > 0);
	const losses = trades.filter(({ profit }) => profit < 0);
	const sum = (of: readonly Trade[]) => of.reduce((total, { profit }) => total + profit, 0);
	const figures: Record<string, number> = {
		bars: value.length,
		initialEquity: 10_000,
		finalEquity: value[value.length - 1],
		totalReturn: value[value.length - 1] / 10_000 - 1,
		buyAndHoldReturn: series.close[series.length - 1] / series.close[0] - 1,
		cagr: 0.1234,
		volatility: 0.456,
		sharpe: 0.987,
		sortino: 1.654,
		calmar: 0.321,
		maxDrawdown: drawdown.reduce((most, each) => Math.max(most, each), 0),
		maxDrawdownDays: 87.4,
		exposure: 0.613,
		totalFees: trades.reduce((total, { fees }) => total + fees, 0),
		trades: trades.length,
		winningTrades: wins.length,
		losingTrades: losses.length,
		winRate: wins.length / trades.length,
		profitFactor: sum(wins) / -sum(losses),
		payoff: sum(wins) / wins.length / (-sum(losses) / losses.length),
		averageHoldingHours: 31.5,
		longestLossStreak: 7,
	};
	return Object.fromEntries(Object.entries(figures).filter(([, figure]) => Number.isFinite(figure)));
}

/** A small generator with a good spread (public domain, by Tommy Ettinger). */
function mulberry32(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
