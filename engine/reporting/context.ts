import type { CandleSeries } from '../market/series';
import { createFormat, type Format } from './format';
import type { PerformanceReportInput, ReportedResult, ReportLocale } from './input';
import { WORDS, type Words } from './words';

/** What every section of a report reads. */
export interface ReportContext {
	readonly input: PerformanceReportInput;
	readonly result: ReportedResult;
	readonly series: CandleSeries | undefined;
	readonly title: string;
	readonly words: Words;
	readonly format: Format;
	/** Tag for dates on axes. */
	readonly localeTag: string;
	/** First and last bar, epoch milliseconds UTC. */
	readonly from: number;
	readonly to: number;
}

const TAGS: Record<ReportLocale, string> = { en: 'en-GB', fr: 'fr-FR' };

export function createContext(input: PerformanceReportInput): ReportContext {
	const { result, series, locale = 'en' } = input;
	const { time } = result.equity;
	return {
		input,
		result,
		series: series && series.length > 0 ? series : undefined,
		title: input.title?.trim() || result.definition.name,
		words: WORDS[locale],
		format: createFormat({
			locale,
			tag: TAGS[locale],
			symbol: result.symbol,
			price: typicalPrice(result, series),
			quantities: result.trades.map(({ quantity }) => quantity),
			intraday: time.some((moment) => moment % DAY !== 0),
		}),
		localeTag: TAGS[locale],
		from: time[0],
		to: time[time.length - 1],
	};
}

const DAY = 86_400_000;

/** Between the lowest and the highest price in sight, by ratio. */
function typicalPrice({ trades }: ReportedResult, series?: CandleSeries): number {
	let [lowest, highest] = [Infinity, -Infinity];
	const see = (price: number) => {
		if (!(price > 0)) return;
		if (price < lowest) lowest = price;
		if (price > highest) highest = price;
	};
	for (const { entryPrice, exitPrice } of trades) {
		see(entryPrice);
		see(exitPrice);
	}
	if (trades.length === 0) series?.close.forEach(see);
	return Math.sqrt(lowest * highest);
}
