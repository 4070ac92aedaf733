import type { IExecuteFunctions } from 'n8n-workflow';
import type { CandleInput } from '../../shared/candles';
import { loadEngine } from '../../shared/engine';

// A megabyte of CSV parses in about 10 ms: only larger files are worth a thread of their own.
const BACKGROUND_BYTES = 2_000_000;

/** Candles from the file in one of the item's binary fields. */
export async function fromBinary(this: IExecuteFunctions, index: number): Promise<CandleInput> {
	const field = this.getNodeParameter('binaryField', index) as string;
	this.helpers.assertBinaryData(index, field);
	return await fromBytes.call(this, await this.helpers.getBinaryDataBuffer(index, field), index);
}

/** Candles from a file on the server, if n8n allows its folder to be read. */
export async function fromFile(this: IExecuteFunctions, index: number): Promise<CandleInput> {
	const path = this.getNodeParameter('filePath', index) as string;
	const stream = await this.helpers.createReadStream(await this.helpers.resolvePath(path));
	return await fromBytes.call(this, await this.helpers.binaryToBuffer(stream), index);
}

async function fromBytes(this: IExecuteFunctions, bytes: Uint8Array, index: number): Promise<CandleInput> {
	const { inBackground, readCandles } = await loadEngine();
	const options = {
		symbol: this.getNodeParameter('symbolName', index) as string,
		timeframe: (this.getNodeParameter('options.fileTimeframe', index, '') as string) || undefined,
	};
	const series =
		bytes.length > BACKGROUND_BYTES
			? await inBackground('readCandles', [bytes, options], { signal: this.getExecutionCancelSignal() })
			: await readCandles(bytes, options);
	return { series, venue: 'file' };
}
