import type { ReportedResult } from './input';

/** `ema-trend_BTC-USDT_1h_2026-11-23.pdf`: letters, digits and dashes only, so that every file system takes it. */
export function reportFileName({ definition, symbol, timeframe }: Pick<ReportedResult, 'definition' | 'symbol' | 'timeframe'>, now: number): string {
	const parts = [plain(definition.name).toLowerCase(), plain(symbol), plain(timeframe), new Date(now).toISOString().slice(0, 10)];
	return `${parts.filter((part) => part !== '').join('_')}.pdf`;
}

const plain = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.slice(0, 60)
		.replace(/^-+|-+$/g, '');
