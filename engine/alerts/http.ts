import { parseUrl } from './address';
import { DeliveryFault, networkFault } from './fault';

export interface HttpRequest {
	readonly method: 'POST';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** Aborts at the timeout and when the delivery is cancelled. */
	readonly signal: AbortSignal;
}

export interface HttpResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: string;
}

/** Sends a request and resolves with any answer, whatever its status; rejects only when there was none. */
export type HttpSend = (request: HttpRequest) => Promise<HttpResponse>;

/** Enough for any answer to a message; a server that sends more is not listened to. */
const LONGEST_ANSWER = 64 * 1024;

/** `HttpSend` by fetch. A redirect is not followed: it would carry the token to an address nobody chose. */
export const fetchHttp: HttpSend = async ({ method, url, headers, body, signal }) => {
	const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
	return { status: response.status, headers: Object.fromEntries(response.headers), body: await readStart(response) };
};

async function readStart(response: Response): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	if (!response.body) return text;
	for await (const chunk of response.body) {
		text += decoder.decode(chunk as Uint8Array, { stream: true });
		if (text.length >= LONGEST_ANSWER) break;
	}
	return text;
}

export interface PostOptions {
	readonly http: HttpSend;
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: unknown;
	readonly signal: AbortSignal;
	/** Epoch milliseconds, to read a `Retry-After` that names a moment. */
	readonly now: () => number;
	/** Who is called, for error messages. */
	readonly who: string;
	/** What the body of a refusal says about the reason, and how long to wait. */
	readonly explain?: (body: string) => { readonly reason?: string; readonly retryAfterMs?: number };
}

/** Posts JSON. Throws `DeliveryFault` unless the answer is a success: to be retried after 429 and 5xx, not after others. */
export async function postJson({ http, url, headers, body, signal, now, who, explain }: PostOptions): Promise<HttpResponse> {
	const response = await attempt(http, { url, headers, body, signal, who });
	const { status } = response;
	if (status >= 200 && status < 300) return response;
	const told = explain?.(response.body) ?? {};
	const reason = told.reason ?? firstLine(response.body);
	const answer = reason ? `${status}: ${reason}` : String(status);
	const retryAfterMs = told.retryAfterMs ?? readRetryAfter(response.headers['retry-after'], now());
	if (status === 429) {
		const wait = retryAfterMs === undefined ? '' : ` It asks for a pause of ${Math.ceil(retryAfterMs / 1000)} s.`;
		throw new DeliveryFault(`${who} takes no more messages for now (${answer}).${wait}`, { retryable: true, status, retryAfterMs });
	}
	if (status >= 500) throw new DeliveryFault(`${who} has a problem of its own (${answer}).`, { retryable: true, status, retryAfterMs });
	if (status >= 300 && status < 400) {
		throw new DeliveryFault(`${who} redirects elsewhere (${status}). Give the final address.`, { retryable: false, status });
	}
	throw new DeliveryFault(`${who} refused the message (${answer}).`, { retryable: false, status });
}

async function attempt(http: HttpSend, { url, headers, body, signal, who }: Pick<PostOptions, 'url' | 'headers' | 'body' | 'signal' | 'who'>) {
	if (!/^https?:$/.test(parseUrl(url)?.protocol ?? '')) {
		throw new DeliveryFault(`The address of ${who} is no http or https address.`, { retryable: false });
	}
	try {
		return await http({
			method: 'POST',
			url,
			headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json', ...headers },
			body: JSON.stringify(body),
			signal,
		});
	} catch (error) {
		throw networkFault(error, who);
	}
}

/** Seconds, or a date; milliseconds from `now`. */
function readRetryAfter(header: string | undefined, now: number): number | undefined {
	if (header === undefined || header.trim() === '') return undefined;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const moment = Date.parse(header);
	return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}

/** What a server says is quoted, but not a page of HTML. */
const firstLine = (body: string): string => {
	const line = body.trim().split('\n', 1)[0] ?? '';
	return line.startsWith('<') ? '' : line.slice(0, 200);
};
