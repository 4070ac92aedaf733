import { readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';

/**
 * Sources that become files of their own in dist/; everything else is bundled into one of them.
 *
 * @param {string} root
 * @returns {string[]} relative to the root
 */
export function entryPoints(root) {
	const below = (/** @type {string} */ folder, /** @type {string} */ suffix) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith(suffix))
			.map((name) => join(folder, name));
	return [
		'engine/index.ts',
		'engine/worker.ts',
		...below('engine/vendor', '.ts'),
		...below('nodes', '.node.ts'),
		...below('credentials', '.credentials.ts'),
	].sort();
}

/** @param {string} entry */
const output = (entry) => entry.replace(/\.ts$/, '.js');

/**
 * A dynamic import is a chunk boundary: `import('../vendor/ccxt')` stays a require of that entry's own file,
 * so that ccxt, PDF, Arrow … are read from disk on first use and not when n8n starts.
 *
 * @param {string} root
 * @param {readonly string[]} entries
 * @param {string} entry
 * @returns {import('esbuild').Plugin}
 */
const chunkBoundaries = (root, entries, entry) => ({
	name: 'chunk-boundaries',
	setup(build) {
		build.onResolve({ filter: /^\./ }, (args) => {
			// A library's own dynamic imports go into its chunk.
			if (args.kind !== 'dynamic-import' || args.importer.includes('node_modules')) return undefined;
			const source = relative(root, resolve(args.resolveDir, args.path));
			const target = [`${source}.ts`, join(source, 'index.ts')].find((name) => entries.includes(name));
			if (!target) {
				return { errors: [{ text: `${args.path} is imported dynamically but is no entry point: make it one or import it statically` }] };
			}
			const path = relative(dirname(output(entry)), output(target)).split(sep).join('/');
			return { path: path.startsWith('.') ? path : `./${path}`, external: true };
		});
	},
});

/**
 * Bundles every entry point into `outdir`, as CommonJS for Node 20 and later.
 *
 * @param {string} root
 * @param {string} outdir
 * @returns {Promise<Set<string>>} the source files that went in, relative to the root
 */
export async function bundle(root, outdir) {
	const entries = entryPoints(root);
	/** @type {Set<string>} */
	const inputs = new Set();
	for (const entry of entries) {
		const { metafile } = await build({
			absWorkingDir: root,
			entryPoints: [entry],
			outfile: join(outdir, output(entry)),
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node20',
			// Nodes are loaded through n8n's own require, and tests through jest's: neither takes import().
			supported: { 'dynamic-import': false },
			external: ['n8n-workflow', 'pg-native', 'protobufjs/*', 'bufferutil', 'utf-8-validate'],
			minify: dirname(entry) === join('engine', 'vendor'),
			// The licences stand together in one file, see notices.mjs.
			legalComments: 'none',
			logLevel: 'warning',
			metafile: true,
			plugins: [chunkBoundaries(root, entries, entry)],
		});
		for (const input of Object.keys(metafile.inputs)) inputs.add(input);
	}
	return inputs;
}
