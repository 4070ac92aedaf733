import type { Format } from './format';
import type { ReportLocale } from './input';

/** How the value of a metric is written. */
type MetricKind = 'cash' | 'percent' | 'ratio' | 'count' | 'days' | 'hours';

interface MetricInfo {
	readonly kind: MetricKind;
	readonly label: Readonly<Record<ReportLocale, string>>;
}

const metric = (kind: MetricKind, en: string, fr: string): MetricInfo => ({ kind, label: { en, fr } });

/** The metrics of a backtest in the order in which the report lists them; docs/metrics.md defines each. */
const CATALOGUE: Readonly<Record<string, MetricInfo>> = {
	initialEquity: metric('cash', 'Equity at the start', 'Capital au départ'),
	finalEquity: metric('cash', 'Equity at the end', 'Capital à la fin'),
	peakEquity: metric('cash', 'Highest equity', 'Capital le plus haut'),
	totalReturn: metric('percent', 'Total return', 'Rendement total'),
	buyAndHoldReturn: metric('percent', 'Buy and hold return', 'Rendement achat et conservation'),
	cagr: metric('percent', 'Compound annual growth', 'Croissance annuelle composée'),
	annualisedReturn: metric('percent', 'Annualised return', 'Rendement annualisé'),
	volatility: metric('percent', 'Volatility, annualised', 'Volatilité annualisée'),
	downsideDeviation: metric('percent', 'Downside deviation, annualised', 'Écart à la baisse annualisé'),
	sharpe: metric('ratio', 'Sharpe ratio', 'Ratio de Sharpe'),
	sortino: metric('ratio', 'Sortino ratio', 'Ratio de Sortino'),
	calmar: metric('ratio', 'Calmar ratio', 'Ratio de Calmar'),
	maxDrawdown: metric('percent', 'Maximum drawdown', 'Repli maximal'),
	averageDrawdown: metric('percent', 'Average drawdown', 'Repli moyen'),
	maxDrawdownDays: metric('days', 'Longest drawdown', 'Repli le plus long'),
	averageDrawdownDays: metric('days', 'Average drawdown length', 'Durée moyenne des replis'),
	timeUnderWater: metric('percent', 'Time below a former high', 'Temps sous un ancien sommet'),
	exposure: metric('percent', 'Time in the market', 'Temps en position'),
	totalFees: metric('cash', 'Fees paid', 'Frais payés'),
	bars: metric('count', 'Candles', 'Bougies'),
	trades: metric('count', 'Trades', 'Transactions'),
	winningTrades: metric('count', 'Winning trades', 'Transactions gagnantes'),
	losingTrades: metric('count', 'Losing trades', 'Transactions perdantes'),
	winRate: metric('percent', 'Win rate', 'Taux de réussite'),
	profitFactor: metric('ratio', 'Profit factor', 'Facteur de profit'),
	payoff: metric('ratio', 'Average win / average loss', 'Gain moyen / perte moyenne'),
	expectancy: metric('cash', 'Average profit of a trade', 'Résultat moyen par transaction'),
	averageWin: metric('cash', 'Average win', 'Gain moyen'),
	averageLoss: metric('cash', 'Average loss', 'Perte moyenne'),
	averageTrade: metric('percent', 'Average return of a trade', 'Rendement moyen par transaction'),
	bestTrade: metric('percent', 'Best trade', 'Meilleure transaction'),
	worstTrade: metric('percent', 'Worst trade', 'Pire transaction'),
	sqn: metric('ratio', 'System quality number', 'Indice de qualité (SQN)'),
	kelly: metric('percent', 'Kelly fraction', 'Fraction de Kelly'),
	averageHoldingBars: metric('ratio', 'Average holding, bars', 'Détention moyenne, bougies'),
	averageHoldingHours: metric('hours', 'Average holding time', 'Durée moyenne de détention'),
	longestWinStreak: metric('count', 'Longest winning streak', 'Plus longue série gagnante'),
	longestLossStreak: metric('count', 'Longest losing streak', 'Plus longue série perdante'),
};

const HOUR = 3_600_000;

const WRITE: Record<MetricKind, (value: number, format: Format) => string> = {
	cash: (value, format) => format.cash(value),
	percent: (value, format) => format.percent(value),
	ratio: (value, format) => format.number(value),
	count: (value, format) => format.integer(value),
	days: (value, format) => format.duration(value * 24 * HOUR),
	hours: (value, format) => format.duration(value * HOUR),
};

export interface WrittenMetric {
	readonly label: string;
	readonly value: string;
}

/** Every metric there is, labelled and written; one that the catalogue does not know keeps its name, at the end. */
export function writeMetrics(metrics: Readonly<Record<string, number>>, format: Format): WrittenMetric[] {
	const known = Object.keys(CATALOGUE).filter((name) => name in metrics);
	const unknown = Object.keys(metrics).filter((name) => !(name in CATALOGUE));
	return [...known, ...unknown].map((name) => {
		const info = CATALOGUE[name] as MetricInfo | undefined;
		return {
			label: info ? info.label[format.locale] : name,
			value: WRITE[info?.kind ?? 'ratio'](metrics[name], format),
		};
	});
}
