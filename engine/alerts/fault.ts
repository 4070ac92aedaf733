import { EngineError } from '../errors';

export interface FaultOptions {
	/** Whether the same message may get through later. */
	readonly retryable: boolean;
	/** The other side's answer, if there was one: an HTTP status or an SMTP reply code. */
	readonly status?: number;
	/** How long the other side asks to be left alone, milliseconds. */
	readonly retryAfterMs?: number;
	readonly cause?: unknown;
}

/** A message that was not delivered, and whether trying again makes sense. */
export class DeliveryFault extends EngineError {
	readonly retryable: boolean;
	readonly status: number | undefined;
	readonly retryAfterMs: number | undefined;

	constructor(message: string, { retryable, status, retryAfterMs, cause }: FaultOptions) {
		super(message, undefined, { cause });
		this.retryable = retryable;
		this.status = status;
		this.retryAfterMs = retryAfterMs;
	}
}

/** Something that a channel needs and was not given. */
export const missing = (what: string, remedy: string): DeliveryFault => new DeliveryFault(`${what} is missing. ${remedy}`, { retryable: false });

/** Why a connection failed, in words, from the code that Node gives it. */
export function networkFault(error: unknown, place: string): DeliveryFault {
	const { code, message } = innermost(error);
	const certificate = isCertificateProblem(error);
	const reason = certificate
		? `The certificate of ${place} is not trusted (${message}). Trust its issuer, or switch the check off for a server of your own.`
		: (explain(code, message)?.(place) ?? `The connection to ${place} failed: ${message}.`);
	return new DeliveryFault(reason, { retryable: !certificate, cause: error });
}

/** nodemailer gives its own code and keeps the system's in the message. */
const explain = (code: string, message: string) => REASONS[code] ?? REASONS[/\b(E[A-Z_]{4,})\b/.exec(message)?.[1] ?? ''];

const REASONS: Readonly<Record<string, ((place: string) => string) | undefined>> = {
	ECONNREFUSED: (place) => `Nothing accepts connections at ${place}. Check host and port.`,
	ENOTFOUND: (place) => `The host of ${place} is not known. Check its name.`,
	EAI_AGAIN: (place) => `The name of ${place} could not be looked up just now.`,
	ECONNRESET: (place) => `${place} cut the connection.`,
	EPIPE: (place) => `${place} cut the connection.`,
	UND_ERR_SOCKET: (place) => `${place} cut the connection.`,
	EHOSTUNREACH: (place) => `There is no route to ${place}.`,
	ENETUNREACH: (place) => `There is no route to ${place}.`,
	ETIMEDOUT: (place) => `${place} did not answer in time.`,
};

/** Whether the other side could not prove who it is. */
export function isCertificateProblem(error: unknown): boolean {
	const { code, message } = innermost(error);
	return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code) || /self[- ]signed|certificate|altnames/i.test(message);
}

/** Wrapped errors (fetch's, nodemailer's, one for each address tried) hide the telling one inside. */
function innermost(error: unknown): { code: string; message: string } {
	if (!isErrorLike(error)) return { code: '', message: String(error) };
	const [first] = error.errors ?? [];
	if (first !== undefined) return innermost(first);
	const deeper = isErrorLike(error.cause) ? innermost(error.cause) : undefined;
	if (deeper?.code) return deeper;
	return { code: error.code ?? '', message: error.message };
}

interface ErrorLike {
	readonly message: string;
	readonly code?: string;
	readonly cause?: unknown;
	readonly errors?: readonly unknown[];
}

/** Not `instanceof Error`: an error may come from another realm, such as n8n's code sandbox. */
const isErrorLike = (error: unknown): error is ErrorLike => typeof error === 'object' && error !== null && 'message' in error;

/** What any thrown thing says. */
export const errorText = (error: unknown): string => (isErrorLike(error) ? error.message : String(error));
