import { limitFillPrice, limitReached, marketFillPrice, stopFillPrice, stopReached } from '../../../engine/simulation';

describe('market orders', () => {
	it('fill at the market price when there is no slippage', () => {
		expect(marketFillPrice('buy', 100)).toBe(100);
		expect(marketFillPrice('sell', 100)).toBe(100);
	});

	it('pay slippage against themselves on both sides', () => {
		expect(marketFillPrice('buy', 100, 0.01)).toBeCloseTo(101, 12);
		expect(marketFillPrice('sell', 100, 0.01)).toBeCloseTo(99, 12);
	});
});

describe('stop orders', () => {
	it('trigger when the bar touches them', () => {
		expect(stopReached('sell', 95, 101, 95)).toBe(true);
		expect(stopReached('sell', 95, 101, 95.01)).toBe(false);
		expect(stopReached('buy', 105, 105, 99)).toBe(true);
		expect(stopReached('buy', 105, 104.99, 99)).toBe(false);
	});

	it('fill at the stop when the bar opens on the safe side', () => {
		expect(stopFillPrice('sell', 95, 100)).toBe(95);
		expect(stopFillPrice('buy', 105, 100)).toBe(105);
	});

	it('pay for a gap: they fill at the open when the bar opens beyond the stop', () => {
		expect(stopFillPrice('sell', 95, 90)).toBe(90);
		expect(stopFillPrice('buy', 105, 110)).toBe(110);
	});

	it('pay slippage on top', () => {
		expect(stopFillPrice('sell', 100, 105, 0.01)).toBeCloseTo(99, 12);
		expect(stopFillPrice('buy', 100, 95, 0.01)).toBeCloseTo(101, 12);
	});
});

describe('limit orders', () => {
	it('are reached when the bar trades at them', () => {
		expect(limitReached('buy', 95, 101, 95)).toBe(true);
		expect(limitReached('buy', 95, 101, 95.01)).toBe(false);
		expect(limitReached('sell', 105, 105, 99)).toBe(true);
		expect(limitReached('sell', 105, 104.99, 99)).toBe(false);
	});

	it('fill at the limit, or at the open when that is better', () => {
		expect(limitFillPrice('buy', 95, 100)).toBe(95);
		expect(limitFillPrice('buy', 95, 90)).toBe(90);
		expect(limitFillPrice('sell', 105, 100)).toBe(105);
		expect(limitFillPrice('sell', 105, 110)).toBe(110);
	});
});
