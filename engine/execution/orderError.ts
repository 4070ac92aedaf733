import { EngineError } from '../errors';

/** An order that cannot be planned, placed or changed as asked. */
export class OrderError extends EngineError {
	constructor(
		message: string,
		/** The order it is about, when there is one. */
		readonly clientOrderId?: string,
		hint?: string,
	) {
		super(message, hint);
	}
}
