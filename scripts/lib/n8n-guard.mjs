// Loaded into n8n before n8n itself (node --import). n8n's stdin is a pipe that only the process which started it holds
// open: when that process ends, however it ends, the pipe closes and n8n shuts down instead of living on unseen.
import { isMainThread } from 'node:worker_threads';

const GRACE_MS = 20_000;

if (isMainThread) {
	process.stdin.once('end', () => {
		setTimeout(() => process.exit(1), GRACE_MS).unref();
		process.kill(process.pid, 'SIGTERM');
	});
	process.stdin.on('error', () => {});
	process.stdin.resume();
}
