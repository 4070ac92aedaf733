import { monthlyReturns } from '../../../engine/backtest';
import { curveOf } from './handmade';

describe('monthlyReturns', () => {
	it('takes each month from the last equity before it, and compounds the year', () => {
		const time = [Date.UTC(2023, 10, 15), Date.UTC(2023, 10, 30), Date.UTC(2023, 11, 31), Date.UTC(2024, 0, 10), Date.UTC(2024, 0, 31)];
		const [first, second] = monthlyReturns(curveOf([100, 110, 99, 80, 118.8], time));
		expect(first.year).toBe(2023);
		expect(first.months.slice(0, 10)).toEqual(Array(10).fill(null));
		expect(first.months[10]).toBeCloseTo(0.1, 12);
		expect(first.months[11]).toBeCloseTo(-0.1, 12);
		expect(first.total).toBeCloseTo(-0.01, 12);
		expect(second).toMatchObject({ year: 2024 });
		expect(second.months[0]).toBeCloseTo(0.2, 12);
		expect(second.total).toBeCloseTo(0.2, 12);
	});

	it('leaves a month without a bar empty', () => {
		const [year] = monthlyReturns(curveOf([100, 120], [Date.UTC(2024, 0, 1), Date.UTC(2024, 2, 1)]));
		expect(year.months.slice(0, 3)).toEqual([0, null, 120 / 100 - 1]);
	});

	it('compounds to the total return', () => {
		const values = Array.from({ length: 900 }, (_, day) => 100 + 20 * Math.sin(day / 40) + day / 10);
		const growth = monthlyReturns(curveOf(values)).reduce((product, { total }) => product * (1 + total), 1);
		expect(growth).toBeCloseTo(values[899] / values[0], 10);
	});
});
