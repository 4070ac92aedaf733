// `npm run docs`: writes docs/nodes.md from the built nodes' own descriptions.
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeDocs } from './lib/node-docs.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
writeFileSync(join(root, 'docs', 'nodes.md'), nodeDocs(root));
