import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { n8nHost } from '../../../scripts/lib/host.mjs';
import { installPackage } from '../../../scripts/lib/install.mjs';
import { startN8n } from '../../../scripts/lib/n8n.mjs';
import { signInAsOwner } from '../../../scripts/lib/owner.mjs';
import { createProgress } from '../../../scripts/lib/progress.mjs';
import { restClient } from '../../../scripts/lib/rest.mjs';
import { keepRunning } from './running';

const root = resolve(__dirname, '../../..');

/** Starts one throw-away n8n, with the packed suite installed, for all files of the e2e ring. */
export default async function globalSetup(): Promise<void> {
	const progress = createProgress();
	const toolchain = { node: process.execPath, bin: dirname(process.execPath), version: process.versions.node };
	const host = await n8nHost(root, toolchain, progress);
	const data = await mkdtemp(join(tmpdir(), 'trading-bot-e2e-'));
	await installPackage(root, data, toolchain);
	const n8n = await progress.during('n8n for the e2e ring', () => startN8n({ root, toolchain, host, data }));
	const rest = restClient(n8n.url);
	const owner = await signInAsOwner(rest, data);
	keepRunning({ url: n8n.url, data, owner, cookie: rest.cookie() }, n8n.stop);
}
