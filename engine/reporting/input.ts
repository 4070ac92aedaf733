import type { BacktestResult } from '../backtest/result';
import type { CandleSeries } from '../market/series';
import { EngineError, ParameterError } from '../errors';

export type ReportLocale = 'en' | 'fr';
export type ReportPageSize = 'A4' | 'LETTER';

/** What a performance report tells about: a backtest's result, or anything of the same shape. Plain data throughout. */
export type ReportedResult = Pick<
	BacktestResult,
	'symbol' | 'timeframe' | 'trades' | 'openPosition' | 'equity' | 'metrics' | 'warnings' | 'definition' | 'options'
>;

export interface PerformanceReportInput {
	readonly result: ReportedResult;
	/** The candles it was run on. With them the report shows buy and hold, and the price with entries and exits. */
	readonly series?: CandleSeries;
	/** Default: the strategy's name. */
	readonly title?: string;
	/** Default: the strategy's description, if it has one. */
	readonly subtitle?: string;
	readonly author?: string;
	/** Epoch milliseconds UTC, printed as the date of the report. Same input and same `now`: same bytes. */
	readonly now: number;
	/** Language of the words and form of the numbers. Default `en`. */
	readonly locale?: ReportLocale;
	/** Default `A4`. */
	readonly pageSize?: ReportPageSize;
	/** The strategy in plain sentences, printed above the definition. */
	readonly strategyText?: string;
	/** The definition as its author wrote it (YAML or JSON), printed as it stands. Default: the definition as JSON. */
	readonly definitionText?: string;
}

/** A result of which no report can be made. */
export class ReportError extends EngineError {}

const LOCALES: readonly string[] = ['en', 'fr'] satisfies ReportLocale[];
const PAGE_SIZES: readonly string[] = ['A4', 'LETTER'] satisfies ReportPageSize[];

/** Throws `ParameterError` or `ReportError` where the input cannot become a report. */
export function checkInput({ result, now, locale = 'en', pageSize = 'A4' }: PerformanceReportInput): void {
	if (!LOCALES.includes(locale)) {
		throw new ParameterError('locale', `The report's locale is "${locale}". Choose one of: ${LOCALES.join(', ')}.`);
	}
	if (!PAGE_SIZES.includes(pageSize)) {
		throw new ParameterError('pageSize', `The report's page size is "${pageSize}". Choose one of: ${PAGE_SIZES.join(', ')}.`);
	}
	if (Number.isNaN(new Date(now).getTime())) {
		throw new ParameterError('now', `The report's date is ${now}. Give epoch milliseconds, e.g. Date.now().`);
	}
	const { time, value, drawdown } = result.equity;
	if (time.length === 0) {
		throw new ReportError(
			`The result for ${result.symbol} has no equity points, so there is nothing to report on.`,
			'Run the backtest on at least one candle.',
		);
	}
	if (value.length !== time.length || drawdown.length !== time.length) {
		throw new ReportError(
			`The equity columns differ in length: ${time.length} times, ${value.length} values, ${drawdown.length} drawdowns.`,
			'Hand over the equity of one backtest result, unchanged.',
		);
	}
}
