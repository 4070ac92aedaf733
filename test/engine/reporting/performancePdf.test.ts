import { ParameterError } from '../../../engine/errors';
import { renderPerformancePdf, ReportError, reportFileName } from '../../../engine/reporting';
import { generate } from './generated';
import { describePoppler, pdfFonts, pdfInfo, pdfText } from './poppler';

const now = Date.UTC(2026, 10, 23, 19, 0);

// Drawing dozens of pages takes its time on a machine that is busy with other tests.
jest.setTimeout(60_000);

describe('renderPerformancePdf', () => {
	test('the same input gives the same bytes, another date gives others', async () => {
		const input = { ...generate({ bars: 600, trades: 20 }), now };
		const first = await renderPerformancePdf(input);
		const second = await renderPerformancePdf(input);
		expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
		const later = await renderPerformancePdf({ ...input, now: now + 86_400_000 });
		expect(Buffer.compare(first.bytes, later.bytes)).not.toBe(0);
	});

	test('a quarter of a million candles make a small file', async () => {
		const input = generate({ bars: 250_000, timeframe: '1m', trades: 400, drift: 0 });
		const { bytes } = await renderPerformancePdf({ ...input, now });
		expect(bytes.length).toBeLessThan(400_000);
	});

	test('a result without equity is refused', async () => {
		const { result } = generate({ bars: 10, trades: 0 });
		const none = new Float64Array();
		const empty = { ...result, equity: { time: none, value: none, drawdown: none } };
		await expect(renderPerformancePdf({ result: empty, now })).rejects.toThrow(ReportError);
	});

	test('equity columns of different lengths are refused', async () => {
		const { result } = generate({ bars: 10, trades: 0 });
		const torn = { ...result, equity: { ...result.equity, drawdown: new Float64Array(9) } };
		await expect(renderPerformancePdf({ result: torn, now })).rejects.toThrow('10 times, 10 values, 9 drawdowns');
	});

	test.each([
		['locale', { locale: 'de' }],
		['pageSize', { pageSize: 'A5' }],
		['now', { now: NaN }],
	])('an unknown %s is refused by name', async (parameter, wrong) => {
		const input = { ...generate({ bars: 10, trades: 0 }), now, ...wrong } as Parameters<typeof renderPerformancePdf>[0];
		await expect(renderPerformancePdf(input)).rejects.toMatchObject({ constructor: ParameterError, parameter });
	});
});

describePoppler('what the PDF says (oracle: poppler reads it back)', () => {
	const read = async (input: Omit<Parameters<typeof renderPerformancePdf>[0], 'now'>) => {
		const { bytes, pages } = await renderPerformancePdf({ ...input, now });
		return { bytes, pages, text: pdfText(bytes), info: pdfInfo(bytes) };
	};

	test('the figures on the cover are those of the result', async () => {
		const input = generate({ trades: 120 });
		const { text } = await read(input);
		const { totalReturn, finalEquity, winRate, maxDrawdown } = input.result.metrics;
		expect(text).toContain(`+${(totalReturn * 100).toFixed(2)}%`);
		expect(text).toContain(`${finalEquity.toFixed(2).replace(/(\d)(\d{3}\.)/, '$1,$2')} USDT`);
		expect(text).toContain(`${(winRate * 100).toFixed(1)}%`);
		expect(text).toContain(`-${(maxDrawdown * 100).toFixed(2)}%`);
		expect(text).toMatch(/BTC\/USDT\s+1h\s+1 Jan 2021 – 31 Dec 2021\s+8,760\s+23 Nov 2026/);
	});

	test('every trade stands in the table with its own numbers', async () => {
		const input = generate({ trades: 40 });
		const lines = (await read(input)).text.split('Entry (UTC)').slice(1).join('').split('\n');
		input.result.trades.forEach((trade, k) => {
			const entered = new Date(trade.entryTime).toISOString().slice(0, 16).replace('T', ' ');
			const row = lines.find((line) => new RegExp(`^\\s*${k + 1}\\s+(Long|Short)\\s`).test(line)) ?? '';
			expect(row).toContain(entered);
			expect(row).toContain(trade.entryPrice.toFixed(2).replace(/(\d)(\d{3}\.)/, '$1,$2'));
			expect(row).toContain(Math.abs(trade.profit).toFixed(2));
		});
	});

	test('of 5,000 trades, 300 are listed and the rest are counted and summed', async () => {
		const input = generate({ bars: 30_000, trades: 5000 });
		const { text, pages } = await read(input);
		expect(text).toContain('300 of 5,000 listed');
		expect(text).toMatch(/4,700 further trades, .* not listed: together /);
		expect(text).toMatch(/^\s*5,000\s+(Long|Short)/m);
		expect(text.match(/Entry \(UTC\)/g)?.length).toBeGreaterThanOrEqual(6);
		expect(pages).toBeLessThan(14);
	});

	test('pages are counted, numbered and carry the notice', async () => {
		const { text, pages, info } = await read(generate({ trades: 120 }));
		expect(info).toMatch(new RegExp(`Pages:\\s+${pages}\\n`));
		for (let page = 1; page <= pages; page++) expect(text).toMatch(new RegExp(`\\b${page} ?/ ?${pages}\\n`));
		expect(text.match(/Past performance is no guide to future results/g)).toHaveLength(pages);
	});

	test('the document says what it is, in which language, and when', async () => {
		const { info } = await read({ ...generate({ bars: 100, trades: 1 }), author: 'Zoë Müller', pageSize: 'LETTER' });
		expect(info).toContain('EMA trend with RSI filter – BTC/USDT 1h');
		expect(info).toMatch(/Author:\s+Zoë Müller/);
		expect(info).toContain('Mon Nov 23 19:00:00 2026');
		expect(info).toMatch(/612 x 792 pts \(letter\)/i);
	});

	test('French writes numbers, dates and words in French', async () => {
		const input = generate({ timeframe: '1d', bars: 400, trades: 30, symbol: 'ETH/EUR' });
		const { text } = await read({ ...input, locale: 'fr' });
		expect(text).toContain('RAPPORT DE PERFORMANCE');
		expect(text).toContain('Les performances passées ne préjugent pas des résultats futurs.');
		expect(text).toContain(`${(input.result.metrics.maxDrawdown * 100).toFixed(2).replace('.', ',')} %`);
		expect(text).toContain('10 000,00 EUR');
		expect(text).toContain('1 janv. 2021');
		expect(text).toContain('Rendements mensuels');
	});

	test('no trades is said in words', async () => {
		const { text } = await read(generate({ bars: 500, trades: 0 }));
		expect(text).toContain('The strategy made no trades in this period.');
	});

	test('one trade, at a price of hundred-thousandths, keeps its digits', async () => {
		const input = generate({ bars: 500, trades: 1, price: 0.00004 });
		const { text } = await read(input);
		expect(text).toContain(input.result.trades[0].entryPrice.toFixed(9));
		expect(text).toContain('1 trade');
	});

	test('a losing strategy shows its losses', async () => {
		const lost = generate({ trades: 100, skill: -1 });
		const { text } = await read(lost);
		expect(lost.result.metrics.totalReturn).toBeLessThan(0);
		expect(text).toContain(`${(lost.result.metrics.totalReturn * 100).toFixed(2)}%`);
	});

	test('a single candle is still a report', async () => {
		const { text } = await read(generate({ bars: 1, trades: 0 }));
		expect(text).toContain('1 Jan 2021');
	});

	test('it works without candles, and then has no price chart', async () => {
		const { result } = generate({ bars: 500, trades: 5 });
		const { text } = await read({ result });
		expect(text).not.toContain('Price, entries and exits');
		expect(text).toContain('Equity and drawdown');
	});

	test('accents and the euro stay, arrows are spelt, emoji go, and no glyph is missing', async () => {
		const title = 'Stratégie “été” → 50 € 🚀 — größer ≥ Łódź';
		const { text, bytes } = await read({ ...generate({ bars: 100, trades: 3 }), title });
		expect(text).toContain('Stratégie “été” -> 50 € — größer >= Lódz');
		expect(text).not.toMatch(/[\ufffd\u0000-\u0008]/);
		expect(pdfFonts(bytes)).not.toMatch(/Type 3|Custom/);
	});

	test('the definition is printed as its author wrote it, else as JSON', async () => {
		const input = generate({ bars: 100, trades: 3 });
		expect((await read(input)).text).toContain('"long": "crossover(fastMa, slowMa) and rsi(close, 14) < 70"');
		const written = await read({ ...input, definitionText: 'schema: 1\nname: Mine # the author says so\n' });
		expect(written.text).toContain('name: Mine # the author says so');
	});

	test('costs are printed to the last digit', async () => {
		const { text } = await read(generate({ bars: 100, trades: 3 }));
		expect(text).toMatch(/Fee, market and stop orders\s+0\.075%/);
		expect(text).toMatch(/Market orders fill at\s+the next open/);
	});

	test('warnings stand before the trades, in full', async () => {
		const warning = 'Only 3 trades: too few for the averages to mean much.';
		const { text } = await read(generate({ bars: 100, trades: 3, warnings: [warning] }));
		expect(text.indexOf(warning)).toBeGreaterThan(0);
		expect(text.indexOf(warning)).toBeLessThan(text.indexOf('Entry (UTC)'));
	});

	test('monthly returns are those of the equity curve', async () => {
		const input = generate({ timeframe: '1d', bars: 730, trades: 60 });
		const { time, value } = input.result.equity;
		const endOf = (month: number) => time.findLastIndex((moment) => moment < Date.UTC(2021, month + 1));
		const february = value[endOf(1)] / value[endOf(0)] - 1;
		const row = pdfText((await renderPerformancePdf({ ...input, now })).bytes)
			.split('\n')
			.find((line) => /^\s*2021\s/.test(line));
		expect(row?.trim().split(/\s+/)[2]).toBe((february * 100).toFixed(1).replace('-0.0', '0.0'));
	});
});

describe('reportFileName', () => {
	const named = (name: string) => {
		const { result } = generate({ bars: 2, trades: 0, name });
		return reportFileName(result, now);
	};

	test('names strategy, market, timeframe and day', () => {
		expect(named('EMA trend')).toBe('ema-trend_BTC-USDT_1h_2026-11-23.pdf');
	});

	test('holds nothing a file system could stumble over', () => {
		expect(named('Été / 50% : "go" 🚀')).toBe('ete-50-go_BTC-USDT_1h_2026-11-23.pdf');
		expect(named('../../etc')).toBe('etc_BTC-USDT_1h_2026-11-23.pdf');
		expect(named('比特币')).toBe('BTC-USDT_1h_2026-11-23.pdf');
	});
});
