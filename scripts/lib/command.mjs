import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { Failure } from './failure.mjs';
import { cleanUp } from './shutdown.mjs';

/** Exit code of a command called wrongly. */
const USAGE = 2;

/**
 * Runs a command's body, cleans up and ends the process: with 0 or the code the body returns, or with its failure's.
 *
 * @param {() => Promise<number | void>} body
 */
export async function runCommand(body) {
	let code = 0;
	try {
		code = (await body()) ?? 0;
	} catch (error) {
		const text = error instanceof Failure ? error.message : error instanceof Error ? error.stack : String(error);
		process.stderr.write(`\n${text}\n`);
		code = error instanceof Failure ? error.exitCode : 1;
	}
	await cleanUp();
	process.exit(code);
}

/**
 * Reads a command's flags.
 *
 * @template {Record<string, { type: 'string' | 'boolean', short?: string }>} O
 * @param {string[]} argv
 * @param {O} options as for node's `parseArgs`
 * @param {string} command shown in the advice, such as `npm start`
 * @returns {{ [K in keyof O]?: O[K]['type'] extends 'string' ? string : boolean }}
 * @throws {Failure} exit code 2
 */
export function readFlags(argv, options, command) {
	try {
		const { values } = parseArgs({ args: argv, options, allowPositionals: false, strict: true });
		return /** @type {any} */ (values);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		throw wrongUsage(`${message.split('. ')[0].replace(/\.$/, '')}.`, command);
	}
}

/**
 * @param {string} message
 * @param {string} command
 */
export const wrongUsage = (message, command) =>
	new Failure(`${message} \`${command} -- --help\` lists what can be given.`, { exitCode: USAGE });

/**
 * A path as the user meant it: npm runs a script in the package's folder, wherever the user stands.
 *
 * @param {string} path
 */
export const userPath = (path) => resolve(process.env.INIT_CWD ?? '', path);

/**
 * @param {string | undefined} folder as given by the user
 * @param {string} fallback name of a folder in the user's home
 */
export const dataFolder = (folder, fallback) => (folder ? userPath(folder) : join(homedir(), fallback));
