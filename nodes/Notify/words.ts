/** The language of a message's frame. What strategies, risk rules and venues say themselves stays as they said it. */
export type Language = 'en' | 'fr';

const ENGLISH = {
	action: { enterLong: 'enter long', exitLong: 'exit long', enterShort: 'enter short', exitShort: 'exit short', hold: 'hold' },
	colon: ': ',
	bought: 'Bought',
	sold: 'Sold',
	at: 'at',
	price: 'Price',
	stopLoss: 'Stop loss',
	takeProfit: 'Take profit',
	trailingStop: 'Trailing stop',
	strategy: 'Strategy',
	bot: 'Bot',
	candle: 'Candle',
	time: 'Time',
	account: 'Account',
	mode: { paper: 'paper', dryRun: 'dry run' },
	orders: 'Orders',
	order: 'Order',
	noOrders: 'No order was needed.',
	approved: 'approved',
	rejected: 'rejected',
	riskCheck: 'Risk check',
	fees: 'Fees',
	position: 'Position',
	noPosition: 'flat',
	equity: 'Equity',
	cash: 'Cash',
	realizedProfit: 'Realised profit',
	unrealizedProfit: 'Open profit',
	portfolio: 'Portfolio',
	backtest: 'Backtest',
	report: 'Report',
	pages: 'Pages',
	file: 'File',
	period: 'Period',
	totalReturn: 'Total return',
	cagr: 'Return per year',
	maxDrawdown: 'Largest drawdown',
	sharpe: 'Sharpe ratio',
	trades: 'Trades',
	winRate: 'Winning trades',
	profitFactor: 'Profit factor',
	finalEquity: 'Final equity',
	warning: 'Please note',
	stopped: 'The bot could not finish a step',
	message: 'Message from a trading bot',
};

export type Words = typeof ENGLISH;

const FRENCH: Words = {
	action: {
		enterLong: 'entrer à l’achat',
		exitLong: 'sortir de l’achat',
		enterShort: 'entrer à la vente',
		exitShort: 'sortir de la vente',
		hold: 'ne rien faire',
	},
	colon: '\u00a0: ',
	bought: 'Acheté',
	sold: 'Vendu',
	at: 'à',
	price: 'Prix',
	stopLoss: 'Stop',
	takeProfit: 'Objectif',
	trailingStop: 'Stop suiveur',
	strategy: 'Stratégie',
	bot: 'Robot',
	candle: 'Bougie',
	time: 'Heure',
	account: 'Compte',
	mode: { paper: 'fictif', dryRun: 'à blanc' },
	orders: 'Ordres',
	order: 'Ordre',
	noOrders: 'Aucun ordre n’était nécessaire.',
	approved: 'accepté',
	rejected: 'refusé',
	riskCheck: 'Contrôle du risque',
	fees: 'Frais',
	position: 'Position',
	noPosition: 'aucune',
	equity: 'Capital',
	cash: 'Liquidités',
	realizedProfit: 'Gain réalisé',
	unrealizedProfit: 'Gain latent',
	portfolio: 'Portefeuille',
	backtest: 'Backtest',
	report: 'Rapport',
	pages: 'Pages',
	file: 'Fichier',
	period: 'Période',
	totalReturn: 'Rendement total',
	cagr: 'Rendement annuel',
	maxDrawdown: 'Perte maximale',
	sharpe: 'Ratio de Sharpe',
	trades: 'Transactions',
	winRate: 'Transactions gagnantes',
	profitFactor: 'Facteur de profit',
	finalEquity: 'Capital final',
	warning: 'À savoir',
	stopped: 'Le robot n’a pas pu finir une étape',
	message: 'Message d’un robot de trading',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, fr: FRENCH };

/** Numbers and dates as the language writes them. */
export interface Format {
	/** A price or an amount of units: as many digits as it needs, at most eight after the point. */
	readonly number: (value: number | string) => string;
	/** An amount of money, two digits after the point. */
	readonly money: (value: number | string) => string;
	/** A fraction as a percentage: 0.123 is 12.3 %. */
	readonly percent: (value: number) => string;
	/** Epoch milliseconds or an ISO time, in UTC. */
	readonly time: (value: number | string) => string;
}

export function formatFor(language: Language): Format {
	const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
	const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 8 });
	const money = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
	const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
	return {
		number: (value) => number.format(Number(value)),
		money: (value) => money.format(Number(value)),
		percent: (value) => percent.format(value),
		time: (value) => `${new Date(value).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
	};
}
