import type { CandleSeries } from '../series';

/** CSV with a header `time,open,high,low,close,volume` and ISO times, from which `readCsv` gives the same bits. */
export function writeCsv(series: CandleSeries): Uint8Array {
	const { time, open, high, low, close, volume } = series;
	const lines = ['time,open,high,low,close,volume'];
	for (let i = 0; i < series.length; i++) {
		lines.push(`${new Date(time[i]).toISOString()},${open[i]},${high[i]},${low[i]},${close[i]},${volume[i]}`);
	}
	return new TextEncoder().encode(`${lines.join('\n')}\n`);
}
