import { OrderError } from '../../../engine/execution';
import type { OrderState } from '../../../engine/orders';
import { checkTransition, isOpen, ORDER_STATES } from '../../../engine/execution/orderStates';

describe('the life cycle of an order', () => {
	const legal: ReadonlyArray<[OrderState, OrderState]> = [
		['planned', 'accepted'],
		['planned', 'rejected'],
		['planned', 'cancelled'],
		['planned', 'expired'],
		['accepted', 'partiallyFilled'],
		['accepted', 'filled'],
		['accepted', 'rejected'],
		['accepted', 'cancelled'],
		['accepted', 'expired'],
		['partiallyFilled', 'partiallyFilled'],
		['partiallyFilled', 'filled'],
		['partiallyFilled', 'cancelled'],
		['partiallyFilled', 'expired'],
	];
	const every = ORDER_STATES.flatMap((from) => ORDER_STATES.map((to): [OrderState, OrderState] => [from, to]));
	const isLegal = ([from, to]: [OrderState, OrderState]) => legal.some(([a, b]) => a === from && b === to);

	it.each(every.filter(isLegal))('lets %s become %s', (from, to) => {
		expect(() => { checkTransition('tb-1', from, to); }).not.toThrow();
	});

	it.each(every.filter((pair) => !isLegal(pair)))('never lets %s become %s', (from, to) => {
		expect(() => { checkTransition('tb-1', from, to); }).toThrow(OrderError);
	});

	it('ends in filled, cancelled, rejected or expired', () => {
		expect(ORDER_STATES.filter((state) => !isOpen(state))).toEqual(['filled', 'cancelled', 'rejected', 'expired']);
	});

	it('says what is possible instead', () => {
		expect(() => { checkTransition('tb-1', 'filled', 'cancelled'); }).toThrow(
			'Order tb-1 is filled and cannot become cancelled: that state is final.',
		);
	});
});
