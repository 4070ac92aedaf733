import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { entryPoints } from './bundle.mjs';
import { pack } from './package.mjs';

/**
 * Compares what `npm pack` would publish with what is meant to be published.
 *
 * @param {string} root the checkout, built
 * @returns {Promise<string[]>} one sentence for each thing that is wrong
 */
export async function checkPackageContent(root) {
	const [{ files }, wanted] = await Promise.all([pack(root, { dryRun: true }), expectedFiles(root)]);
	const packed = new Set(files.map((file) => file.path));
	const problems = [];
	for (const path of wanted) if (!packed.has(path)) problems.push(`${path} is missing from the package.`);
	for (const path of packed) if (!wanted.has(path)) problems.push(`${path} is in the package and should not be.`);
	for (const path of packed) problems.push(...(await tracesOfThisMachine(root, path)));
	problems.push(...(await problemsOfManifest(root, packed)));
	return problems;
}

/**
 * Bundles of the entry points, the engine's types, icons and codex files, and what npm adds itself.
 *
 * @param {string} root
 * @returns {Promise<Set<string>>}
 */
async function expectedFiles(root) {
	const below = async (/** @type {string} */ folder, /** @type {RegExp} */ pattern) =>
		(await readdir(join(root, folder), { recursive: true }))
			.filter((name) => pattern.test(name))
			.map((name) => join(folder, name).replaceAll('\\', '/'));
	const bundles = entryPoints(root).map((/** @type {string} */ entry) => entry.replace(/\.ts$/, '.js'));
	const types = (await below('engine', /(?<!\.d)\.ts$/)).map((path) => path.replace(/\.ts$/, '.d.ts'));
	const assets = [...(await below('nodes', /\.(svg|node\.json)$|__schema__.*\.json$/)), ...(await below('credentials', /\.svg$/))];
	const readmes = (await readdir(root)).filter((name) => /^readme(\.\w+)*\.md$/i.test(name));
	return new Set([
		'package.json',
		'LICENSE',
		...readmes,
		'dist/THIRD-PARTY-NOTICES.txt',
		...[...bundles, ...types, ...assets].map((path) => `dist/${path.replaceAll('\\', '/')}`),
	]);
}

/**
 * n8n refuses a package whose manifest names a file that is not there, and loads a codex only beside its node.
 *
 * @param {string} root
 * @param {Set<string>} packed
 */
async function problemsOfManifest(root, packed) {
	const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const problems = [];
	for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		if (!packed.has(path)) problems.push(`package.json names ${path}, which is not in the package.`);
	}
	for (const path of manifest.n8n.nodes) {
		const codex = `${dirname(path)}/${basename(path, '.js')}.json`;
		if (!packed.has(codex)) problems.push(`${path} has no codex file ${codex}.`);
	}
	if (Object.keys(manifest.dependencies ?? {}).length > 0) {
		problems.push('package.json has runtime dependencies; n8n community packages bundle them instead.');
	}
	return problems;
}

/**
 * @param {string} root
 * @param {string} path
 */
async function tracesOfThisMachine(root, path) {
	const text = await readFile(join(root, path), 'latin1');
	const problems = [];
	if (text.includes(`${root}/`) || text.includes(`${homedir()}/.`)) problems.push(`${path} holds a path of this machine.`);
	if (/\/\/# sourceMappingURL=/.test(text)) problems.push(`${path} refers to a source map.`);
	return problems;
}
