import type { IExecuteFunctions } from 'n8n-workflow';
import { loadEngine, type Engine } from './engine';

/** The books an order is meant for, as the form names them. */
export interface AccountChoice {
	readonly account: string;
	readonly mode: Engine.TradingMode;
	readonly startingCash: number;
	/** Empty: the quote currency of the symbol. */
	readonly currency: string;
}

export function readAccount(this: IExecuteFunctions, index: number): AccountChoice {
	return {
		account: this.getNodeParameter('account', index, '', { extractValue: true }) as string,
		mode: this.getNodeParameter('mode', index) as Engine.TradingMode,
		startingCash: this.getNodeParameter('startingCash', index) as number,
		currency: this.getNodeParameter('options.currency', index, '') as string,
	};
}

/** What an account has to trade with: its equity, and what it holds of one symbol. */
export interface Holdings {
	readonly equity: Engine.DecimalString | number;
	readonly position?: Engine.Position;
}

/** The holdings of an account at these prices; an account that has not been opened yet holds its starting cash. */
export async function holdings(
	store: Engine.TradingStore,
	{ account, startingCash }: AccountChoice,
	{ symbol, prices, now }: { readonly symbol: string; readonly prices: Engine.Marks; readonly now: number },
): Promise<Holdings> {
	const { findAccount, portfolio } = await loadEngine();
	if (!(await findAccount(store.db, account))) return { equity: startingCash };
	const { equity, positions } = await portfolio(store, account, { now, marks: prices });
	return { equity, position: positions.find((position) => position.symbol === symbol) };
}

/** Opens the paper account, unless it is open; its trading day is the workflow's. */
export async function openAccount(
	this: IExecuteFunctions,
	store: Engine.TradingStore,
	{ account, startingCash, currency }: AccountChoice,
	{ symbol, now }: { readonly symbol: string; readonly now: number },
): Promise<void> {
	const { findAccount, openPaperAccount } = await loadEngine();
	const existing = await findAccount(store.db, account);
	await openPaperAccount(store, {
		account,
		currency: currency || quoteOf(symbol) || existing?.currency || 'USDT',
		initialCash: startingCash,
		now,
		timeZone: this.getTimezone(),
	});
}

/** `BTC/USDT` is quoted in USDT, and so is the swap `BTC/USDT:USDT`; `AAPL` does not say. */
const quoteOf = (symbol: string): string => /\/([^:/]+)/.exec(symbol)?.[1] ?? '';
