import { openStore, type StoreConfig } from '../../../engine/store';

/** Opens the store that the parent names and says so. */
async function main(): Promise<void> {
	const store = await openStore(JSON.parse(process.argv[2]) as StoreConfig);
	await store.close();
	process.stdout.write('opened\n');
}

void main();
