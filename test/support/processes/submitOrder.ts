import { createRouter, type MarketView } from '../../../engine/execution';
import type { OrderIntent } from '../../../engine/orders';
import { DEFAULT_SIMULATION } from '../../../engine/simulation';
import { openStore, type StoreConfig } from '../../../engine/store';

export interface SubmitArguments {
	readonly config: StoreConfig;
	readonly intent: OrderIntent;
	readonly market: MarketView;
	/** Kills this process, as kill -9 does, at the n-th time the router reads the clock. */
	readonly killAt: number;
}

/** Submits an order and dies on the way. */
async function main(): Promise<void> {
	const { config, intent, market, killAt } = JSON.parse(process.argv[2]) as SubmitArguments;
	const store = await openStore(config);
	let reads = 0;
	const clock = () => {
		if (++reads === killAt) process.kill(process.pid, 'SIGKILL');
		return 1_700_000_000_000;
	};
	await createRouter({ store, clock, simulation: DEFAULT_SIMULATION }).submit(intent, market);
	await store.close();
	process.stdout.write('submitted\n');
}

void main();
