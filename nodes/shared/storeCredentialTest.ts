import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { loadEngine } from './engine';
import { storeConfig } from './store';

/** Opens the store, which also creates or updates its tables, and closes it again. */
export async function testStoreCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const { openStore } = await loadEngine();
		const store = await openStore(storeConfig(credential.data ?? {}));
		await store.close();
		return { status: 'OK', message: 'The store is ready' };
	} catch (error) {
		return { status: 'Error', message: error instanceof Error ? error.message : String(error) };
	}
}
