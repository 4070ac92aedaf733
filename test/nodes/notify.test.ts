import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { SMTPServer } from 'smtp-server';
import { candleItem, waves } from '../support/candleItem';
import { binaryField, runNode, runNodeOk } from '../support/runNode';

interface Received {
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: IDataObject;
}

/** A server on this machine that answers every request with `answer` and keeps what it was sent. */
async function httpServer(answer: (request: Received) => { status: number; body: unknown }) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { url = '', headers } = request;
			const got = { url, headers, body: JSON.parse(Buffer.concat(chunks).toString()) as IDataObject };
			received.push(got);
			const { status, body } = answer(got);
			response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' });
			response.end(typeof body === 'string' ? body : JSON.stringify(body));
		});
	});
	return { url: await listening(server), received };
}

async function smtpServer() {
	const mails: string[] = [];
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		onData(stream, _session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				mails.push(Buffer.concat(chunks).toString());
				done();
			});
		},
	});
	const { port } = new URL(await listening(server.server));
	return { mails, credential: { host: '127.0.0.1', port: Number(port), secure: false, disableStartTls: true, user: '', password: '' } };
}

const open: Server[] = [];
afterAll(() => {
	for (const server of open) server.close();
});

/** Opens the server on a free port of this machine until the tests are over, and gives its address. */
async function listening(server: Server): Promise<string> {
	open.push(server);
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const CUSTOM = {
	messageSource: 'custom',
	title: 'Stop moved',
	text: 'The stop is now **64,200**.',
	severity: 'warning',
	fields: { field: [{ name: 'Price', value: '65,000' }] },
};
const EMAIL = { fromEmail: 'bot@example.com', toEmail: 'nadia@example.com, karim@example.com' };

interface Delivery {
	readonly channel: string;
	readonly state: string;
	readonly target: string;
	readonly attempts: number;
	readonly error?: string;
	readonly rendered: IDataObject;
}
const deliveriesOf = ([item]: INodeExecutionData[]): Delivery[] => item.json.deliveries as unknown as Delivery[];

describe('Message: Send, on a dry run', () => {
	const dry = async (parameters: INodeParameters, items: INodeExecutionData[] = [{ json: {} }]) =>
		(await runNodeOk({ node: 'notify', parameters, items }))[0];

	test('is what happens unless it is switched off: every channel shows its message and nothing is sent', async () => {
		const channels = ['email', 'slack', 'telegram', 'webhook'];
		const items = await dry({ ...CUSTOM, ...EMAIL, channels, telegramChatId: '42', webhookUrl: 'http://127.0.0.1:9/x' });
		expect(items[0].json).toMatchObject({
			dryRun: true,
			message: { title: 'Stop moved', severity: 'warning', fields: [{ name: 'Price', value: '65,000' }] },
		});
		const deliveries = deliveriesOf(items);
		expect(deliveries.map(({ channel, state, attempts }) => [channel, state, attempts])).toEqual(
			channels.map((channel) => [channel, 'dryRun', 0]),
		);
		expect(deliveries[0].rendered).toMatchObject({ subject: '[WARNING] Stop moved', html: expect.stringContaining('64,200') });
	});

	test('needs no credential and no address', async () => {
		const [item] = await dry({});
		expect(item.json).toMatchObject({ dryRun: true, deliveries: [{ channel: 'email', state: 'dryRun' }] });
	});

	test('puts the prefix before the title, and so into the subject', async () => {
		const items = await dry({ ...CUSTOM, options: { titlePrefix: '[BTC bot]' } });
		expect(deliveriesOf(items)[0].rendered.subject).toBe('[WARNING] [BTC bot] Stop moved');
	});

	test("puts the input item into words, in the reader's language", async () => {
		const [signals] = await runNodeOk({ node: 'strategy', items: [candleItem(waves(200))] });
		const [english] = await dry({}, signals);
		const [french] = await dry({ language: 'fr' }, signals);
		expect((english.json.message as IDataObject).title).toMatch(/^BTC\/USDT 1h: .+ at /);
		expect((french.json.message as IDataObject).title).toMatch(/^BTC\/USDT 1h\u00a0: .+ à /);
	});

	test('lets the files of the item pass', async () => {
		const [backtest] = await runNodeOk({ node: 'backtest', items: [candleItem(waves(200))] });
		const [item] = await dry({}, backtest);
		expect(Object.keys(item.binary ?? {})).toEqual(['backtest']);
	});

	test('asks for a channel when none is chosen', async () => {
		const { error } = await runNode({ node: 'notify', parameters: { channels: [] } });
		expect(error?.message).toContain('"Channels" is required');
		const { error: byExpression } = await runNode({ node: 'notify', parameters: { channels: '={{ [] }}' } });
		expect(byExpression).toMatchObject({ message: 'No channel is chosen', itemIndex: 0 });
	});
});

describe('Message: Send, for real', () => {
	test('mails over SMTP with the credential of n8n', async () => {
		const { mails, credential } = await smtpServer();
		const [items] = await runNodeOk({
			node: 'notify',
			parameters: { ...CUSTOM, ...EMAIL, dryRun: false },
			credentials: { smtp: credential },
		});
		expect(deliveriesOf(items)).toEqual([expect.objectContaining({ channel: 'email', state: 'delivered', attempts: 1 })]);
		expect(mails).toHaveLength(1);
		expect(mails[0]).toContain('Subject: [WARNING] Stop moved');
		expect(mails[0]).toContain('To: nadia@example.com, karim@example.com');
	});

	test('posts to Slack, Telegram and a webhook, each in its own form', async () => {
		const server = await httpServer(({ url }) =>
			url === '/slack' ? { status: 200, body: 'ok' } : { status: 200, body: { ok: true, result: { message_id: 7 } } },
		);
		const [items] = await runNodeOk({
			node: 'notify',
			parameters: {
				...CUSTOM,
				channels: ['slack', 'telegram', 'webhook'],
				dryRun: false,
				slackConnection: 'webhook',
				slackWebhookUrl: `${server.url}/slack`,
				telegramChatId: '={{ -100123 }}',
				webhookUrl: `${server.url}/hook?key=secret-key`,
			},
			credentials: { telegramApi: { accessToken: '123:secret-token', baseUrl: server.url } },
		});
		expect(deliveriesOf(items).map(({ channel, state }) => [channel, state])).toEqual([
			['slack', 'delivered'],
			['telegram', 'delivered'],
			['webhook', 'delivered'],
		]);
		const sent = Object.fromEntries(server.received.map(({ url, body }) => [url, body]));
		expect(sent['/slack']).toMatchObject({ text: expect.stringContaining('Stop moved') });
		expect(sent['/bot123:secret-token/sendMessage']).toMatchObject({ chat_id: '-100123', parse_mode: 'HTML' });
		expect(sent['/hook?key=secret-key']).toMatchObject({ type: 'trading-bot.alert', title: 'Stop moved', severity: 'warning' });
		expect(JSON.stringify(items[0].json.deliveries)).not.toMatch(/secret/);
	});

	test('lets the item out with the state of each channel when one of them fails, and warns', async () => {
		const server = await httpServer(() => ({ status: 200, body: { ok: true } }));
		const { outputs, hints, error } = await runNode({
			node: 'notify',
			parameters: { ...CUSTOM, ...EMAIL, channels: ['email', 'webhook'], dryRun: false, webhookUrl: server.url },
			credentials: { smtp: { host: '127.0.0.1', port: 9, secure: false, disableStartTls: true } },
		});
		expect(error).toBeUndefined();
		expect(deliveriesOf(outputs[0])).toEqual([
			expect.objectContaining({ channel: 'email', state: 'failed', error: expect.stringContaining('127.0.0.1:9') }),
			expect.objectContaining({ channel: 'webhook', state: 'delivered' }),
		]);
		expect(hints).toEqual([expect.objectContaining({ type: 'warning', message: expect.stringContaining('Email: ') })]);
	}, 30_000);

	test('stops with the item and every reason when no channel took the message', async () => {
		const server = await httpServer(() => ({ status: 404, body: 'no such hook' }));
		const { error, outputs } = await runNode({
			node: 'notify',
			parameters: { ...CUSTOM, ...EMAIL, channels: ['email', 'webhook'], dryRun: false, webhookUrl: server.url },
			credentials: { smtp: { host: '127.0.0.1', port: 9, secure: false, disableStartTls: true } },
		});
		expect(outputs).toEqual([[]]);
		expect(error).toMatchObject({ name: 'NodeOperationError', itemIndex: 0 });
		expect(error?.message).toMatch(/Email: .*127\.0\.0\.1:9.* Webhook: .*404: no such hook/);
	}, 30_000);

	test('names the files of the binary fields that go with the mail', async () => {
		const binary = { report: binaryField(Buffer.from('%PDF-1.4'), 'btc.pdf', 'application/pdf') };
		const [[item]] = await runNodeOk({
			node: 'notify',
			parameters: { ...CUSTOM, fromEmail: 'bot@example.com', toEmail: 'ann@example.com', options: { attachments: 'report' } },
			items: [{ json: {}, binary }],
		});
		expect(item.json.deliveries).toMatchObject([{ state: 'dryRun', attachments: ['btc.pdf'] }]);
	});

	test('says what is missing when a channel was not told where to send', async () => {
		const { error } = await runNode({
			node: 'notify',
			parameters: { ...CUSTOM, fromEmail: 'bot@example.com', dryRun: false },
			credentials: { smtp: { host: '127.0.0.1', port: 9, secure: false, disableStartTls: true } },
		});
		expect(error?.message).toMatch(/Email: The recipient's address is missing/);
	});

	test('follows no redirect: the secret in an address stays with whom it was given', async () => {
		const elsewhere = await httpServer(() => ({ status: 200, body: 'ok' }));
		const server = createServer((_request, response) => {
			response.writeHead(307, { location: elsewhere.url });
			response.end();
		});
		const { error } = await runNode({
			node: 'notify',
			parameters: { ...CUSTOM, channels: ['webhook'], dryRun: false, webhookUrl: `${await listening(server)}/hook` },
		});
		expect(error?.message).toContain('redirects elsewhere');
		expect(elsewhere.received).toEqual([]);
	});

	test('goes on with an error item when the node is told to continue', async () => {
		const server = await httpServer(() => ({ status: 400, body: 'no' }));
		const { outputs, error } = await runNode({
			node: 'notify',
			parameters: { ...CUSTOM, channels: ['webhook'], dryRun: false, webhookUrl: server.url },
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(outputs[0][0].json.error).toContain('Webhook: ');
	});
});
