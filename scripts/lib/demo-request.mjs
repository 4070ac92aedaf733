import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { userPath, wrongUsage } from './command.mjs';
import { Failure } from './failure.mjs';

/**
 * The request that the demo's workflow takes: `multipart/form-data` with the text fields `source` (`sample`, `file` or
 * `exchange`), `symbol`, `timeframe`, and where given `exchange` and `strategy` (the YAML text); the candle file, where
 * given, is the file field `candles`, which n8n's Webhook node turns into the binary property of that name.
 *
 * @typedef {{ candles?: string, exchange?: string, symbol?: string, timeframe?: string, strategy?: string }} DemoFlags
 */

/** What the sample market and an exchange are asked for when nothing is given. */
const DEFAULTS = { symbol: 'BTC/USDT', timeframe: '1h' };

/**
 * @param {DemoFlags} flags
 * @param {string} command
 * @returns {Promise<FormData>}
 * @throws {Failure} exit code 2 for flags that do not go together or files that cannot be read
 */
export async function demoRequest(flags, command) {
	const { candles, exchange, symbol, timeframe, strategy } = flags;
	if (candles !== undefined && exchange !== undefined) {
		throw wrongUsage('Candles come from --candles or from --exchange, not from both.', command);
	}
	if (candles !== undefined && (symbol === undefined || timeframe === undefined)) {
		const missing = [symbol === undefined && '--symbol', timeframe === undefined && '--timeframe'].filter(Boolean);
		throw wrongUsage(`--candles needs ${missing.join(' and ')} too: the file does not say what it holds.`, command);
	}
	const form = new FormData();
	form.set('source', candles !== undefined ? 'file' : exchange !== undefined ? 'exchange' : 'sample');
	form.set('symbol', symbol ?? DEFAULTS.symbol);
	form.set('timeframe', timeframe ?? DEFAULTS.timeframe);
	if (exchange !== undefined) form.set('exchange', exchange);
	if (strategy !== undefined) form.set('strategy', (await readGiven(strategy, '--strategy')).toString('utf8'));
	if (candles !== undefined) {
		const bytes = await readGiven(candles, '--candles');
		form.set('candles', new Blob([bytes], { type: 'application/octet-stream' }), basename(candles));
	}
	return form;
}

/**
 * @param {string} file
 * @param {string} flag
 */
async function readGiven(file, flag) {
	try {
		return await readFile(userPath(file));
	} catch (error) {
		const reason = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT' ? 'is not there' : 'cannot be read';
		throw new Failure(`The file ${file}, given with ${flag}, ${reason}.`, { exitCode: 2, cause: error });
	}
}
