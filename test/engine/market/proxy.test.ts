import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { closeServer, openBinanceGateway } from './binanceGateway';

const run = promisify(execFile);
const NOW = Date.UTC(2025, 2, 14, 9, 26, 53);
const root = resolve(__dirname, '../../..');

/** The engine as it ships: bundled, and run by node itself, where ccxt brings its own HTTP client. */
describe('a proxy, in the bundled engine', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'proxy-'));
		const options = ['--bundle', '--format=cjs', '--platform=node', '--external:protobufjs/*', '--log-level=error'];
		await run(process.execPath, [
			join(root, 'node_modules/esbuild/bin/esbuild'),
			join(root, 'engine/market/index.ts'),
			`--outfile=${join(folder, 'market.cjs')}`,
			...options,
		]);
		await writeFile(
			join(folder, 'fetch.cjs'),
			`require('./market.cjs').fetchCandles(JSON.parse(process.argv[2])).then(
				({ series }) => console.log(series.length + ' candles'),
				({ name, message, hint }) => console.log([name, message, hint].join(' | ')),
			);`,
		);
	}, 60_000);
	afterAll(() => rm(folder, { recursive: true }));

	const fetchInChild = async (options: object): Promise<string> => {
		const request = { exchange: 'binance', symbol: 'BTC/USDT', timeframe: '1h', count: 5, now: NOW, ...options };
		return (await run(process.execPath, [join(folder, 'fetch.cjs'), JSON.stringify(request)])).stdout.trim();
	};

	test('carries every request', async () => {
		const gateway = await openBinanceGateway(NOW);
		const tunnels: string[] = [];
		const proxy = createServer();
		proxy.on('connect', (request, client, head) => {
			tunnels.push(request.url ?? '');
			const [host, port] = (request.url ?? '').split(':');
			const upstream = connect(Number(port), host, () => {
				client.write('HTTP/1.1 200 Connection established\r\n\r\n');
				upstream.write(head);
				upstream.pipe(client).pipe(upstream);
			});
			upstream.on('error', () => client.destroy());
			client.on('error', () => upstream.destroy());
		});
		await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
		const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
		expect(await fetchInChild({ baseUrl: gateway.url, proxy: address })).toBe('5 candles');
		expect(new Set(tunnels)).toEqual(new Set([gateway.url.replace('http://', '')]));
		await closeServer(proxy);
		await gateway.close();
	}, 30_000);

	test('that cannot be reached is one sentence, without its password', async () => {
		const said = await fetchInChild({ proxy: 'http://trader:pa55word@127.0.0.1:9' });
		expect(said).toMatch(/^SourceError \| Binance cannot be reached\. Check the network connection, or give a proxy\. \|/);
		expect(said).not.toMatch(/pa55word/);
	}, 30_000);

	test('no network at all is one sentence, and the process ends', async () => {
		const said = await fetchInChild({ baseUrl: 'http://127.0.0.1:9' });
		expect(said).toMatch(/^SourceError \| Binance cannot be reached\. Check the network connection, or give a proxy\. \|/);
	}, 30_000);
});
