import { homedir } from 'node:os';
import { join } from 'node:path';
import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type INodeCredentialDescription,
	type INodeProperties,
} from 'n8n-workflow';
import { loadEngine, type Engine } from './engine';

/** The credential of nodes that keep books. */
export const storeCredential: INodeCredentialDescription = {
	name: 'tradingBotStoreApi',
	required: true,
	testedBy: 'testStoreCredential',
	displayOptions: { show: { store: ['credential'] } },
};

/** Asks where the books are kept; the file needs no set-up, so it comes first. */
export const storeField: INodeProperties = {
	displayName: 'Trading Store',
	name: 'store',
	type: 'options',
	noDataExpression: true,
	default: 'file',
	description: 'Where orders, fills, positions and limits are kept',
	options: [
		{ name: 'Built-In File', value: 'file', description: "A SQLite file in n8n's own folder; nothing to set up" },
		{ name: 'Credential', value: 'credential', description: 'A PostgreSQL database (needed in queue mode) or another file' },
	],
};

// One open store per configuration and process: connections are reused by every node and execution.
const open = new Map<string, Promise<Engine.TradingStore>>();

/** The trading store that the node's form points to, opened (and migrated) on first use. */
export async function tradingStore(this: IExecuteFunctions, index: number): Promise<Engine.TradingStore> {
	const config =
		this.getNodeParameter('store', index) === 'credential'
			? storeConfig(await this.getCredentials('tradingBotStoreApi', index))
			: { kind: 'sqlite' as const, file: defaultFile() };
	if (config.kind === 'sqlite' && process.env.EXECUTIONS_MODE === 'queue') {
		throw new NodeOperationError(this.getNode(), 'A SQLite file cannot be the trading store in queue mode', {
			description: 'Workers do not share files safely. Set Trading Store to Credential and give it a PostgreSQL database.',
			itemIndex: index,
		});
	}
	return await openOnce(config);
}

/** The engine's store configuration from the fields of a `tradingBotStoreApi` credential. */
export function storeConfig(data: ICredentialDataDecryptedObject): Engine.StoreConfig {
	if (data.kind === 'sqlite') return { kind: 'sqlite', file: String(data.file ?? '') || defaultFile() };
	return {
		kind: 'postgres',
		host: String(data.host),
		port: Number(data.port),
		database: String(data.database),
		user: String(data.user),
		password: String(data.password ?? ''),
		ssl: data.ssl as 'disable' | 'require' | 'verify',
	};
}

async function openOnce(config: Engine.StoreConfig): Promise<Engine.TradingStore> {
	const key = JSON.stringify(config);
	let store = open.get(key);
	if (!store) {
		const { openStore } = await loadEngine();
		store = open.get(key) ?? openStore(config);
		open.set(key, store);
		// A store that did not open is tried anew by the next execution.
		store.catch(() => open.delete(key));
	}
	return await store;
}

const defaultFile = (): string => join(process.env.N8N_USER_FOLDER ?? homedir(), '.n8n', 'trading-bot.sqlite');
