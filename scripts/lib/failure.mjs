/**
 * A failure the user can act on: its message is the whole story, so it is shown without a stack.
 */
export class Failure extends Error {
	/**
	 * @param {string} message what happened and what to do next
	 * @param {{ exitCode?: number, cause?: unknown }} [options] exit code 2 is for wrong usage
	 */
	constructor(message, { exitCode = 1, cause } = {}) {
		super(message, { cause });
		this.name = 'Failure';
		this.exitCode = exitCode;
	}
}
