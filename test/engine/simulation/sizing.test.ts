import { affordableQuantity, feeOf, quantityFor, roundLot } from '../../../engine/simulation';

const noFees = { taker: 0, maker: 0, fixed: 0 };
const context = { equity: 10_000, price: 100, fees: noFees, lotSize: 0 };

describe('feeOf', () => {
	const fees = { taker: 0.001, maker: 0.0005, fixed: 2 };

	it('charges the rate of the liquidity on the notional, and the fixed amount', () => {
		expect(feeOf(10, 100, 'taker', fees)).toBeCloseTo(3, 12);
		expect(feeOf(10, 100, 'maker', fees)).toBeCloseTo(2.5, 12);
	});
});

describe('roundLot', () => {
	it('rounds down to a multiple of the lot', () => {
		expect(roundLot(55.9, 1)).toBe(55);
		expect(roundLot(0.123456, 0.001)).toBe(0.123);
		expect(roundLot(117, 50)).toBe(100);
		expect(roundLot(0.9, 1)).toBe(0);
	});

	it('leaves quantities alone when the lot is 0', () => {
		expect(roundLot(0.123456, 0)).toBe(0.123456);
	});

	it('keeps a quantity that is a whole number of lots in decimals', () => {
		for (const lot of [0.1, 0.01, 0.001, 0.00001, 0.25]) {
			for (let lots = 1; lots <= 500; lots++) {
				const quantity = lots / Math.round(1 / lot);
				expect(roundLot(quantity, lot)).toBe(quantity);
			}
		}
	});
});

describe('quantityFor', () => {
	it('fixed: the units themselves', () => {
		expect(quantityFor({ mode: 'fixed', value: 7 }, context)).toBe(7);
	});

	it('notional: the amount over the price', () => {
		expect(quantityFor({ mode: 'notional', value: 2_500 }, context)).toBe(25);
	});

	it('equityPercent: a share of equity with the entry fee inside it', () => {
		expect(quantityFor({ mode: 'equityPercent', value: 0.5 }, context)).toBe(50);
		const fees = { taker: 0.002, maker: 0.002, fixed: 1 };
		const quantity = quantityFor({ mode: 'equityPercent', value: 1 }, { ...context, fees });
		expect(quantity * context.price + feeOf(quantity, context.price, 'taker', fees)).toBeCloseTo(context.equity, 9);
	});

	it('riskPercent: losing the way to the stop costs the share of equity', () => {
		const quantity = quantityFor({ mode: 'riskPercent', value: 0.01 }, { ...context, stopDistance: 4 });
		expect(quantity).toBe(25);
		expect(quantity * 4).toBe(0.01 * context.equity);
	});

	it('riskPercent: nothing without a distance to the stop', () => {
		expect(quantityFor({ mode: 'riskPercent', value: 0.01 }, context)).toBe(0);
		expect(quantityFor({ mode: 'riskPercent', value: 0.01 }, { ...context, stopDistance: -1 })).toBe(0);
	});

	it('rounds down to the lot, and never below 0', () => {
		expect(quantityFor({ mode: 'notional', value: 2_599 }, { ...context, lotSize: 1 })).toBe(25);
		expect(quantityFor({ mode: 'equityPercent', value: 1 }, { ...context, equity: -5 })).toBe(0);
	});
});

describe('affordableQuantity', () => {
	it('is what equity pays for, the fee included', () => {
		expect(affordableQuantity({ ...context, fees: { taker: 0.25, maker: 0, fixed: 0 } })).toBe(80);
		expect(affordableQuantity({ ...context, fees: { ...noFees, fixed: 10_001 } })).toBe(0);
	});
});
