import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** @returns {Promise<number>} a port of the loopback interface that nobody listens on */
export async function freePort() {
	return /** @type {number} */ (await listenOnce(0));
}

/**
 * The first free port from `wanted` upwards.
 *
 * @param {number} wanted
 * @returns {Promise<number>}
 */
export async function portFrom(wanted) {
	for (let port = wanted; port < wanted + 100 && port < 65_536; port++) {
		if ((await listenOnce(port)) !== undefined) return port;
	}
	return await freePort();
}

/**
 * @param {number} port 0 for any
 * @returns {Promise<number | undefined>} undefined when it is taken
 */
async function listenOnce(port) {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(undefined));
		server.listen(port, LOOPBACK, () => {
			const address = server.address();
			server.close(() => resolve(address && typeof address === 'object' ? address.port : undefined));
		});
	});
}
