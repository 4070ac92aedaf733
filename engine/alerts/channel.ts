/** How a mail server is reached. */
export interface SmtpSettings {
	readonly host: string;
	readonly port: number;
	/**
	 * `tls` from the first byte (port 465), `starttls` or nothing, `none` for plain text. Default `auto`: TLS on port 465,
	 * else STARTTLS where the server offers it; a password is never sent in plain text unless `none` says so.
	 */
	readonly security?: 'auto' | 'tls' | 'starttls' | 'none';
	readonly user?: string;
	readonly password?: string;
	/** Whether the server's certificate must be trusted. Default true; false for a self-signed one. */
	readonly rejectUnauthorized?: boolean;
	/** The name this client greets with. Default: this machine's. */
	readonly hostName?: string;
}

/** A mail over SMTP. `smtp` is needed to send, not for a dry run. */
export interface EmailChannel {
	readonly kind: 'email';
	/** `Trading bot <bot@example.com>`. */
	readonly from: string;
	/** Addresses, as a list or separated by commas. */
	readonly to: string | readonly string[];
	readonly cc?: string | readonly string[];
	readonly replyTo?: string;
	readonly attachments?: readonly Attachment[];
	readonly smtp?: SmtpSettings;
}

/** A file that a mail carries. */
export interface Attachment {
	readonly fileName: string;
	readonly content: Uint8Array;
	/** A MIME type; told from the file name when left out. */
	readonly contentType?: string;
}

/** A post in Slack: by the address of an incoming webhook, or by a bot's token and a channel. */
export interface SlackChannel {
	readonly kind: 'slack';
	readonly webhookUrl?: string;
	readonly token?: string;
	/** With a token: `#trading` or a channel's ID. */
	readonly channel?: string;
	/** Default `https://slack.com/api`. */
	readonly baseUrl?: string;
}

/** A message of a Telegram bot. */
export interface TelegramChannel {
	readonly kind: 'telegram';
	readonly token?: string;
	/** ID of a chat, group or channel, or a public channel's `@name`. */
	readonly chatId: string | number;
	/** Topic within a group. */
	readonly threadId?: number;
	/** Delivers without a sound. */
	readonly silent?: boolean;
	/** Default `https://api.telegram.org`. */
	readonly baseUrl?: string;
}

/** The message as a JSON document, by POST. */
export interface WebhookChannel {
	readonly kind: 'webhook';
	readonly url: string;
	/** Sent besides those of the document, for instance `Authorization`; never shown. */
	readonly headers?: Readonly<Record<string, string>>;
}

export type AlertChannel = EmailChannel | SlackChannel | TelegramChannel | WebhookChannel;
export type ChannelKind = AlertChannel['kind'];
