import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../../shared');

/** Absolute path of reference data that stands beside the checkout and is read at test time only. */
export const sharedPath = (path: string): string => resolve(root, path);

/** A `describe` for tests that need the reference data; a clone without it skips them and says so. */
export const describeShared = (name: string, body: () => void): void => {
	if (existsSync(root)) describe(name, body);
	else describe.skip(`${name} (needs ../shared, which is not here)`, body);
};
