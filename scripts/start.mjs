// `npm start`: n8n with the suite and its templates, on this machine, until Ctrl-C.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { dataFolder, readFlags, runCommand, wrongUsage } from './lib/command.mjs';
import { Failure } from './lib/failure.mjs';
import { ownerFile, signInAsOwner } from './lib/owner.mjs';
import { portFrom } from './lib/ports.mjs';
import { createProgress } from './lib/progress.mjs';
import { launch, prepare } from './lib/setup.mjs';
import { exitOnSignalWith, isEnding } from './lib/shutdown.mjs';
import { importWorkflows } from './lib/workflows.mjs';

const HELP = `npm start -- [--data DIR] [--port N]

Starts n8n with the trading suite on this machine and leaves it running until Ctrl-C.

  --data DIR   where n8n keeps everything: workflows, credentials, executions, the owner's password
               (default: .n8n-trading-bot in your home folder)
  --port N     the port of http://127.0.0.1 to use (default: 5678, or the next free one)
  --help       this text
`;
const COMMAND = 'npm start';
const DEFAULT_PORT = 5678;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

await runCommand(async () => {
	const flags = readFlags(
		process.argv.slice(2),
		{ data: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
		COMMAND,
	);
	if (flags.help) return void process.stdout.write(HELP);
	const wanted = readPort(flags.port);
	const data = dataFolder(flags.data, '.n8n-trading-bot');

	const progress = createProgress();
	const prepared = await prepare(root, progress);
	const port = await portFrom(wanted);
	if (port !== wanted) progress.say(`Port ${wanted} is taken; using ${port}.`);
	const { n8n, rest } = await launch(prepared, { data, port, progress });
	await importTemplates(rest, data, progress);

	progress.say(`
n8n is running:  ${n8n.url}
Sign in with:    ${ownerFile(data)}
Everything is in ${data}
Ctrl-C stops it.
`);
	exitOnSignalWith(0);
	await n8n.exited;
	if (isEnding()) return await new Promise(() => {});
	throw new Failure(`n8n ended by itself. Its log: ${n8n.log}`);
});

/**
 * @param {string | undefined} text
 * @returns {number}
 */
function readPort(text) {
	if (text === undefined) return DEFAULT_PORT;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw wrongUsage(`--port takes a number from 1 to 65535, not "${text}".`, COMMAND);
}

/**
 * An owner who has changed the password in n8n still gets a running n8n, only without newer templates.
 *
 * @param {import('./lib/rest.mjs').Rest} rest
 * @param {string} data
 * @param {import('./lib/progress.mjs').Progress} progress
 */
async function importTemplates(rest, data, progress) {
	try {
		await signInAsOwner(rest, data);
		for (const { name, state } of await importWorkflows(rest, join(root, 'workflows'), data)) {
			progress.say(`Template ${state === 'edited' ? 'left as you edited it' : state}: ${name}`);
		}
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		progress.say(`The templates were not imported. ${error.message}`);
	}
}
