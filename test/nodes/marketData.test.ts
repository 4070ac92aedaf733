import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { binaryField, bytesOf, nodeType, runNode, runNodeOk, userFolder, filesFolder } from '../support/runNode';
import { readArrow } from '../../engine/market';

const CSV = `timestamp,open,high,low,close,volume
2024-01-01 00:00:00,100,102,99,101,5
2024-01-01 01:00:00,101,103,100,102,6
2024-01-01 02:00:00,102,104,101,103,7
`;

const csvItem = (text: string) => ({ json: {}, binary: { data: binaryField(text, 'candles.csv', 'text/csv') } });

const get = async (parameters: INodeParameters, items = [csvItem(CSV)]) =>
	(await runNodeOk({ node: 'marketData', parameters, items }))[0];

describe('Candles: Get from the sample market', () => {
	test('gives closed candles up to now in one item, with what a person wants to see first', async () => {
		const [{ json, pairedItem }] = await get({ count: 48 });
		const rows = json.candles as number[][];
		expect(json).toMatchObject({ venue: 'sample', symbol: 'BTC/USDT', timeframe: '1h', count: 48, gaps: 0 });
		expect(rows).toHaveLength(48);
		expect(json.from).toBe(new Date(rows[0][0]).toISOString());
		expect(json.to).toBe(new Date(rows[47][0]).toISOString());
		expect((json.last as { close: number }).close).toBe(rows[47][4]);
		expect((json.current as { time: number }).time).toBe(rows[47][0] + 3_600_000);
		expect(pairedItem).toEqual({ item: 0 });
	});

	test('gives the same market for the same seed, and another for another', async () => {
		const closes = async (seed: number) => {
			const [{ json }] = await get({ count: 24, timeframe: '1d', options: { seed } });
			return (json.candles as number[][]).map((row) => row[4]);
		};
		expect(await closes(7)).toEqual(await closes(7));
		expect(await closes(7)).not.toEqual(await closes(8));
	});

	test('gives one item per candle when asked to', async () => {
		const items = await get({ count: 5, options: { output: 'each' } });
		expect(items).toHaveLength(5);
		expect(items[0].json).toMatchObject({ symbol: 'BTC/USDT', time: expect.stringMatching(/Z$/), close: expect.any(Number) });
	});

	test('puts more than 5,000 candles into an Arrow file, and leaves the summary in the item', async () => {
		const [item] = await get({ count: 6_000 });
		expect(item.json.candles).toBeUndefined();
		expect(item.json.count).toBe(6_000);
		const series = await readArrow(bytesOf(item, 'candles'));
		expect([series.symbol, series.timeframe, series.length]).toEqual(['BTC/USDT', '1h', 6_000]);
		const [[signal]] = await runNodeOk({ node: 'strategy', items: [item] });
		expect(signal.json).toMatchObject({ symbol: 'BTC/USDT', venue: 'sample', timeframe: '1h' });
	});
});

describe('Candles: Get from a file', () => {
	const fromBinary = { source: 'binary', symbolName: 'ETH/USDT' };

	test('reads the CSV that came with the item', async () => {
		const [{ json }] = await get(fromBinary);
		expect(json).toMatchObject({ venue: 'file', symbol: 'ETH/USDT', timeframe: '1h', count: 3 });
		expect((json.candles as number[][])[2]).toEqual([Date.UTC(2024, 0, 1, 2), 102, 104, 101, 103, 7]);
	});

	test('reads a CSV so large that a thread of its own reads it', async () => {
		const rows = Array.from({ length: 60_000 }, (_, i) => `${1_600_000_000 + i * 60},100.25,101.25,99.75,100.5,1234.5`);
		const [{ json }] = await get(fromBinary, [csvItem(`time,open,high,low,close,volume\n${rows.join('\n')}\n`)]);
		expect(json).toMatchObject({ timeframe: '1m', count: 60_000, from: '2020-09-13T12:26:40.000Z' });
	});

	test('reads a file on the server, from a folder that n8n may read', async () => {
		const filePath = join(filesFolder, 'candles.csv');
		writeFileSync(filePath, CSV);
		const [{ json }] = await get({ source: 'file', filePath });
		expect(json).toMatchObject({ symbol: 'BTC/USDT', count: 3 });
	});

	test('stops with the item and the line number of a row that cannot be true', async () => {
		const bad = CSV.replace('101,103,100,102,6', '101,100,103,102,6');
		const { error } = await runNode({ node: 'marketData', parameters: fromBinary, items: [csvItem(CSV), csvItem(bad)] });
		expect(error).toMatchObject({ name: 'NodeOperationError', itemIndex: 1 });
		expect(error?.message).toMatch(/line 3/i);
	});

	test('keeps the line number when a thread of its own read the file', async () => {
		const rows = Array.from({ length: 60_000 }, (_, i) => `${1_600_000_000 + i * 60},100.25,101.25,99.75,100.5,1234.5`);
		rows[40_000] = rows[39_999];
		const { error } = await runNode({
			node: 'marketData',
			parameters: fromBinary,
			items: [csvItem(`time,open,high,low,close,volume\n${rows.join('\n')}\n`)],
		});
		expect(error).toMatchObject({ itemIndex: 0, message: expect.stringMatching(/line 40002/i) });
	});

	test('goes on with an error item when the node is told to continue', async () => {
		const { outputs } = await runNode({
			node: 'marketData',
			parameters: fromBinary,
			items: [csvItem('no candles here'), csvItem(CSV)],
			onError: 'continueRegularOutput',
		});
		expect(outputs[0][0].json.error).toEqual(expect.any(String));
		expect(outputs[0][1].json.count).toBe(3);
	});

	test('says which field is missing when the item has no file', async () => {
		const { error } = await runNode({ node: 'marketData', parameters: fromBinary, items: [{ json: {} }] });
		expect(error).toMatchObject({ itemIndex: 0 });
		expect(`${error?.message} ${error?.description}`).toContain('data');
	});

	test('says which file it could not read, and why', async () => {
		const read = async (filePath: string) => (await runNode({ node: 'marketData', parameters: { source: 'file', filePath } })).error;
		const missing = await read(join(filesFolder, 'no.csv'));
		expect(missing).toMatchObject({ itemIndex: 0, message: expect.stringContaining('no.csv') });
		const forbidden = await read(join(userFolder, 'secret.csv'));
		expect(forbidden).toMatchObject({ itemIndex: 0, message: expect.stringContaining('secret.csv') });
		expect(forbidden?.description).toContain('N8N_RESTRICT_FILE_ACCESS_TO');
	});
});

describe('the drop-downs', () => {
	test('list the exchanges without asking any of them', async () => {
		const found = await nodeType('marketData').methods?.listSearch?.getExchanges.call({} as never, 'krak');
		expect(found?.results).toContainEqual(expect.objectContaining({ value: 'kraken' }));
	});
});
