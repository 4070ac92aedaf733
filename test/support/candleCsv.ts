/** A year of hourly candles that trend up and down in long waves, as CSV: the same text every time. */
export function waveCsv(count = 2_000, start = Date.UTC(2024, 0, 1)): string {
	const rows = ['time,open,high,low,close,volume'];
	let open = 100;
	for (let index = 0; index < count; index++) {
		const close = 100 + 20 * Math.sin(index / 60) + 3 * Math.sin(index / 7);
		const high = Math.max(open, close) + 0.5;
		const low = Math.min(open, close) - 0.5;
		const values = [open, high, low, close].map((price) => price.toFixed(4));
		rows.push([start + index * 3_600_000, ...values, (10 + (index % 24)).toFixed(2)].join(','));
		open = close;
	}
	return `${rows.join('\n')}\n`;
}
