import { deliver, type AlertChannel } from '../../../engine/alerts';
import { at, message, send } from './support';
import { closedPort, httpServer } from './servers';

const OK = { body: 'ok' };

describe('webhook', () => {
	test('posts the versioned document with the given headers', async () => {
		await using server = await httpServer(OK);
		const url = `${server.url}/hooks/trading?key=s3cr3t-key`;
		const { delivery } = await send({ kind: 'webhook', url, headers: { authorization: 'Bearer abcdef-token' } });
		expect(delivery).toMatchObject({ channel: 'webhook', state: 'delivered', attempts: 1, status: 200, target: `${server.url}/***` });
		const [{ path, headers, json }] = server.received;
		expect(path).toBe('/hooks/trading?key=s3cr3t-key');
		expect(headers).toMatchObject({ authorization: 'Bearer abcdef-token', 'content-type': 'application/json; charset=utf-8' });
		expect(headers['idempotency-key']).toBe(json.id);
		expect(json).toMatchObject({
			version: 1,
			type: 'trading-bot.alert',
			severity: 'success',
			title: message.title,
			text: 'The fast average crossed above the slow one while rsi < 70.',
			markdown: message.text,
			fields: message.fields,
			at: '2026-11-23T14:05:00.000Z',
		});
	});

	test('500 then 200: a second attempt with the same id, after a pause', async () => {
		await using server = await httpServer({ status: 500 }, OK);
		const { delivery, pauses } = await send({ kind: 'webhook', url: server.url });
		expect(delivery).toMatchObject({ state: 'delivered', attempts: 2, status: 200 });
		expect(pauses).toEqual([500]);
		expect(server.received[0].json.id).toBe(server.received[1].json.id);
	});

	test('pauses grow by the factor, up to the longest, and chance halves them at most', async () => {
		await using server = await httpServer({ status: 503 });
		const channel: AlertChannel = { kind: 'webhook', url: server.url };
		const retry = { attempts: 5, baseMs: 100, factor: 3, maxMs: 500 };
		expect((await send(channel, { retry })).pauses).toEqual([100, 300, 500, 500]);
		expect((await send(channel, { retry, random: () => 0 })).pauses).toEqual([50, 150, 250, 250]);
	});

	test('attempts end, and the failure says what the server said', async () => {
		await using server = await httpServer({ status: 502, body: 'upstream is away' });
		const { delivery } = await send({ kind: 'webhook', url: server.url });
		expect(delivery).toMatchObject({ state: 'failed', attempts: 3, status: 502 });
		expect(delivery.error).toContain('502: upstream is away');
	});

	test.each([400, 401, 404, 410])('%i is not tried again', async (status) => {
		await using server = await httpServer({ status });
		const { delivery } = await send({ kind: 'webhook', url: server.url });
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1, status });
		expect(server.received).toHaveLength(1);
	});

	test('429 waits as long as Retry-After says, in seconds or until a date', async () => {
		await using server = await httpServer(
			{ status: 429, headers: { 'retry-after': '7' } },
			{ status: 429, headers: { 'retry-after': new Date(at + 9000).toUTCString() } },
			OK,
		);
		const { delivery, pauses } = await send({ kind: 'webhook', url: server.url });
		expect(delivery).toMatchObject({ state: 'delivered', attempts: 3 });
		expect(pauses).toEqual([7000, 9000]);
	});

	test('a Retry-After longer than the longest pause ends the attempts', async () => {
		await using server = await httpServer({ status: 429, headers: { 'retry-after': '3600' } });
		const { delivery, pauses } = await send({ kind: 'webhook', url: server.url });
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1, status: 429 });
		expect(delivery.error).toContain('pause of 3600 s');
		expect(pauses).toEqual([]);
	});

	test('a server that does not answer is given up after the timeout, and tried again', async () => {
		await using server = await httpServer({ silent: true }, OK);
		const { delivery } = await send({ kind: 'webhook', url: server.url }, { timeoutMs: 60 });
		expect(delivery).toMatchObject({ state: 'delivered', attempts: 2 });
	});

	test('an unreachable port is tried again and then said in words', async () => {
		const port = await closedPort();
		const { delivery } = await send({ kind: 'webhook', url: `http://127.0.0.1:${port}/secret-path-0123` });
		expect(delivery).toMatchObject({ state: 'failed', attempts: 3 });
		expect(delivery.error).toContain(`Nothing accepts connections at the webhook at 127.0.0.1:${port}`);
		expect(JSON.stringify(delivery)).not.toContain('secret-path');
	});

	test('a redirect is not followed', async () => {
		await using elsewhere = await httpServer(OK);
		await using server = await httpServer({ status: 302, headers: { location: elsewhere.url } });
		const { delivery } = await send({ kind: 'webhook', url: server.url });
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1, status: 302 });
		expect(elsewhere.received).toEqual([]);
	});

	test('an address that is none fails without an attempt on the network', async () => {
		expect((await send({ kind: 'webhook', url: 'ftp://example.com' })).delivery.error).toContain('no http or https address');
		expect((await send({ kind: 'webhook', url: '' })).delivery).toMatchObject({ state: 'failed', attempts: 0 });
	});

	test('what a server echoes of its secrets is hidden', async () => {
		await using server = await httpServer({ status: 403, body: 'no: Bearer abcdef-token at /hooks/t0k3n-9999?sig=qwertyuiop' });
		const url = `${server.url}/hooks/t0k3n-9999?sig=qwertyuiop`;
		const { delivery } = await send({ kind: 'webhook', url, headers: { authorization: 'Bearer abcdef-token' } });
		expect(JSON.stringify(delivery)).not.toMatch(/abcdef-token|t0k3n|qwertyuiop/);
		expect(delivery.error).toContain('***');
	});
});

describe('Slack', () => {
	test('an incoming webhook gets text and blocks, and must answer ok', async () => {
		await using server = await httpServer(OK);
		const { delivery } = await send({ kind: 'slack', webhookUrl: `${server.url}/services/T0/B0/xoxhook123` });
		expect(delivery).toMatchObject({ state: 'delivered', target: `${server.url}/***` });
		expect(server.received[0].json.blocks[0]).toMatchObject({ type: 'header' });
	});

	test('an incoming webhook that answers anything else has failed', async () => {
		await using server = await httpServer({ body: 'invalid_blocks' });
		const { delivery } = await send({ kind: 'slack', webhookUrl: `${server.url}/x` });
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1 });
		expect(delivery.error).toContain('invalid_blocks');
	});

	test('a token posts to the channel, and the answer names the message', async () => {
		await using server = await httpServer({ body: '{"ok":true,"ts":"1700000000.000100"}' });
		const channel: AlertChannel = { kind: 'slack', token: 'xoxb-secret-1', channel: '#trading', baseUrl: `${server.url}/api` };
		const { delivery } = await send(channel);
		expect(delivery).toMatchObject({ state: 'delivered', messageId: '1700000000.000100', target: '#trading' });
		const [{ path, headers, json }] = server.received;
		expect(path).toBe('/api/chat.postMessage');
		expect(headers.authorization).toBe('Bearer xoxb-secret-1');
		expect(json.channel).toBe('#trading');
	});

	test('ok: false is a failure although the status is 200', async () => {
		await using server = await httpServer({ body: '{"ok":false,"error":"channel_not_found"}' });
		const { delivery } = await send({ kind: 'slack', token: 'xoxb-secret-1', channel: '#no', baseUrl: server.url });
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1, status: 200 });
		expect(delivery.error).toContain('channel_not_found');
	});

	test('a trouble of its own is tried again', async () => {
		await using server = await httpServer({ body: '{"ok":false,"error":"internal_error"}' }, { body: '{"ok":true}' });
		const { delivery } = await send({ kind: 'slack', token: 'xoxb-secret-1', channel: '#a', baseUrl: server.url });
		expect(delivery).toMatchObject({ state: 'delivered', attempts: 2 });
	});
});

describe('Telegram', () => {
	const sent = (id: number) => ({ body: `{"ok":true,"result":{"message_id":${id}}}` });
	const channel = (baseUrl: string): AlertChannel => ({ kind: 'telegram', token: '123:ABC-secret', chatId: -100123, baseUrl });

	test('sends HTML to the chat', async () => {
		await using server = await httpServer(sent(77));
		const { delivery } = await send(channel(server.url));
		expect(delivery).toMatchObject({ state: 'delivered', messageId: '77', target: '-100123' });
		expect(server.received[0].path).toBe('/bot123:ABC-secret/sendMessage');
		expect(server.received[0].json).toMatchObject({ chat_id: -100123, parse_mode: 'HTML' });
	});

	test('ok: false is a failure, and the token is in no part of it', async () => {
		await using server = await httpServer({ body: '{"ok":false,"error_code":401,"description":"Unauthorized 123:ABC-secret"}' });
		const { delivery } = await send(channel(server.url));
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1, status: 401 });
		expect(delivery.error).toContain('Unauthorized');
		expect(JSON.stringify(delivery)).not.toContain('ABC-secret');
	});

	test('its own retry_after is honoured', async () => {
		const body = '{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":5}}';
		await using server = await httpServer({ status: 429, body }, sent(1));
		const { delivery, pauses } = await send(channel(server.url));
		expect(delivery.state).toBe('delivered');
		expect(pauses).toEqual([5000]);
	});

	test('a long message goes in parts, and a part that arrived is not sent again', async () => {
		await using server = await httpServer(sent(1), { status: 500 }, sent(2), sent(3));
		const { delivery } = await send(channel(server.url), { message: { ...message, text: 'a line of text <&>\n'.repeat(400) } });
		expect(delivery).toMatchObject({ state: 'delivered', messageId: '1', attempts: server.received.length });
		const texts = server.received.map(({ json }) => json.text as string);
		expect(texts[1]).toBe(texts[2]);
		expect(new Set(texts).size).toBe(texts.length - 1);
		for (const text of texts) expect(text.length).toBeLessThanOrEqual(4096);
	});

	test('parts that arrived before a failure are counted', async () => {
		await using server = await httpServer(sent(1), { status: 400, body: '{"ok":false,"description":"chat gone"}' });
		const { delivery } = await send(channel(server.url), { message: { ...message, text: 'word '.repeat(1500) } });
		expect(delivery.state).toBe('failed');
		expect(delivery.error).toMatch(/chat gone.*The first 1 of the message's parts had arrived/);
	});
});

describe('deliver', () => {
	test('is a dry run unless told otherwise, and says what would leave', async () => {
		await using server = await httpServer(OK);
		const channels: AlertChannel[] = [
			{ kind: 'email', from: '', to: '' },
			{ kind: 'slack' },
			{ kind: 'telegram', chatId: '' },
			{ kind: 'webhook', url: server.url },
		];
		const deliveries = await deliver(message, channels, { clock: () => at });
		expect(deliveries.map(({ state, attempts, channel }) => [channel, state, attempts])).toEqual([
			['email', 'dryRun', 0],
			['slack', 'dryRun', 0],
			['telegram', 'dryRun', 0],
			['webhook', 'dryRun', 0],
		]);
		expect(deliveries[0].rendered).toMatchObject({ channel: 'email', subject: '[SUCCESS] BTC/USDT: long at 64,200' });
		expect(server.received).toEqual([]);
	});

	test('a channel that fails does not stop the others', async () => {
		await using good = await httpServer(OK);
		await using bad = await httpServer({ status: 400 });
		const channels = [bad.url, good.url, bad.url].map((url): AlertChannel => ({ kind: 'webhook', url }));
		const states = await deliver(message, [...channels, { kind: 'telegram', chatId: 1 }], { clock: () => at, dryRun: false });
		expect(states.map(({ state }) => state)).toEqual(['failed', 'delivered', 'failed', 'failed']);
		expect(states[3].error).toContain('token is missing');
	});

	test('takes the HTTP of whoever calls, and times it by the clock of whoever calls', async () => {
		let now = at;
		const http = async () => {
			now += 40;
			return await Promise.resolve({ status: 204, headers: {}, body: '' });
		};
		const { delivery } = await send({ kind: 'webhook', url: 'https://example.com' }, { http, clock: () => now });
		expect(delivery).toMatchObject({ state: 'delivered', status: 204, durationMs: 40 });
	});

	test('an HTTP that never answers and does not heed its signal is given up too', async () => {
		const { delivery } = await send(
			{ kind: 'webhook', url: 'https://example.com' },
			{ http: async () => await new Promise(() => undefined), timeoutMs: 20, retry: { attempts: 2 } },
		);
		expect(delivery).toMatchObject({ state: 'failed', attempts: 2, error: 'There was no answer within 0.02 s.' });
	});

	test('cancelled before the first attempt it is skipped, cancelled in a pause it has failed', async () => {
		await using server = await httpServer({ status: 500 });
		const early = await send({ kind: 'webhook', url: server.url }, { signal: AbortSignal.abort() });
		expect(early.delivery).toMatchObject({ state: 'skipped', attempts: 0 });
		const controller = new AbortController();
		const sleep = async () => {
			controller.abort();
			await Promise.resolve();
		};
		const late = await send({ kind: 'webhook', url: server.url }, { signal: controller.signal, sleep });
		expect(late.delivery).toMatchObject({ state: 'failed', attempts: 1, error: 'The delivery was cancelled.' });
	});

	test.each([
		['title', { message: { title: ' ', text: '' } }],
		['severity', { message: { ...message, severity: 'loud' as 'info' } }],
		['timeoutMs', { timeoutMs: 0 }],
		['retry.attempts', { retry: { attempts: 0 } }],
	])('an unusable %s is refused by name', async (parameter, options) => {
		await expect(send({ kind: 'webhook', url: 'https://example.com' }, options)).rejects.toMatchObject({ parameter });
	});
});
