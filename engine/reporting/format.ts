import type { ReportLocale } from './input';

/** Numbers and dates as the reader's language writes them. Dates are UTC. A value that is no number is an en dash. */
export interface Format {
	readonly locale: ReportLocale;
	/** Quote currency of the symbol, or nothing when the symbol does not say. */
	readonly currency: string | undefined;
	/** An amount of quote currency, two decimals (more for very small amounts), without its currency. */
	money(value: number): string;
	/** The same with a plus sign where it is positive. */
	signedMoney(value: number): string;
	/** An amount with the currency behind it. */
	cash(value: number): string;
	/** A fraction as a percentage: 0.0512 is `5.12%`. */
	percent(value: number, decimals?: number): string;
	signedPercent(value: number, decimals?: number): string;
	/** A price, with the decimals this market needs. */
	price(value: number): string;
	/** Units of the base asset, all with the same decimals. */
	quantity(value: number): string;
	number(value: number, decimals?: number): string;
	integer(value: number): string;
	/** `23 Nov 2026`. */
	date(time: number): string;
	/** `23 Nov 2026, 14:05 UTC`. */
	moment(time: number): string;
	/** For tables: `2026-11-23 14:05`, or the day alone when every time of this report is a midnight. */
	stamp(time: number): string;
	/** Milliseconds in words: `3 d 4 h`. */
	duration(milliseconds: number): string;
}

const DASH = '–';

export interface FormatContext {
	readonly locale: ReportLocale;
	/** BCP 47 tag of that locale. */
	readonly tag: string;
	readonly symbol: string;
	/** A typical price, which decides the decimals of all. */
	readonly price: number;
	/** Of all trades, which decide the decimals of a quantity. */
	readonly quantities: readonly number[];
	/** False where all bars open at midnight UTC. */
	readonly intraday: boolean;
}

export function createFormat({ locale, tag, symbol, price: typicalPrice, quantities, intraday }: FormatContext): Format {
	const cache = new Map<string, Intl.NumberFormat>();
	const format = (value: number, options: Intl.NumberFormatOptions): string => {
		if (!Number.isFinite(value)) return DASH;
		const key = JSON.stringify(options);
		let formatter = cache.get(key);
		if (!formatter) cache.set(key, (formatter = new Intl.NumberFormat(tag, options)));
		return formatter.format(value);
	};
	const fixed = (decimals: number, signDisplay: 'auto' | 'exceptZero' | 'negative' = 'negative') => ({
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals,
		signDisplay,
	});
	const percent = (decimals: number, signDisplay: 'exceptZero' | 'negative') => ({
		style: 'percent' as const,
		...fixed(decimals, signDisplay),
	});
	const priceDecimals = decimalsForPrice(typicalPrice);
	const quantityDecimals = decimalsForQuantities(quantities);
	const day = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
	const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });
	const currency = quoteCurrency(symbol);
	const money = (value: number): string => format(value, fixed(decimalsForMoney(value)));
	const dayUnit = locale === 'fr' ? 'j' : 'd';

	return {
		locale,
		currency,
		money,
		signedMoney: (value) => format(value, fixed(decimalsForMoney(value), 'exceptZero')),
		cash: (value) => (currency && Number.isFinite(value) ? `${money(value)}\u00a0${currency}` : money(value)),
		percent: (value, decimals = 2) => format(value, percent(decimals, 'negative')),
		signedPercent: (value, decimals = 2) => format(value, percent(decimals, 'exceptZero')),
		price: (value) => format(value, fixed(priceDecimals)),
		quantity: (value) => format(value, fixed(quantityDecimals)),
		number: (value, decimals = 2) => format(value, fixed(decimals)),
		integer: (value) => format(value, fixed(0)),
		date: (time) => day.format(time),
		moment: (time) => `${day.format(time)}, ${clock.format(time)} UTC`,
		stamp: (time) => new Date(time).toISOString().slice(0, intraday ? 16 : 10).replace('T', ' '),
		duration: (milliseconds) => (Number.isFinite(milliseconds) ? duration(milliseconds, dayUnit) : DASH),
	};
}

/** `USDT` of `BTC/USDT` and of `BTC/USDT:USDT`. */
function quoteCurrency(symbol: string): string | undefined {
	return /^[^/]+\/([^/:]+)(:|$)/.exec(symbol)?.[1];
}

/** Five significant digits, at least two decimals: 43,210.50 and 1.0832 and 0.000041230. */
function decimalsForPrice(price: number): number {
	return Math.min(12, Math.max(2, 4 - magnitude(price)));
}

/** As many as the quantities really have, and no more than five significant digits of the smallest need. */
function decimalsForQuantities(quantities: readonly number[]): number {
	let [needed, smallest] = [0, Infinity];
	for (const quantity of quantities) {
		smallest = Math.min(smallest, Math.abs(quantity));
		while (needed < 12 && Number(quantity.toFixed(needed)) !== quantity) needed++;
	}
	return Math.min(needed, Math.max(0, 4 - magnitude(smallest)));
}

function decimalsForMoney(value: number): number {
	const size = Math.abs(value);
	return size > 0 && size < 0.005 ? Math.min(12, 2 - magnitude(size)) : 2;
}

const magnitude = (value: number): number => (value !== 0 && Number.isFinite(value) ? Math.floor(Math.log10(Math.abs(value))) : 0);

const MINUTE = 60_000;

function duration(milliseconds: number, dayUnit: string): string {
	const minutes = Math.round(milliseconds / MINUTE);
	const days = Math.floor(minutes / 1440);
	const hours = Math.floor((minutes % 1440) / 60);
	if (days >= 10) return `${days} ${dayUnit}`;
	if (days > 0) return hours > 0 ? `${days} ${dayUnit} ${hours} h` : `${days} ${dayUnit}`;
	if (hours > 0) return minutes % 60 > 0 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
	return `${minutes} min`;
}
