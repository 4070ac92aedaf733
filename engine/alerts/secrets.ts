import { parseUrl } from './address';
import type { AlertChannel } from './channel';

const HIDDEN = '***';
/** Shorter pieces of an address are words such as `hooks` or `v1`, not secrets, and hiding them would garble every sentence. */
const LEAST_SECRET = 6;

/** Where a message goes, without what would let a reader send there. */
export function maskedTarget(channel: AlertChannel): string {
	switch (channel.kind) {
		case 'email':
			return addresses(channel.to).map(maskAddress).join(', ');
		case 'slack':
			return channel.webhookUrl ? maskUrl(channel.webhookUrl) : (channel.channel ?? '');
		case 'telegram':
			return String(channel.chatId);
		case 'webhook':
			return maskUrl(channel.url);
	}
}

/** Takes every secret of the channel, in each form in which a server may echo it, out of a text. */
export function redactor(channel: AlertChannel): (text: string) => string {
	const secrets = secretsOf(channel)
		.flatMap(formsOf)
		.filter((secret) => secret !== '')
		.sort((a, b) => b.length - a.length);
	return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), text);
}

/** Addresses from a list, or from one text that separates them by commas. */
export const addresses = (list: string | readonly string[]): string[] =>
	(typeof list === 'string' ? list.split(',') : list).map((address) => address.trim()).filter((address) => address !== '');

/** `Ann <ann@example.com>` becomes `a***@example.com`. */
export function maskAddress(address: string): string {
	const bare = /<([^>]*)>/.exec(address)?.[1] ?? address;
	const at = bare.lastIndexOf('@');
	return at > 0 ? `${bare[0]}${HIDDEN}${bare.slice(at)}` : HIDDEN;
}

/** `https://hooks.slack.com/services/T0/B0/xyz` becomes `https://hooks.slack.com/***`. */
function maskUrl(url: string): string {
	if (url === '') return '';
	const parsed = parseUrl(url);
	if (!parsed) return HIDDEN;
	return parsed.pathname === '/' && parsed.search === '' ? parsed.origin : `${parsed.origin}/${HIDDEN}`;
}

function secretsOf(channel: AlertChannel): string[] {
	switch (channel.kind) {
		case 'email': {
			const { user = '', password = '' } = channel.smtp ?? {};
			return password === '' ? [] : [`\0${user}\0${password}`, password];
		}
		case 'slack':
			return [channel.token ?? '', ...urlSecrets(channel.webhookUrl ?? '')];
		case 'telegram':
			return [channel.token ?? ''];
		case 'webhook':
			return [...urlSecrets(channel.url), ...Object.values(channel.headers ?? {}).flatMap(headerSecrets)];
	}
}

/** The address itself, what follows its host, and each piece of that long enough to be a token. */
function urlSecrets(url: string): string[] {
	const parsed = parseUrl(url);
	if (!parsed) return [url];
	const pieces = [...parsed.pathname.split('/'), ...parsed.searchParams.values()];
	const beyondHost = parsed.pathname + parsed.search;
	return [
		url,
		parsed.href,
		...(beyondHost.length > LEAST_SECRET ? [beyondHost] : []),
		parsed.password,
		...pieces.filter((piece) => piece.length >= LEAST_SECRET),
	];
}

/** `Bearer abc` also hides `abc`. */
const headerSecrets = (value: string): string[] => [value, ...value.split(' ').slice(1)].filter((piece) => piece.length >= LEAST_SECRET);

function formsOf(secret: string): string[] {
	const forms = [secret, encodeURIComponent(secret.replace(/\p{Surrogate}/gu, ''))];
	const base64 = Buffer.from(secret).toString('base64');
	return secret === '' ? [] : [...forms, base64, base64.replace(/=+$/, '')];
}
