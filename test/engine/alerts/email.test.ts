import type { EmailChannel, SmtpSettings } from '../../../engine/alerts';
import { message, send } from './support';
import { closedPort, mute, selfSigned, smtpServer } from './servers';

const tls = selfSigned();

const mail = (smtp: Omit<SmtpSettings, 'host'>, to = 'ann@example.com, Bob <bob@example.org>'): EmailChannel => ({
	kind: 'email',
	from: 'Trading bot <bot@example.com>',
	to,
	smtp: { host: '127.0.0.1', ...smtp },
});

describe('email over a real SMTP server', () => {
	test('arrives for everyone, as plain text and HTML', async () => {
		await using server = await smtpServer();
		const { delivery } = await send(mail({ port: server.port }));
		expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, status: 250, target: 'a***@example.com, b***@example.org' });
		const [{ from, to, raw }] = server.mails;
		expect([from, to]).toEqual(['bot@example.com', ['ann@example.com', 'bob@example.org']]);
		expect(raw).toContain('Subject: [SUCCESS] BTC/USDT: long at 64,200');
		expect(raw).toContain(`Message-ID: ${delivery.messageId}`);
		expect(raw).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/);
		expect(raw).toContain('Price: 64,200.50');
	});

	test('carries files, and names them in the report', async () => {
		await using server = await smtpServer();
		const content = new TextEncoder().encode('%PDF-1.4');
		const attachments = [{ fileName: 'report.pdf', content, contentType: 'application/pdf' }];
		const { delivery } = await send({ ...mail({ port: server.port }), attachments });
		expect(delivery).toMatchObject({ state: 'delivered', attachments: ['report.pdf'] });
		expect(server.mails[0].raw).toMatch(/Content-Type: application\/pdf; name=report\.pdf[\s\S]*JVBERi0xLjQ=/);
	});

	test('logs in', async () => {
		await using server = await smtpServer({ authOptional: false });
		const login = { user: 'bot', password: 'correct horse', security: 'none' } as const;
		expect((await send(mail({ port: server.port, ...login }))).delivery.state).toBe('delivered');
		expect(server.logins).toEqual(['bot']);
	});

	test('a wrong password is not tried again, and is not shown even when the server repeats it', async () => {
		await using server = await smtpServer({ authOptional: false });
		const login = { user: 'bot', password: 'wrong-battery', security: 'none' } as const;
		const { delivery } = await send(mail({ port: server.port, ...login }));
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1, status: 535 });
		expect(delivery.error).toContain('refused the user name or password');
		expect(JSON.stringify(delivery)).not.toContain('wrong-battery');
	});

	test('a password is not sent in plain text unless that was asked for', async () => {
		await using server = await smtpServer();
		const { delivery } = await send(mail({ port: server.port, user: 'bot', password: 'correct horse' }));
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1 });
		expect(delivery.error).toContain('encrypted connection');
		expect(server.logins).toEqual([]);
	});

	test('upgrades by STARTTLS before it logs in', async () => {
		await using server = await smtpServer({ ...tls, disabledCommands: [] });
		const channel = mail({ port: server.port, user: 'bot', password: 'correct horse', rejectUnauthorized: false });
		expect((await send(channel)).delivery.state).toBe('delivered');
		expect(server.mails[0].secure).toBe(true);
	});

	test('speaks TLS from the first byte', async () => {
		await using server = await smtpServer({ ...tls, secure: true });
		const channel = mail({ port: server.port, security: 'tls', rejectUnauthorized: false });
		expect((await send(channel)).delivery.state).toBe('delivered');
		expect(server.mails[0].secure).toBe(true);
	});

	test.each(['tls', 'starttls'] as const)('a self-signed certificate is refused by default (%s) and not tried again', async (security) => {
		await using server = await smtpServer({ ...tls, disabledCommands: [], secure: security === 'tls' });
		const { delivery } = await send(mail({ port: server.port, security }));
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1 });
		expect(delivery.error).toContain('is not trusted');
	});

	test('STARTTLS that the server does not offer is said', async () => {
		await using server = await smtpServer();
		const { delivery } = await send(mail({ port: server.port, security: 'starttls' }));
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1 });
		expect(delivery.error).toContain('encrypted connection');
	});

	const refusing = (code: number, times: number) => {
		let left = times;
		return smtpServer({
			onRcptTo: (_address, _session, callback) => {
				callback(left-- > 0 ? Object.assign(new Error('Mailbox unavailable'), { responseCode: code }) : null);
			},
		});
	};

	test('a refusal for good (5yz) is not tried again', async () => {
		await using server = await refusing(550, Infinity);
		const { delivery } = await send(mail({ port: server.port }));
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1, status: 550 });
	});

	test('a refusal for now (4yz) is', async () => {
		await using server = await refusing(450, 1);
		const { delivery, pauses } = await send(mail({ port: server.port }, 'ann@example.com'));
		expect(delivery).toMatchObject({ state: 'delivered', attempts: 2 });
		expect(pauses).toEqual([500]);
	});

	test('one refused recipient among others is a failure that names nobody in full', async () => {
		await using server = await refusing(550, 1);
		const { delivery } = await send(mail({ port: server.port }));
		expect(delivery).toMatchObject({ state: 'failed', attempts: 1 });
		expect(delivery.error).toContain('not for a***@example.com');
		expect(server.mails[0].to).toEqual(['bob@example.org']);
	});

	test('an unreachable server is tried again and then said in words', async () => {
		const port = await closedPort();
		const { delivery } = await send(mail({ port }));
		expect(delivery).toMatchObject({ state: 'failed', attempts: 3 });
		expect(delivery.error).toContain(`Nothing accepts connections at the mail server 127.0.0.1:${port}`);
	});

	test('a server that says nothing is given up after the timeout', async () => {
		await using server = await mute();
		const { delivery } = await send(mail({ port: server.port }), { timeoutMs: 80, retry: { attempts: 2 } });
		expect(delivery).toMatchObject({ state: 'failed', attempts: 2 });
		expect(delivery.error).toMatch(/no answer within|did not answer in time|timeout/i);
	});

	test('a title cannot add headers', async () => {
		await using server = await smtpServer();
		await send(mail({ port: server.port }), { message: { ...message, title: 'Hello\r\nBcc: eve@example.net' } });
		const [headers] = server.mails[0].raw.split('\r\n\r\n', 1);
		expect(headers).not.toMatch(/^Bcc:/m);
		expect(server.mails[0].to).not.toContain('eve@example.net');
	});

	test.each([
		['server', { kind: 'email', from: 'a@b.c', to: 'd@e.f' } as const, 'mail server is missing'],
		['recipient', mail({ port: 1 }, ' , '), "recipient's address is missing"],
	])('a missing %s is said without an attempt', async (_what, channel, error) => {
		const { delivery } = await send(channel);
		expect(delivery).toMatchObject({ state: 'failed', attempts: 0 });
		expect(delivery.error).toContain(error);
	});
});
