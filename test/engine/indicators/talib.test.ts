import { readFileSync } from 'node:fs';
import { computeIndicator } from '../../../engine/indicators';
import type { CandleColumns } from '../../../engine/market/series';
import { describeShared, sharedPath } from '../../support/shared';

interface OracleEntry {
	readonly job: string;
	readonly fn: string;
	readonly begIndex: number;
	readonly outputs: Record<string, number[]>;
}

const COVERED = ['SMA', 'EMA', 'WMA', 'RSI', 'MACD', 'BBANDS', 'ATR', 'ADX', 'STOCH', 'OBV', 'ROC', 'CCI', 'MFI'];

describeShared('indicators against TA-Lib C on GOOG, daily', () => {
	const oracle = JSON.parse(readFileSync(sharedPath('oracles/talib/GOOG_1d.talib.json'), 'utf8')) as {
		functions: OracleEntry[];
	};
	const series = readGoog(sharedPath('data/ohlcv/equities/GOOG.csv'));
	const entries = oracle.functions.filter((entry) => COVERED.includes(entry.fn));

	it('covers every function the registry shares with the oracle', () => {
		expect([...new Set(entries.map((entry) => entry.fn))].sort()).toEqual([...COVERED].sort());
	});

	it.each(entries.map((entry) => [entry.job, entry] as const))('%s', (_, entry) => {
		const given = Object.fromEntries(
			[...entry.job.matchAll(/(optIn\w+)=(\S+)/g)].map(([, name, value]) => [name, Number(value)]),
		);
		const outputs = Object.values(computeIndicator(entry.fn, series, given));
		const expected = Object.values(entry.outputs);
		expect(outputs).toHaveLength(expected.length);
		const tolerance = entry.fn === 'BBANDS' ? 1e-8 : 1e-9;
		for (const [k, values] of expected.entries()) {
			expect(outputs[k].subarray(0, entry.begIndex).every(Number.isNaN)).toBe(true);
			const worst = values.reduce((most, value, i) => {
				const error = Math.abs(outputs[k][entry.begIndex + i] - value) / Math.max(1, Math.abs(value));
				return Number.isNaN(error) ? Infinity : Math.max(most, error);
			}, 0);
			expect(worst).toBeLessThan(tolerance);
			expect(outputs[k]).toHaveLength(entry.begIndex + values.length);
		}
	});
});

function readGoog(file: string): CandleColumns {
	const rows = readFileSync(file, 'utf8')
		.trim()
		.split(/\r?\n/)
		.slice(1)
		.map((line) => line.split(','));
	const column = (k: number): Float64Array => Float64Array.from(rows, (row) => Number(row[k]));
	const time = Float64Array.from(rows, (row) => Date.parse(`${row[0]}T00:00:00Z`));
	return { time, open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}
