import type { IExecuteFunctions } from 'n8n-workflow';
import type { CandleInput } from '../../shared/candles';
import { loadEngine } from '../../shared/engine';

/** Candles of the seeded sample market, up to now. */
export async function fromSampleMarket(this: IExecuteFunctions, index: number): Promise<CandleInput> {
	const { parseTimeframe, sampleCandles } = await loadEngine();
	const { series, current } = sampleCandles({
		symbol: this.getNodeParameter('symbolName', index) as string,
		timeframe: parseTimeframe(this.getNodeParameter('timeframe', index) as string),
		count: this.getNodeParameter('count', index) as number,
		seed: this.getNodeParameter('options.seed', index, 1) as number,
		now: Date.now(),
	});
	return { series, current, venue: 'sample' };
}
