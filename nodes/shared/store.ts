import { homedir } from 'node:os';
import { join } from 'node:path';
import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeProperties,
} from 'n8n-workflow';
import { loadEngine, type Engine } from './engine';

/**
 * Asks where the books are kept; the file needs no set-up, so it comes first. A node with this field also lists the
 * credential `tradingBotStoreApi`, shown where `store` is `credential`.
 */
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

// One open store per configuration and node type: its connections are reused by every execution.
const open = new Map<string, Promise<Engine.TradingStore>>();

/** The trading store that the node's form points to, opened (and migrated) on first use. */
export async function tradingStore(this: IExecuteFunctions, index: number): Promise<Engine.TradingStore> {
	const credential =
		this.getNodeParameter('store', index) === 'credential'
			? await this.getCredentials('tradingBotStoreApi', index)
			: undefined;
	return await openChosen(this.getNode(), credential, index);
}

/** The same store while the form is being filled in, for the lists to choose from. */
export async function tradingStoreOfForm(this: ILoadOptionsFunctions): Promise<Engine.TradingStore> {
	const credential =
		this.getCurrentNodeParameter('store') === 'credential' ? await this.getCredentials('tradingBotStoreApi') : undefined;
	return await openChosen(this.getNode(), credential);
}

/** The engine's store configuration from the fields of a `tradingBotStoreApi` credential. */
export function storeConfig(data: ICredentialDataDecryptedObject): Engine.StoreConfig {
	const text = (name: string): string => (typeof data[name] === 'string' ? data[name] : '');
	if (data.kind === 'sqlite') return { kind: 'sqlite', file: text('file') || defaultFile() };
	return {
		kind: 'postgres',
		host: text('host'),
		port: Number(data.port),
		database: text('database'),
		user: text('user'),
		password: text('password'),
		ssl: data.ssl as 'disable' | 'require' | 'verify',
	};
}

async function openChosen(
	node: INode,
	credential: ICredentialDataDecryptedObject | undefined,
	itemIndex?: number,
): Promise<Engine.TradingStore> {
	const config = credential ? storeConfig(credential) : { kind: 'sqlite' as const, file: defaultFile() };
	if (config.kind === 'sqlite' && process.env.EXECUTIONS_MODE === 'queue') {
		throw new NodeOperationError(node, 'A SQLite file cannot be the trading store in queue mode', {
			description: 'Workers do not share files safely. Set Trading Store to Credential and give it a PostgreSQL database.',
			itemIndex,
		});
	}
	return await openOnce(config);
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
