import {
	closeBar,
	protectionExit,
	protectionPrices,
	protectPosition,
	type PriceBar,
	type ProtectionPrices,
	type Side,
} from '../../../engine/simulation';

const options = { slippage: 0, fillOn: 'nextOpen' } as const;
const bar = (open: number, high: number, low: number, close: number): PriceBar => ({ open, high, low, close });
const exitOf = (side: Side, prices: ProtectionPrices, of: PriceBar) =>
	protectionExit(protectPosition(side, 100, prices), of, options);

describe('protectionPrices', () => {
	const column = Float64Array.of(1, 2, 3, NaN);

	it('percent: a fraction of the entry price on the side that hurts, or helps', () => {
		const levels = { stopLoss: { kind: 'percent', value: 0.02 }, takeProfit: { kind: 'percent', value: 0.04 } } as const;
		expect(protectionPrices(levels, 'long', 200, 0)).toEqual({ stopLoss: 196, takeProfit: 208 });
		expect(protectionPrices(levels, 'short', 200, 0)).toEqual({ stopLoss: 204, takeProfit: 192 });
	});

	it('distance: price units read on the signal bar', () => {
		const levels = { stopLoss: { kind: 'distance', column }, takeProfit: { kind: 'distance', column } } as const;
		expect(protectionPrices(levels, 'long', 100, 2)).toEqual({ stopLoss: 97, takeProfit: 103 });
		expect(protectionPrices(levels, 'short', 100, 1)).toEqual({ stopLoss: 102, takeProfit: 98 });
	});

	it('price: the very number read on the signal bar', () => {
		const levels = { stopLoss: { kind: 'price', column: Float64Array.of(0.1 + 0.2) } } as const;
		expect(protectionPrices(levels, 'long', 1 / 3, 0)).toEqual({ stopLoss: 0.1 + 0.2 });
	});

	it('trailing stop: distance and activation in price units, armed at once without an activation', () => {
		const distance = { kind: 'percent', value: 0.05 } as const;
		expect(protectionPrices({ trailingStop: { distance } }, 'short', 100, 0)).toEqual({
			trailingStop: { distance: 5, activation: 0 },
		});
		const activation = { kind: 'price', column: Float64Array.of(103) } as const;
		expect(protectionPrices({ trailingStop: { distance, activation } }, 'long', 100, 0)).toEqual({
			trailingStop: { distance: 5, activation: 3 },
		});
	});

	it('is undefined when a level has no value on the signal bar', () => {
		expect(protectionPrices({ stopLoss: { kind: 'distance', column } }, 'long', 100, 3)).toBeUndefined();
		expect(protectionPrices({ maxBars: 5 }, 'long', 100, 3)).toEqual({ maxBars: 5 });
	});
});

describe('protectionExit', () => {
	const both = { stopLoss: 95, takeProfit: 110 };
	const bothShort = { stopLoss: 105, takeProfit: 90 };

	it('does nothing in a bar that touches neither level', () => {
		expect(exitOf('long', both, bar(100, 109, 96, 100))).toBeUndefined();
		expect(exitOf('short', bothShort, bar(100, 104, 91, 100))).toBeUndefined();
	});

	it('takes the stop loss at its price, and at the open after a gap', () => {
		expect(exitOf('long', both, bar(100, 101, 94, 100))).toEqual({ price: 95, reason: 'stopLoss', liquidity: 'taker' });
		expect(exitOf('long', both, bar(90, 92, 88, 91))).toMatchObject({ price: 90, reason: 'stopLoss' });
		expect(exitOf('short', bothShort, bar(107, 108, 106, 107))).toMatchObject({ price: 107, reason: 'stopLoss' });
	});

	it('takes the profit at its price as a maker, and at the open when that is better', () => {
		expect(exitOf('long', both, bar(100, 111, 99, 100))).toEqual({ price: 110, reason: 'takeProfit', liquidity: 'maker' });
		expect(exitOf('long', both, bar(112, 113, 111, 112))).toMatchObject({ price: 112, reason: 'takeProfit' });
		expect(exitOf('short', bothShort, bar(88, 89, 85, 88))).toMatchObject({ price: 88, reason: 'takeProfit' });
	});

	it('takes the stop first when one bar touches both', () => {
		expect(exitOf('long', both, bar(100, 120, 80, 100))).toMatchObject({ price: 95, reason: 'stopLoss' });
		expect(exitOf('short', bothShort, bar(100, 120, 80, 100))).toMatchObject({ price: 105, reason: 'stopLoss' });
	});

	it('pays slippage on the stop and none on the take profit', () => {
		const position = protectPosition('long', 100, both);
		const slipping = { ...options, slippage: 0.01 };
		expect(protectionExit(position, bar(100, 101, 94, 100), slipping)?.price).toBeCloseTo(94.05, 12);
		expect(protectionExit(position, bar(100, 111, 99, 100), slipping)?.price).toBe(110);
	});

	it('leaves after maxBars closed bars, at the next open', () => {
		const position = protectPosition('long', 100, { maxBars: 2 });
		for (const close of [101, 102]) {
			expect(protectionExit(position, bar(100, 103, 99, close), options)).toBeUndefined();
			closeBar(position, close);
		}
		expect(protectionExit(position, bar(99, 103, 98, 100), options)).toEqual({
			price: 99,
			reason: 'maxBars',
			liquidity: 'taker',
		});
	});

	it('leaves on the close of the last of maxBars when orders fill at the close', () => {
		const position = protectPosition('long', 100, { maxBars: 2 });
		const atClose = { slippage: 0, fillOn: 'close' } as const;
		expect(protectionExit(position, bar(100, 103, 99, 101), atClose)).toBeUndefined();
		closeBar(position, 101);
		expect(protectionExit(position, bar(100, 103, 99, 102), atClose)).toMatchObject({ price: 102, reason: 'maxBars' });
	});
});

describe('the trailing stop', () => {
	const trailing = (activation: number) => ({ trailingStop: { distance: 5, activation } });

	it('stands at its distance from the entry at once when nothing arms it', () => {
		expect(exitOf('long', trailing(0), bar(100, 101, 95, 99))).toMatchObject({ price: 95, reason: 'trailingStop' });
		expect(exitOf('short', trailing(0), bar(100, 105, 99, 101))).toMatchObject({ price: 105, reason: 'trailingStop' });
	});

	it('moves with the best close and never back', () => {
		const position = protectPosition('long', 100, trailing(0));
		const stops = [104, 102, 110, 90].map((close) => {
			closeBar(position, close);
			return position.trailingPrice;
		});
		expect(stops).toEqual([99, 99, 105, 105]);
	});

	it('ignores the high of a bar that has not closed', () => {
		const position = protectPosition('long', 100, trailing(0));
		expect(protectionExit(position, bar(100, 130, 96, 101), options)).toBeUndefined();
		closeBar(position, 101);
		expect(position.trailingPrice).toBe(96);
	});

	it('sleeps until a close has gained the activation', () => {
		const position = protectPosition('short', 100, trailing(8));
		expect(protectionExit(position, bar(100, 140, 99, 93), options)).toBeUndefined();
		closeBar(position, 93);
		expect(position.trailingPrice).toBeUndefined();
		closeBar(position, 92);
		expect(position.trailingPrice).toBe(97);
	});

	it('counts as the stop when it stands nearer than the stop loss, else the stop loss does', () => {
		const position = protectPosition('long', 100, { stopLoss: 97, ...trailing(0) });
		expect(protectionExit(position, bar(98, 99, 90, 95), options)).toMatchObject({ price: 97, reason: 'stopLoss' });
		closeBar(position, 110);
		expect(protectionExit(position, bar(108, 109, 90, 95), options)).toMatchObject({ price: 105, reason: 'trailingStop' });
	});

	it('is plain data that survives a store', () => {
		const position = protectPosition('long', 100, { ...trailing(3), maxBars: 9 });
		closeBar(position, 104);
		expect(JSON.parse(JSON.stringify(position))).toEqual(position);
	});
});
