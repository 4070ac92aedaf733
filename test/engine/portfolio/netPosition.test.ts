import * as fc from 'fast-check';
import { applyFill, FLAT, type NetPosition, type PositionFill } from '../../../engine/portfolio';
import { Decimal } from '../../../engine/store';

const fill = (side: 'buy' | 'sell', quantity: number | string, price: number | string, fee: number | string = 0): PositionFill => ({
	side,
	quantity: String(quantity),
	price: String(price),
	fee: String(fee),
	barTime: 1,
});
const after = (...fills: PositionFill[]): NetPosition => fills.reduce(applyFill, FLAT);
const figures = ({ quantity, cost, realizedProfit, fees }: NetPosition) => ({
	quantity: quantity.toFixed(),
	averagePrice: quantity.isZero() ? '0' : cost.div(quantity.abs()).toFixed(),
	realizedProfit: realizedProfit.toFixed(),
	fees: fees.toFixed(),
});

describe('a net position', () => {
	it('averages the price of what was bought, and of nothing else', () => {
		expect(figures(after(fill('buy', 1, 100), fill('buy', 3, 200), fill('sell', 2, 500)))).toEqual({
			quantity: '2',
			averagePrice: '175',
			realizedProfit: '650',
			fees: '0',
		});
	});

	it('takes a closed short for the difference of its prices, not for its worth', () => {
		expect(figures(after(fill('sell', 2, 30_000, 6), fill('buy', 2, 29_000, 5)))).toEqual({
			quantity: '0',
			averagePrice: '0',
			realizedProfit: '1989',
			fees: '11',
		});
	});

	it('closes the old position and opens the new one when a fill goes through zero', () => {
		const position = after(fill('buy', 1, 100, 1), fill('sell', 4, 110, 4));
		expect(figures(position)).toEqual({ quantity: '-3', averagePrice: '110', realizedProfit: '8', fees: '5' });
		expect(position.openFees.toFixed()).toBe('3');
	});

	it('adds amounts as they are written: 0.1 and 0.2 are 0.3', () => {
		expect(after(fill('buy', '0.1', '3'), fill('buy', '0.2', '3')).quantity.toFixed()).toBe('0.3');
	});

	const amount = fc.integer({ min: 1, max: 10_000_000 }).map((n) => new Decimal(n).div(10_000).toFixed());
	const fills = fc.array(
		fc.record({ side: fc.constantFrom('buy' as const, 'sell' as const), quantity: amount, price: amount, fee: amount, barTime: fc.constant(1) }),
		{ maxLength: 30 },
	);

	it('accounts for every cent: cash flow + worth = realised + unrealised profit, whatever was traded', () => {
		fc.assert(
			fc.property(fills, amount, (traded, mark) => {
				const { quantity, cost, openFees, realizedProfit, cashFlow } = after(...traded);
				const signedCost = quantity.isNegative() ? cost.negated() : cost;
				const unrealized = quantity.times(mark).minus(signedCost).minus(openFees);
				const difference = cashFlow.plus(quantity.times(mark)).minus(realizedProfit.plus(unrealized));
				expect(difference.abs().lt('1e-40')).toBe(true);
			}),
			{ seed: 7, numRuns: 300 },
		);
	});

	it('has realised exactly its cash flow once it is flat', () => {
		fc.assert(
			fc.property(fills, amount, (traded, price) => {
				const open = after(...traded);
				if (open.quantity.isZero()) return;
				const close = fill(open.quantity.isNegative() ? 'buy' : 'sell', open.quantity.abs().toFixed(), price, '0.5');
				const { quantity, cost, openFees, realizedProfit, cashFlow } = applyFill(open, close);
				expect([quantity.toFixed(), cost.toFixed(), openFees.toFixed()]).toEqual(['0', '0', '0']);
				expect(realizedProfit.minus(cashFlow).abs().lt('1e-40')).toBe(true);
			}),
			{ seed: 7, numRuns: 300 },
		);
	});
});
