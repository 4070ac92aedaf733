import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { readArrow } from './arrow';
import { readCsv, type ReadOptions } from './csv/readCsv';
import { CandleError, type CandleSeries } from './series';

/** What a file of candles is written in. */
export type CandleFormat = 'csv' | 'arrow';

/**
 * Reads candles from a file or from its bytes: CSV or Arrow IPC, told apart by content unless `format` says.
 * A symbol neither given nor written inside is the file's name without its ending.
 * @throws CandleError for a file that cannot be opened, is in another format, or holds a candle that cannot be true.
 */
export async function readCandles(
	source: string | Uint8Array,
	options: ReadOptions & { readonly format?: CandleFormat } = {},
): Promise<CandleSeries> {
	const bytes = typeof source === 'string' ? await readBytes(source) : source;
	const format = options.format ?? detectFormat(bytes);
	const series = format === 'arrow' ? await readArrow(bytes, options) : readCsv(bytes, options);
	return series.symbol === '' && typeof source === 'string'
		? { ...series, symbol: basename(source, extname(source)) }
		: series;
}

async function readBytes(path: string): Promise<Uint8Array> {
	try {
		return await readFile(path);
	} catch (cause) {
		const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
		const reason = READ_FAULTS[code] ?? code;
		throw new CandleError(`The candle file ${path} cannot be read: ${reason}. Check the path and its permissions.`);
	}
}

const READ_FAULTS: Readonly<Record<string, string | undefined>> = {
	ENOENT: 'there is no such file',
	EISDIR: 'it is a folder',
	EACCES: 'access is denied',
	EPERM: 'access is denied',
};

/** Formats by their first bytes. An IPC stream begins with a continuation marker, an IPC file with its name. */
function detectFormat(bytes: Uint8Array): CandleFormat {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8)).toString('latin1');
	if (head.startsWith('ARROW1') || head.startsWith('\xff\xff\xff\xff')) return 'arrow';
	const foreign = FOREIGN_FORMATS.find(({ magic }) => head.startsWith(magic));
	if (foreign) throw new CandleError(`The file is ${foreign.name}, not CSV or Arrow. ${foreign.remedy}`);
	return 'csv';
}

const FOREIGN_FORMATS: readonly { magic: string; name: string; remedy: string }[] = [
	{ magic: '\x1f\x8b', name: 'a gzip archive', remedy: 'Unpack it first.' },
	{ magic: 'PK\x03\x04', name: 'a zip archive or a spreadsheet', remedy: 'Unpack it, or save the sheet as CSV.' },
	{ magic: '\x28\xb5\x2f\xfd', name: 'a zstd archive', remedy: 'Unpack it first.' },
	{ magic: 'PAR1', name: 'Parquet', remedy: 'Convert it to CSV or Arrow IPC.' },
	{ magic: '{', name: 'JSON', remedy: 'Convert it to CSV or Arrow IPC.' },
	{ magic: '[', name: 'JSON', remedy: 'Convert it to CSV or Arrow IPC.' },
	{ magic: '<!', name: 'a web page', remedy: 'The download may have failed: open the file to see what it says.' },
];
