/**
 * Base of every error the engine raises on purpose. The message names the value at fault and the remedy;
 * `hint` is a further sentence for whoever shows it (n8n puts it under the message).
 */
export class EngineError extends Error {
	constructor(
		message: string,
		readonly hint?: string,
		options?: ErrorOptions,
	) {
		super(message, options);
		this.name = new.target.name;
	}
}

/** An option or parameter that cannot be used as given. `parameter` is its name as the caller wrote it. */
export class ParameterError extends EngineError {
	constructor(
		readonly parameter: string,
		message: string,
		hint?: string,
	) {
		super(message, hint);
	}
}

/** Long work that was asked to stop, by `AbortSignal`, before it was done. */
export class CancelledError extends EngineError {
	constructor(what: string) {
		super(`${what} was cancelled before it finished.`);
	}
}
