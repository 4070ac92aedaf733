const transform = {
	'^.+\\.[tj]s$': [
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
		ring('engine'),
		// The nodes ring runs the built package, which needs no further compiling.
		ring('nodes', { transformIgnorePatterns: ['/node_modules/', '/dist/'] }),
		ring('e2e'),
	],
};
