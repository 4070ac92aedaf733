/**
 * Clean endings. What must happen before the process goes is registered here; the end of the command or a signal runs
 * it. A second signal ends the process at once.
 *
 * @typedef {() => Promise<void>} CleanUp
 */

const SIGNALS = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/** @type {Set<CleanUp>} */
const pending = new Set();
/** @type {number | undefined} */
let signalExitCode;
let listening = false;
let ending = false;

/**
 * @param {CleanUp} cleanUp
 * @returns {CleanUp} runs it now and forgets it; running it twice does it once
 */
export function beforeExit(cleanUp) {
	listen();
	/** @type {Promise<void> | undefined} */
	let done;
	const once = () => {
		pending.delete(once);
		return (done ??= cleanUp());
	};
	pending.add(once);
	return once;
}

/** Runs what is pending, the latest first. */
export async function cleanUp() {
	for (const task of [...pending].reverse()) await task().catch(() => {});
}

/**
 * For a command that is meant to be ended by a signal.
 *
 * @param {number} code
 */
export function exitOnSignalWith(code) {
	signalExitCode = code;
}

/** Whether a signal has asked the process to end. */
export const isEnding = () => ending;

function listen() {
	if (listening) return;
	listening = true;
	for (const [signal, code] of Object.entries(SIGNALS)) {
		process.on(signal, () => {
			if (ending) process.exit(code);
			ending = true;
			process.stderr.write('\nStopping…\n');
			void cleanUp().then(() => process.exit(signalExitCode ?? code));
		});
	}
}
