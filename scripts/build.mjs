// Builds dist/: bundles by esbuild with the licences of what is in them, types of the engine by tsc, icons and codex files as they are.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './lib/bundle.mjs';
import { thirdPartyNotices } from './lib/notices.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const inputs = await bundle(root, dist);
writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root, inputs));

for (const folder of ['nodes', 'credentials']) {
	for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
		if (!/\.(svg|png|node\.json)$|__schema__.*\.json$/.test(name)) continue;
		mkdirSync(dirname(join(dist, folder, name)), { recursive: true });
		cpSync(join(root, folder, name), join(dist, folder, name));
	}
}

execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.types.json')], {
	cwd: root,
	stdio: ['ignore', 2, 2],
});
