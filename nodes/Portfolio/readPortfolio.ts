import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { isoTime } from '../shared/candles';
import { loadEngine, type Engine } from '../shared/engine';
import { markOf, marketOf, pricesOf, type Mark } from '../shared/tradingItem';
import { accountNames } from '../shared/tradingLists';

export interface PortfolioReading {
	readonly snapshot: Engine.PortfolioSnapshot;
	/** Price and candle that the item brought along. */
	readonly mark?: Mark;
	/** The snapshot as an item shows it. */
	readonly json: object;
}

/** The account chosen in the form, at the prices that the input items bring. */
export async function readPortfolio(
	this: IExecuteFunctions,
	store: Engine.TradingStore,
	index: number,
): Promise<PortfolioReading> {
	const { findAccount, portfolio } = await loadEngine();
	const account = this.getNodeParameter('account', index, '', { extractValue: true }) as string;
	if (!(await findAccount(store.db, account))) throw await unknownAccount.call(this, store, account, index);
	const marks = await Promise.all(this.getInputData().map((_, item) => readMark.call(this, item)));
	const mark = marks[index];
	const snapshot = await portfolio(store, account, { now: Date.now(), marks: pricesOf([...marks, mark]) });
	const passedOn = tradesOf(this.getInputData()[index].json);
	return { snapshot, mark, json: { ...snapshot, atIso: isoTime(snapshot.at), ...(mark && { mark }), ...passedOn } };
}

/** What an Order item says was done, so that whoever is told the equity is also told what changed it. */
const tradesOf = ({ orders, fills }: IDataObject): IDataObject =>
	Array.isArray(orders) && Array.isArray(fills) ? { orders, fills } : {};

/** The mark that an Order item carries, else the last price of the candles or the signal in the item. */
async function readMark(this: IExecuteFunctions, index: number): Promise<Mark | undefined> {
	const { mark } = this.getInputData()[index].json as { mark?: Partial<Mark> };
	if (typeof mark?.symbol === 'string' && typeof mark.price === 'number' && typeof mark.time === 'number') {
		return { symbol: mark.symbol, price: mark.price, time: mark.time };
	}
	const market = await marketOf.call(this, index);
	return market && markOf(market);
}

async function unknownAccount(
	this: IExecuteFunctions,
	store: Engine.TradingStore,
	account: string,
	itemIndex: number,
): Promise<NodeOperationError> {
	const names = await accountNames(store);
	const known = names.length > 0 ? `Accounts that exist: ${names.join(', ')}.` : 'No account has been opened yet.';
	return new NodeOperationError(this.getNode(), `There is no account "${account}"`, {
		description: `${known} An Order node opens its account with the first run in mode Paper.`,
		itemIndex,
	});
}
