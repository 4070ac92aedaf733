const transform = {
	'^.+\\.m?[tj]s$': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
	],
};

/** Three rings, from the numbers outwards; `npm test` runs them in this order. */
const ring = (name, options = {}) => ({
	displayName: name,
	rootDir: __dirname,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	testEnvironment: 'node',
	transform,
	...options,
});

module.exports = {
	projects: [
		// ccxt's CommonJS build requires packages that are ESM only.
		ring('engine', { transformIgnorePatterns: ['/node_modules/(?!@noble/|@scure/)'] }),
		// The nodes ring runs the built package, which needs no further compiling.
		ring('nodes', { transformIgnorePatterns: ['/node_modules/', '/dist/'] }),
		// One real n8n serves the whole ring.
		ring('e2e', {
			globalSetup: '<rootDir>/test/support/n8n/globalSetup.ts',
			globalTeardown: '<rootDir>/test/support/n8n/globalTeardown.ts',
		}),
	],
};
