import { ParameterError } from '../errors';
import type { DecimalString } from '../orders';
import { Decimal, decimalString, type TradingDatabase, type TradingStore } from '../store';

/** What an order is held against. Money in quote currency; every amount above 0. */
export interface RiskLimits {
	/** Most units held, long or short. Absent: `maxNotional` alone bounds the position. */
	readonly maxPosition?: DecimalString;
	/** Most units in one order. Absent: as many as `maxNotional` allows. */
	readonly maxOrderSize?: DecimalString;
	/** Most that a position, and an order, may be worth. Absent: what `maxPosition` is worth at the order's price. */
	readonly maxNotional?: DecimalString;
	/** Loss of the account, realised and unrealised together, from which on it takes no more risk. */
	readonly stopLoss: DecimalString;
	/** Loss of one day, with what the order would lose at its stop, beyond which it takes no more risk. */
	readonly maxDailyLoss: DecimalString;
	/** Most that the orders of one day may be worth in sum. */
	readonly dailyNotional: DecimalString;
	/** Share of the notional and stop-loss limits from which on an alert is given. */
	readonly alertShare: DecimalString;
}

export type RiskLimitName = keyof RiskLimits;

/** A change of limits; null gives a limit back to its default. */
export type RiskLimitChange = { readonly [name in RiskLimitName]?: DecimalString | number | null };

export interface DefaultRiskLimits {
	/** In force for every symbol. */
	readonly account: Pick<RiskLimits, 'stopLoss' | 'maxDailyLoss' | 'dailyNotional' | 'alertShare'>;
	/** By symbol, however it is spelled: `BTC/USDT`, `BTCUSDT`, `btc-usdt`. */
	readonly symbols: Readonly<Record<string, Pick<RiskLimits, 'maxPosition' | 'maxOrderSize' | 'maxNotional'>>>;
	/** For symbols without limits of their own. */
	readonly otherSymbols: Pick<RiskLimits, 'maxPosition' | 'maxOrderSize' | 'maxNotional'>;
}

/** The limits in force where none is set. Units cannot be guessed for an unknown symbol, so there a sum of money is the limit. */
export const DEFAULT_RISK_LIMITS: DefaultRiskLimits = {
	account: { stopLoss: '50000', maxDailyLoss: '50000', dailyNotional: '1000000', alertShare: '0.8' },
	symbols: {
		'BTC/USDT': { maxPosition: '2', maxOrderSize: '0.75' },
		'ETH/USDT': { maxPosition: '50', maxOrderSize: '10' },
		AAPL: { maxPosition: '5000', maxOrderSize: '1000' },
		MSFT: { maxPosition: '4000', maxOrderSize: '800' },
	},
	otherSymbols: { maxNotional: '100000' },
};

/** Stands for every symbol of an account. */
export const EVERY_SYMBOL = '*';

const NAMES = {
	maxPosition: true,
	maxOrderSize: true,
	maxNotional: true,
	stopLoss: true,
	maxDailyLoss: true,
	dailyNotional: true,
	alertShare: true,
} satisfies Record<RiskLimitName, true>;

/**
 * Sets limits of an account, for one symbol or (without `symbol`) for all of them; a limit set for the symbol wins over one
 * set for all. Earlier values stay in the store as history.
 *
 * @throws ParameterError on an unknown name, and on a value that is not above 0.
 */
export async function setRiskLimit(
	store: TradingStore,
	change: { readonly account: string; readonly symbol?: string; readonly limits: RiskLimitChange; readonly now: number },
): Promise<void> {
	const { account, symbol = EVERY_SYMBOL, limits, now } = change;
	const rows = Object.entries(checkLimits(limits)).map(([name, value]) => ({
		account,
		symbol: symbolKey(symbol),
		name,
		value: value === null ? null : decimalString(value),
		set_at: now,
	}));
	if (rows.length > 0) await store.db.insertInto('trading_risk_limits').values(rows).execute();
}

/** The limits in force for a symbol: the caller's, else the symbol's in the store, else the account's, else the defaults. */
export async function getRiskLimits(
	{ db }: { readonly db: TradingDatabase },
	{ account, symbol, limits = {} }: { readonly account: string; readonly symbol: string; readonly limits?: RiskLimitChange },
): Promise<RiskLimits> {
	const rows = await db
		.selectFrom('trading_risk_limits')
		.select(['symbol', 'name', 'value'])
		.where('account', '=', account)
		.where('symbol', 'in', [EVERY_SYMBOL, symbolKey(symbol)])
		.orderBy('sequence')
		.execute();
	const set = (of: string) => {
		const latest = new Map(rows.filter((row) => row.symbol === of).map(({ name, value }) => [name, value]));
		return Object.fromEntries([...latest].flatMap(([name, value]) => (value === null ? [] : [[name, decimalString(value)]])));
	};
	const given = Object.fromEntries(
		Object.entries(checkLimits(limits)).flatMap(([name, value]) => (value === null ? [] : [[name, decimalString(value)]])),
	);
	return {
		...DEFAULT_RISK_LIMITS.account,
		...symbolDefaults(symbol),
		...set(EVERY_SYMBOL),
		...set(symbolKey(symbol)),
		...given,
	};
}

function symbolDefaults(symbol: string): DefaultRiskLimits['otherSymbols'] {
	const known = Object.entries(DEFAULT_RISK_LIMITS.symbols).find(([name]) => symbolKey(name) === symbolKey(symbol));
	return known?.[1] ?? DEFAULT_RISK_LIMITS.otherSymbols;
}

/** One spelling for all: `btc-usdt`, `BTC/USDT` and `BTCUSDT` are one symbol. */
const symbolKey = (symbol: string): string => symbol.replace(/[/\-\s]/g, '').toUpperCase();

function checkLimits(limits: RiskLimitChange): Record<string, DecimalString | number | null> {
	const checked: Record<string, DecimalString | number | null> = {};
	for (const [name, value] of Object.entries<DecimalString | number | null | undefined>(limits)) {
		if (!(name in NAMES)) {
			throw new ParameterError(name, `There is no risk limit "${name}". Choose among ${Object.keys(NAMES).join(', ')}.`);
		}
		if (value === undefined) continue;
		if (value !== null && !(Number.isFinite(Number(value)) && new Decimal(value).gt(0))) {
			throw new ParameterError(name, `The risk limit ${name} is ${value}. Give a number above 0, or null for the default.`);
		}
		checked[name] = value;
	}
	return checked;
}
