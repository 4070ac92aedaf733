import type { HttpSend } from '../http';
import type { CompleteMessage } from '../message';
import type { SmtpSend } from '../smtp';

/** What the outside answered to a step that went well. */
export interface Receipt {
	/** HTTP status or SMTP reply code. */
	readonly status?: number;
	/** The other side's name for the message. */
	readonly messageId?: string;
}

/** The way out: whoever sends is handed the network and the time. */
export interface Outside {
	readonly http: HttpSend;
	readonly smtp: SmtpSend;
	readonly clock: () => number;
	readonly timeoutMs: number;
	readonly message: CompleteMessage;
}

/** One thing to send; a delivery is one or more of them in order, each retried by itself. */
export type Step = (signal: AbortSignal) => Promise<Receipt>;
