import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Received {
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly json: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was sent
}

export interface Answer {
	readonly status?: number;
	readonly headers?: Record<string, string>;
	readonly body?: string;
	/** Keep the connection open and never answer. */
	readonly silent?: boolean;
}

export interface HttpCounterpart extends AsyncDisposable {
	readonly url: string;
	readonly received: Received[];
}

/** A real HTTP server that gives these answers in order, the last one for ever. */
export async function httpServer(...answers: Answer[]): Promise<HttpCounterpart> {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const answer = answers[Math.min(received.length, answers.length - 1)] ?? {};
			received.push({
				path: request.url ?? '',
				headers: request.headers,
				json: JSON.parse(Buffer.concat(chunks).toString('utf8')),
			});
			if (answer.silent) return;
			response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '');
		});
	});
	const port = await listen(server);
	return {
		url: `http://127.0.0.1:${port}`,
		received,
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export interface SmtpCounterpart extends AsyncDisposable {
	readonly port: number;
	/** Messages taken, as they came over the wire. */
	readonly mails: { readonly from: string; readonly to: string[]; readonly raw: string; readonly secure: boolean }[];
	readonly logins: string[];
}

/** A real SMTP server. */
export async function smtpServer(options: SMTPServerOptions = {}): Promise<SmtpCounterpart> {
	const mails: SmtpCounterpart['mails'] = [];
	const logins: string[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onAuth: ({ username = '', password }, _session, callback) => {
			logins.push(username);
			if (password === 'correct horse') callback(null, { user: username });
			else callback(new Error(`Invalid login for ${username} with ${password ?? ''}`));
		},
		onData: (stream, session, callback) => {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				const { mailFrom, rcptTo } = session.envelope;
				mails.push({
					from: mailFrom ? mailFrom.address : '',
					to: rcptTo.map(({ address }) => address),
					raw: Buffer.concat(chunks).toString('utf8'),
					secure: session.secure,
				});
				callback(null, 'queued as 42');
			});
		},
		...options,
	});
	server.on('error', () => undefined); // A client that leaves is part of the tests.
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.server.address() as AddressInfo).port,
		mails,
		logins,
		[Symbol.asyncDispose]: async () => { await new Promise<void>((resolve) => { server.close(resolve); }); },
	};
}

/** A server that accepts connections and says nothing. */
export async function mute(): Promise<{ readonly port: number } & AsyncDisposable> {
	const sockets = new Set<{ destroy: () => void }>();
	const server = createTcpServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		[Symbol.asyncDispose]: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A port on which nothing listens: one that was given out and is free again. */
export async function closedPort(): Promise<number> {
	const { port, [Symbol.asyncDispose]: close } = await mute();
	await close();
	return port;
}

/** A key and a certificate that nobody else has signed. */
export function selfSigned(): { key: string; cert: string } {
	const folder = mkdtempSync(join(tmpdir(), 'cert-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	try {
		const subject = ['-subj', '/CN=localhost', '-days', '1'];
		execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
		return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

const listen = async (server: Server): Promise<number> => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
};
