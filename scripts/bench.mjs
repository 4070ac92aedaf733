// `npm run bench`: every benchmark in bench/, one after the other, on the built engine and n8n's own Node version.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { runCommand } from './lib/command.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { build } from './lib/package.mjs';
import { createProgress } from './lib/progress.mjs';
import { node24 } from './lib/toolchain.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

await runCommand(async () => {
	const progress = createProgress();
	const toolchain = await node24(progress);
	await installDependencies(root, toolchain, progress);
	await build(root, toolchain, progress);
	const benchmarks = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.mjs'));
	const failed = benchmarks.filter((name) => {
		process.stdout.write(`\n# ${name}\n`);
		return spawnSync(toolchain.node, [join(root, 'bench', name)], { cwd: root, stdio: 'inherit' }).status !== 0;
	});
	return failed.length > 0 ? 1 : 0;
});
