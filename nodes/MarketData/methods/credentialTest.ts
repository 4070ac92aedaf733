import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { loadEngine } from '../../shared/engine';
import { environmentProxy, exchangeAccount } from '../../shared/exchange';

/** Asks the exchange for the account's balance: the one call that proves key, secret, clock and permissions. */
export async function testExchangeCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const { testExchange } = await loadEngine();
		await testExchange({ proxy: environmentProxy(), ...exchangeAccount(credential.data ?? {}) });
		return { status: 'OK', message: 'The exchange accepted the keys' };
	} catch (error) {
		return { status: 'Error', message: error instanceof Error ? error.message : String(error) };
	}
}
