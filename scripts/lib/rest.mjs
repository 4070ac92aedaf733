import { Failure } from './failure.mjs';

/**
 * n8n's own HTTP interface, the one its editor uses.
 *
 * @typedef {{ get(path: string): Promise<any>, post(path: string, body?: unknown): Promise<any>,
 *             patch(path: string, body: unknown): Promise<any>, delete(path: string): Promise<any>,
 *             url: string, cookie(): string }} Rest
 */

const TIMEOUT_MS = 60_000;

/** An answer of n8n's that is not a success. */
export class RestError extends Failure {
	/**
	 * @param {string} message
	 * @param {number} status
	 */
	constructor(message, status) {
		super(message);
		this.name = 'RestError';
		this.status = status;
	}
}

/**
 * A client that keeps the session cookie it is given at sign-in.
 *
 * @param {string} url of n8n, such as `http://127.0.0.1:5678`
 * @param {string} [session] cookie of a session that is open already
 * @returns {Rest} paths are relative to `/rest`; results are the answer's `data`
 */
export function restClient(url, session = '') {
	let cookie = session;

	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} [body]
	 */
	async function call(method, path, body) {
		const answer = await fetch(`${url}/rest${path}`, {
			method,
			headers: { ...(cookie && { cookie }), ...(body !== undefined && { 'content-type': 'application/json' }) },
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		const set = answer.headers.getSetCookie().find((entry) => entry.startsWith('n8n-auth='));
		if (set) cookie = set.split(';')[0];
		const text = await answer.text();
		const content = parseJson(text);
		if (!answer.ok) {
			const reason = content?.message ?? text.slice(0, 300);
			throw new RestError(`n8n answered ${answer.status} to ${method} ${path}: ${reason}`, answer.status);
		}
		return content?.data ?? content;
	}

	return {
		url,
		cookie: () => cookie,
		get: (path) => call('GET', path),
		post: (path, body = {}) => call('POST', path, body),
		patch: (path, body) => call('PATCH', path, body),
		delete: (path) => call('DELETE', path),
	};
}

/** @param {string} text */
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
