import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Engine } from '../../../shared/engine';

/** The engine's way to the network through n8n's own, so that n8n's proxy and its guard against internal addresses hold. */
export function n8nHttp(this: IExecuteFunctions): Engine.HttpSend {
	return async ({ method, url, headers, body, signal }) => {
		const response = (await this.helpers.httpRequest({
			method,
			url,
			headers: { ...headers },
			body,
			abortSignal: signal,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirect would carry the token to an address that nobody chose.
			disableFollowRedirect: true,
		})) as IN8nHttpFullResponse;
		const answer = response.body as unknown;
		return {
			status: response.statusCode,
			headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : undefined])),
			body: typeof answer === 'string' ? answer : JSON.stringify(answer ?? ''),
		};
	};
}
