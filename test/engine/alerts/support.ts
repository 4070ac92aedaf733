import { deliver, type AlertChannel, type AlertMessage, type Delivery, type DeliverOptions } from '../../../engine/alerts';

export const at = Date.UTC(2026, 10, 23, 14, 5);

export const message: AlertMessage = {
	title: 'BTC/USDT: long at 64,200',
	text: 'The fast average crossed **above** the slow one while `rsi < 70`.',
	severity: 'success',
	fields: [
		{ name: 'Price', value: '64,200.50' },
		{ name: 'Stop loss', value: '62,916.49' },
	],
	at,
};

export interface Sent {
	readonly delivery: Delivery;
	/** The pauses that were asked for, in milliseconds. */
	readonly pauses: number[];
}

/** Delivers for real over one channel; pauses are noted and pass at once. */
export async function send(channel: AlertChannel, options: Partial<DeliverOptions> & { message?: AlertMessage } = {}): Promise<Sent> {
	const pauses: number[] = [];
	const { message: said = message, ...rest } = options;
	const [delivery] = await deliver(said, [channel], {
		clock: () => at,
		dryRun: false,
		random: () => 1,
		sleep: async (milliseconds) => {
			pauses.push(milliseconds);
			await Promise.resolve();
		},
		...rest,
	});
	return { delivery, pauses };
}
