import { ParameterError } from '../errors';
import { Decimal, decimalString, type TradingDatabase, type TradingStore } from '../store';
import { PortfolioError } from './portfolioError';

/** An account whose books are kept in the store. */
export interface Account {
	readonly account: string;
	readonly currency: string;
	/** IANA name; the account's trading day follows it. */
	readonly timeZone: string;
	readonly createdAt: number;
}

export interface OpenPaperAccount {
	readonly account: string;
	/** Currency of its cash, in which all its symbols are quoted. */
	readonly currency: string;
	/** Above 0; deposited when the account is opened. */
	readonly initialCash: number | string;
	readonly now: number;
	/** Where its trading day begins and ends, e.g. `Europe/Paris`. Default `UTC`. */
	readonly timeZone?: string;
}

const OPENING_DEPOSIT = 'opening-deposit';

/**
 * Opens a paper account with its first deposit. An account that exists already stays as it is, whatever cash is named now.
 *
 * @throws PortfolioError when it exists in another currency.
 */
export async function openPaperAccount(
	store: TradingStore,
	{ account, currency, initialCash, now, timeZone = 'UTC' }: OpenPaperAccount,
): Promise<Account & { readonly opened: boolean }> {
	check(account, currency, initialCash, timeZone);
	return await store.withAccount(account, async (trx) => {
		const existing = await findAccount(trx, account);
		if (existing) {
			if (existing.currency === currency) return { ...existing, opened: false };
			throw new PortfolioError(
				`The account "${account}" is kept in ${existing.currency}, not in ${currency}.`,
				`Use ${existing.currency}, or give another account name.`,
			);
		}
		await trx
			.insertInto('trading_accounts')
			.values({ account, currency, time_zone: timeZone, created_at: now })
			.execute();
		await trx
			.insertInto('trading_ledger_entries')
			.values({ account, ref: OPENING_DEPOSIT, kind: 'deposit', amount: decimalString(initialCash), currency, at: now })
			.execute();
		return { account, currency, timeZone, createdAt: now, opened: true };
	});
}

/** The account, or undefined when it has not been opened. */
export async function findAccount(db: TradingDatabase, account: string): Promise<Account | undefined> {
	const row = await db.selectFrom('trading_accounts').selectAll().where('account', '=', account).executeTakeFirst();
	return row && { account, currency: row.currency, timeZone: row.time_zone, createdAt: row.created_at };
}

/** The account. @throws PortfolioError when it has not been opened. */
export async function requireAccount(db: TradingDatabase, account: string): Promise<Account> {
	const found = await findAccount(db, account);
	if (found) return found;
	throw new PortfolioError(
		`There is no account "${account}" in the trading store.`,
		'Open it first with its currency and initial cash, or correct the name.',
	);
}

function check(account: string, currency: string, initialCash: number | string, timeZone: string): void {
	if (account.trim() === '') throw new ParameterError('account', 'The account has no name. Give one, such as "paper".');
	if (currency.trim() === '') {
		throw new ParameterError('currency', `The account "${account}" has no currency. Give one, such as USDT.`);
	}
	if (!isAmount(initialCash) || !new Decimal(initialCash).gt(0)) {
		throw new ParameterError('initialCash', `The initial cash is ${initialCash}. Give an amount above 0.`);
	}
	try {
		new Intl.DateTimeFormat('en', { timeZone });
	} catch {
		throw new ParameterError('timeZone', `"${timeZone}" is no time zone. Give an IANA name such as Europe/Paris or UTC.`);
	}
}

function isAmount(value: number | string): boolean {
	try {
		return new Decimal(value).isFinite();
	} catch {
		return false;
	}
}
