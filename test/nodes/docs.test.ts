import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

test('docs/nodes.md says what the nodes’ forms say (npm run docs)', () => {
	const script = `import { nodeDocs } from './scripts/lib/node-docs.mjs'; process.stdout.write(nodeDocs(process.cwd()));`;
	const made = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' });
	expect(readFileSync(resolve(root, 'docs/nodes.md'), 'utf8')).toBe(made);
});
