import type { IExecuteFunctions } from 'n8n-workflow';
import type { CandleInput } from '../../shared/candles';
import { loadEngine } from '../../shared/engine';
import { environmentProxy, exchangeAccount } from '../../shared/exchange';

/** Candles from an exchange, as a stranger or with the credential's account. */
export async function fromExchange(this: IExecuteFunctions, index: number): Promise<CandleInput> {
	const { fetchCandles, parseTimeframe } = await loadEngine();
	const account =
		this.getNodeParameter('authentication', index) === 'credential'
			? exchangeAccount(await this.getCredentials('tradingBotExchangeApi', index))
			: { exchange: this.getNodeParameter('exchange', index, '', { extractValue: true }) as string };
	const since = this.getNodeParameter('options.since', index, '') as string;
	const { series, current } = await fetchCandles({
		proxy: environmentProxy(),
		...account,
		symbol: this.getNodeParameter('symbol', index, '', { extractValue: true }) as string,
		timeframe: parseTimeframe(this.getNodeParameter('timeframe', index) as string),
		...(since ? { since: Date.parse(since) } : { count: this.getNodeParameter('count', index) as number }),
		now: Date.now(),
		signal: this.getExecutionCancelSignal(),
	});
	return { series, current, venue: account.exchange };
}
