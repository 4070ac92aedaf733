import type { IExecuteFunctions } from 'n8n-workflow';
import type { CandleInput } from '../../shared/candles';
import { loadEngine } from '../../shared/engine';
import { toNodeError } from '../../shared/errors';

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
	const path = this.getNodeParameter('filePath', index);
	return await fromBytes.call(this, await serverFile.call(this, path, index), index);
}

async function serverFile(this: IExecuteFunctions, path: string, index: number): Promise<Uint8Array> {
	try {
		const stream = await this.helpers.createReadStream(await this.helpers.resolvePath(path));
		return await this.helpers.binaryToBuffer(stream);
	} catch (error) {
		// n8n's own sentence leaves out which file it speaks of.
		const { code, message } = error as NodeJS.ErrnoException;
		const { EngineError } = await loadEngine();
		const sentence = `The file "${path}" cannot be read: ${code === 'ENOENT' ? 'there is no such file.' : message}`;
		const hint =
			'Check the path as the n8n server sees it. n8n reads only below the folders named in N8N_RESTRICT_FILE_ACCESS_TO (~/.n8n-files unless it is set).';
		throw toNodeError(this.getNode(), new EngineError(sentence, hint), index);
	}
}

async function fromBytes(this: IExecuteFunctions, bytes: Uint8Array, index: number): Promise<CandleInput> {
	const { inBackground, parseTimeframe, readCandles } = await loadEngine();
	const timeframe = this.getNodeParameter('options.fileTimeframe', index, '') as string;
	const options = {
		symbol: this.getNodeParameter('symbolName', index) as string,
		timeframe: timeframe ? parseTimeframe(timeframe) : undefined,
	};
	const series =
		bytes.length > BACKGROUND_BYTES
			? await inBackground('readCandles', [bytes, options], { signal: this.getExecutionCancelSignal() })
			: await readCandles(bytes, options);
	return { series, venue: 'file' };
}
