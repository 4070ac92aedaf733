import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Failure } from './failure.mjs';
import { RestError } from './rest.mjs';

/**
 * n8n's owner account.
 *
 * @typedef {{ email: string, password: string }} Owner
 */

const EMAIL = 'owner@trading-bot.local';

/** @param {string} data n8n's user folder */
export const ownerFile = (data) => join(data, 'owner.json');

/**
 * Signs the client in as the owner, who is created with a generated password where n8n has none yet. The password is
 * kept in a file that only the user can read.
 *
 * @param {import('./rest.mjs').Rest} rest
 * @param {string} data n8n's user folder
 * @returns {Promise<Owner>}
 * @throws {Failure} when n8n's owner has since been given another e-mail address or password
 */
export async function signInAsOwner(rest, data) {
	const { userManagement } = await rest.get('/settings');
	const kept = await readOwner(data);
	if (userManagement.showSetupOnFirstLoad) {
		const owner = kept ?? { email: EMAIL, password: newPassword() };
		// Written first: an owner whose password nobody knows would lock the user out.
		if (!kept) await writeFile(ownerFile(data), `${JSON.stringify(owner, null, '\t')}\n`, { mode: 0o600 });
		await rest.post('/owner/setup', { ...owner, firstName: 'Trading', lastName: 'Bot' });
		return owner;
	}
	if (!kept) throw new Failure(`n8n in ${data} has an owner already, but ${ownerFile(data)} is not there to sign in with.`);
	try {
		await rest.post('/login', { emailOrLdapLoginId: kept.email, password: kept.password });
	} catch (error) {
		if (!(error instanceof RestError) || error.status !== 401) throw error;
		throw new Failure(
			`n8n does not accept the password in ${ownerFile(data)}: it was changed in the editor. ` +
				`Put the new e-mail address and password in that file, or use another folder with --data.`,
		);
	}
	return kept;
}

/**
 * @param {string} data
 * @returns {Promise<Owner | undefined>}
 */
async function readOwner(data) {
	const text = await readFile(ownerFile(data), 'utf8').catch(() => undefined);
	return text === undefined ? undefined : JSON.parse(text);
}

/** n8n asks for eight characters, a digit and a capital. */
function newPassword() {
	for (;;) {
		const password = randomBytes(18).toString('base64url');
		if (/\d/.test(password) && /[A-Z]/.test(password)) return password;
	}
}
