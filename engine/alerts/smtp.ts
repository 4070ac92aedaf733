import type { Attachment, SmtpSettings } from './channel';
import { DeliveryFault, isCertificateProblem, networkFault } from './fault';

export interface Mail {
	readonly from: string;
	readonly to: readonly string[];
	readonly cc: readonly string[];
	readonly replyTo?: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly attachments: readonly Attachment[];
	/** With its angle brackets; the same for every attempt at the same message. */
	readonly messageId: string;
	readonly date: Date;
}

/** Hands a mail to a server; resolves once the server has taken it for at least one recipient. */
export type SmtpSend = (
	settings: SmtpSettings,
	mail: Mail,
	limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
) => Promise<{ readonly messageId: string; readonly reply: string; readonly refused: readonly string[] }>;

/** `SmtpSend` by nodemailer. */
export const nodemailerSmtp: SmtpSend = async (settings, mail, { timeoutMs, signal }) => {
	const { createTransport } = await import('../vendor/nodemailer');
	const { host, port, security = 'auto', user, password, rejectUnauthorized = true, hostName } = settings;
	const secure = security === 'tls' || (security === 'auto' && port === 465);
	const transport = createTransport({
		host,
		port,
		secure,
		ignoreTLS: security === 'none',
		requireTLS: security === 'starttls' || (security === 'auto' && !secure && Boolean(password)),
		...(user && { auth: { user, pass: password ?? '' } }),
		...(hostName && { name: hostName }),
		tls: { rejectUnauthorized },
		connectionTimeout: timeoutMs,
		greetingTimeout: timeoutMs,
		socketTimeout: timeoutMs,
		dnsTimeout: timeoutMs,
		// A message must not make the server read this machine's files or fetch addresses.
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	const close = () => { transport.close(); };
	signal.addEventListener('abort', close, { once: true });
	try {
		const { attachments, cc, to, ...rest } = mail;
		const sent = await transport.sendMail({
			...rest,
			to: [...to],
			cc: [...cc],
			attachments: attachments.map(({ fileName, content, contentType }) => ({
				filename: fileName,
				content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
				contentType,
			})),
		});
		return { messageId: sent.messageId, reply: sent.response, refused: sent.rejected.map(String) };
	} catch (error) {
		throw smtpFault(error, `${host}:${port}`);
	} finally {
		signal.removeEventListener('abort', close);
		close();
	}
};

/** What nodemailer adds to its errors. */
interface SmtpError extends Error {
	readonly code?: string;
	/** What the server was answering to. */
	readonly command?: string;
	readonly responseCode?: number;
	readonly response?: string;
}

/** RFC 5321: a reply of 4yz is for now, one of 5yz is for good. Before any reply, it is the network. */
function smtpFault(error: unknown, place: string): DeliveryFault {
	const { code = '', command, responseCode, response, message } = error as SmtpError;
	const server = `The mail server ${place}`;
	if ((code === 'ETLS' || command === 'STARTTLS') && !isCertificateProblem(error)) {
		const remedy = 'Choose another kind of connection security if this server offers none.';
		return new DeliveryFault(`${server} did not set up an encrypted connection (${message}). ${remedy}`, { retryable: false, cause: error });
	}
	if (responseCode !== undefined && responseCode >= 400) {
		const retryable = responseCode < 500;
		const refused = code === 'EAUTH' ? 'refused the user name or password' : retryable ? 'put the mail off' : 'refused the mail';
		return new DeliveryFault(`${server} ${refused} (${response ?? responseCode}).`, { retryable, status: responseCode, cause: error });
	}
	if (code === 'EAUTH') return new DeliveryFault(`${server} could not check the user name and password: ${message}.`, { retryable: false, cause: error });
	if (code === 'EENVELOPE' || code === 'EMESSAGE') {
		return new DeliveryFault(`The mail has no usable sender or recipient (${message}).`, { retryable: false, cause: error });
	}
	return networkFault(error, `the mail server ${place}`);
}
