import { noiseKey, uniform } from './noise';

/** What the sample market trades under a symbol. Prices are in quote currency, volume in units of the base. */
export interface SampleInstrument {
	/** One source of randomness for each thing that is random. */
	readonly keys: Readonly<Record<SampleKey, number>>;
	/** The price it swings around over the years. */
	readonly anchor: number;
	/** Typical daily deviation of log returns. */
	readonly dailyVolatility: number;
	/** Ticks in one unit of price, and lots in one unit of base: powers of ten. */
	readonly ticksPerUnit: number;
	readonly lotsPerUnit: number;
	/** Lots that change hands in an average minute. */
	readonly lotsPerMinute: number;
}

type SampleKey = 'minutes' | 'days' | 'gaps' | 'gapSizes' | 'pace' | 'regime' | 'hours' | 'swings' | 'weeks' | 'months';

/** The instrument of a symbol: familiar ones near their real price, others drawn from the symbol and the seed. */
export function sampleInstrument(symbol: string, seed: number): SampleInstrument {
	const key = noiseKey('sample market', seed, symbol.toUpperCase());
	const base = symbol.toUpperCase().split(/[/\-_:]/)[0];
	const familiar = FAMILIAR[base] ?? FAMILIAR[base.replace(/(USDT|USDC|USD|EUR)$/, '')];
	const anchor = familiar?.anchor ?? 5 * 60 ** uniform(key, 1);
	const dailyVolatility = familiar?.dailyVolatility ?? 0.012 + 0.02 * uniform(key, 2);
	const minuteNotional = 8_000 * 10 ** uniform(key, 3);
	const lotsPerUnit = 10 ** clamp(Math.ceil(Math.log10(anchor)), 0, 5);
	return {
		keys: {
			minutes: noiseKey(key, 'minutes'),
			days: noiseKey(key, 'days'),
			gaps: noiseKey(key, 'gaps'),
			gapSizes: noiseKey(key, 'gap sizes'),
			pace: noiseKey(key, 'pace'),
			regime: noiseKey(key, 'regime'),
			hours: noiseKey(key, 'hours'),
			swings: noiseKey(key, 'swings'),
			weeks: noiseKey(key, 'weeks'),
			months: noiseKey(key, 'months'),
		},
		anchor,
		dailyVolatility,
		ticksPerUnit: 10 ** clamp(5 - Math.ceil(Math.log10(anchor)) + 1, 0, 8),
		lotsPerUnit,
		lotsPerMinute: (minuteNotional / anchor) * lotsPerUnit,
	};
}

const FAMILIAR: Readonly<Record<string, { anchor: number; dailyVolatility: number } | undefined>> = {
	BTC: { anchor: 60_000, dailyVolatility: 0.025 },
	ETH: { anchor: 2_800, dailyVolatility: 0.03 },
	SOL: { anchor: 140, dailyVolatility: 0.04 },
	XRP: { anchor: 0.6, dailyVolatility: 0.035 },
	EUR: { anchor: 1.1, dailyVolatility: 0.005 },
};

function clamp(value: number, low: number, high: number): number {
	return Math.min(Math.max(value, low), high);
}
