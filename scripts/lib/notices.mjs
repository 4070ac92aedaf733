import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const INTRO = `The files in this folder contain the following third-party software, each under its own licence.\n`;
const ALLOWED = /^\(?(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|Unlicense|Zlib)(\b| )/;

/**
 * The licences of everything that was bundled, as those licences ask: name, version and text of each.
 *
 * @param {string} root
 * @param {Iterable<string>} inputs source files of the bundles, relative to the root
 * @returns {string}
 * @throws {Error} when a bundled package has a licence that the project does not take, or none
 */
export function thirdPartyNotices(root, inputs) {
	const packages = [...new Set([...inputs].map(packageFolder).filter((folder) => folder !== undefined))].sort();
	const sections = packages.map((folder) => notice(join(root, folder)));
	return [INTRO, ...new Set(sections)].join(`\n${'-'.repeat(80)}\n\n`);
}

/** @param {string} input */
function packageFolder(input) {
	return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/'))?.[0];
}

/** @param {string} folder */
function notice(folder) {
	const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
	const text = file && readFileSync(join(folder, file), 'utf8').trim();
	// Some packages say it in the file alone.
	const named = license ?? (text?.startsWith('MIT License') ? 'MIT' : undefined);
	if (!ALLOWED.test(named ?? '')) {
		throw new Error(`${name} ${version} is bundled and its licence is ${named ?? 'not stated'}: only permissive ones may be.`);
	}
	const by = typeof author === 'string' ? author : author?.name;
	return `${name} ${version} (${named})\n\n${text ?? `Licence: ${named}${by ? `\nCopyright: ${by}` : ''}`}\n`;
}
