import type { ChannelKind } from '../channel';
import { completeMessage, type AlertLocale, type AlertMessage, type CompleteMessage } from '../message';
import { renderEmail, type RenderedEmail } from './email';
import { renderSlack, type RenderedSlack } from './slack';
import { renderTelegram, type RenderedTelegram } from './telegram';
import { renderWebhook, type RenderedWebhook } from './webhook';

interface RenderedByKind {
	readonly email: RenderedEmail;
	readonly slack: RenderedSlack;
	readonly telegram: RenderedTelegram;
	readonly webhook: RenderedWebhook;
}

/** A message in the form of one channel, exactly as it would leave. */
export type RenderedMessage = RenderedByKind[ChannelKind];
export type RenderedFor<K extends ChannelKind> = RenderedByKind[K];

const RENDERERS: { readonly [K in ChannelKind]: (message: CompleteMessage, locale: AlertLocale) => RenderedFor<K> } = {
	email: renderEmail,
	slack: renderSlack,
	telegram: renderTelegram,
	webhook: renderWebhook,
};

/**
 * The message in a channel's own form: escaped, within the channel's limits, with the fixed words of `locale` (default `en`).
 * `message.at` must be given. Throws `ParameterError` for a message that says nothing.
 */
export function renderMessage<K extends ChannelKind>(
	message: AlertMessage & { readonly at: number },
	channel: K,
	{ locale = 'en' }: { readonly locale?: AlertLocale } = {},
): RenderedFor<K> {
	return renderComplete(completeMessage(message, message.at), channel, locale);
}

export const renderComplete = <K extends ChannelKind>(message: CompleteMessage, channel: K, locale: AlertLocale): RenderedFor<K> =>
	RENDERERS[channel](message, locale);
