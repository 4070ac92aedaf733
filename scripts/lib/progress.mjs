/**
 * What the user sees while waiting. Everything goes to stderr: stdout belongs to a command's result.
 *
 * @typedef {{ update(detail: string): void, done(detail?: string): void, fail(): void }} Step
 * @typedef {{ step(title: string): Step, say(line: string): void,
 *             during<T>(title: string, work: (step: Step) => Promise<T>): Promise<T> }} Progress
 */

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const QUIET_REMINDER_MS = 30_000;

/**
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Progress}
 */
export function createProgress(stream = process.stderr) {
	/** @type {Progress} */
	const progress = {
		step: (title) => (stream.isTTY ? spinnerStep(stream, title) : plainStep(stream, title)),
		say: (line) => void stream.write(`${line}\n`),
		async during(title, work) {
			const step = progress.step(title);
			try {
				const result = await work(step);
				step.done();
				return result;
			} catch (error) {
				step.fail();
				throw error;
			}
		},
	};
	return progress;
}

/**
 * @param {NodeJS.WriteStream} stream
 * @param {string} title
 * @returns {Step}
 */
function spinnerStep(stream, title) {
	const started = Date.now();
	let detail = '';
	let frame = 0;
	let open = true;
	const line = (/** @type {string} */ mark) => {
		const text = `${mark} ${title}${detail ? `: ${detail}` : ''} (${elapsed(started)})`;
		return `\r\x1b[K${text.slice(0, Math.max(20, (stream.columns ?? 100) - 1))}`;
	};
	const timer = setInterval(() => stream.write(line(FRAMES[frame++ % FRAMES.length])), 120);
	timer.unref();
	const close = (/** @type {string} */ mark) => {
		if (!open) return;
		open = false;
		clearInterval(timer);
		stream.write(`${line(mark)}\n`);
	};
	return {
		update: (text) => void (detail = text),
		done: (text) => {
			detail = text ?? '';
			close('✔');
		},
		fail: () => close('✖'),
	};
}

/**
 * Without a terminal: one line at the end of a step, and one now and then in a long one.
 *
 * @param {NodeJS.WriteStream} stream
 * @param {string} title
 * @returns {Step}
 */
function plainStep(stream, title) {
	const started = Date.now();
	let detail = '';
	let open = true;
	const write = (/** @type {string} */ mark) =>
		stream.write(`${mark} ${title}${detail ? `: ${detail}` : ''} (${elapsed(started)})\n`);
	const timer = setInterval(() => write('…'), QUIET_REMINDER_MS);
	timer.unref();
	const close = (/** @type {string} */ mark) => {
		if (!open) return;
		open = false;
		clearInterval(timer);
		write(mark);
	};
	return {
		update: (text) => void (detail = text),
		done: (text) => {
			detail = text ?? '';
			close('✔');
		},
		fail: () => close('✖'),
	};
}

/** @param {number} since epoch ms */
function elapsed(since) {
	const seconds = (Date.now() - since) / 1000;
	if (seconds < 60) return `${seconds.toFixed(1)} s`;
	return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
