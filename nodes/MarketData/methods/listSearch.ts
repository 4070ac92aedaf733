import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { loadEngine } from '../../shared/engine';
import { environmentProxy, exchangeAccount } from '../../shared/exchange';

const contains = (text: string, filter = ''): boolean => text.toLowerCase().includes(filter.toLowerCase());

/** Every exchange that ccxt knows, without asking any of them. */
export async function getExchanges(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { listExchanges } = await loadEngine();
	return {
		results: listExchanges()
			.filter(({ id, name }) => contains(id, filter) || contains(name, filter))
			.map(({ id, name }) => ({ name, value: id })),
	};
}

/** The active markets of the chosen exchange. */
export async function getMarkets(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { listMarkets } = await loadEngine();
	const account =
		this.getCurrentNodeParameter('authentication') === 'credential'
			? exchangeAccount(await this.getCredentials('tradingBotExchangeApi'))
			: { exchange: this.getCurrentNodeParameter('exchange', { extractValue: true }) as string };
	const markets = await listMarkets({ proxy: environmentProxy(), ...account });
	return {
		results: markets
			.filter(({ symbol, active }) => active && contains(symbol, filter))
			.slice(0, 500)
			.map(({ symbol, type }) => ({ name: type === 'spot' ? symbol : `${symbol} (${type})`, value: symbol })),
	};
}
