import { candleItem, waves } from '../support/candleItem';
import { binaryField, bytesOf, runNode, runNodeOk } from '../support/runNode';

let backtest: Awaited<ReturnType<typeof runNodeOk>>[0];
beforeAll(async () => {
	[backtest] = await runNodeOk({ node: 'backtest', items: [candleItem(waves(1_000))] });
});

describe('Report: Performance', () => {
	test('makes a PDF of a backtest and says how long and how large it is', async () => {
		const [[report]] = await runNodeOk({ node: 'tradingReport', items: backtest });
		const pdf = bytesOf(report, 'report');
		expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
		expect(report.binary?.report).toMatchObject({ mimeType: 'application/pdf', fileName: report.json.fileName });
		expect(report.json).toMatchObject({
			title: backtest[0].json.strategy && (backtest[0].json.strategy as { name: string }).name,
			size: pdf.length,
			symbol: 'BTC/USDT',
			timeframe: '1h',
			trades: backtest[0].json.tradeCount,
			finalEquity: (backtest[0].json.metrics as Record<string, number>).finalEquity,
		});
		expect(report.json.pages).toBeGreaterThanOrEqual(2);
		expect(report.json.fileName).toMatch(/\.pdf$/);
	});

	test('takes title, language, page size and file name from the form', async () => {
		const [[report]] = await runNodeOk({
			node: 'tradingReport',
			parameters: {
				title: 'Revue du trimestre',
				language: 'fr',
				pageSize: 'LETTER',
				options: { author: 'Nadia Benali', fileName: 'revue.pdf', outputField: 'rapport', subtitle: 'Essai' },
			},
			items: backtest,
		});
		expect(report.json).toMatchObject({ title: 'Revue du trimestre', fileName: 'revue.pdf' });
		expect(bytesOf(report, 'rapport').toString('latin1')).toContain('612');
	});

	test('stops with the item when there is no backtest in the field', async () => {
		const { error } = await runNode({ node: 'tradingReport', items: [{ json: {} }] });
		expect(error).toMatchObject({ itemIndex: 0 });
	});

	test('stops when the file is something else', async () => {
		const { error } = await runNode({
			node: 'tradingReport',
			items: [{ json: {}, binary: { backtest: binaryField('time,open\n1,2\n', 'candles.csv', 'text/csv') } }],
		});
		expect(error).toMatchObject({ itemIndex: 0, message: expect.stringContaining('no backtest archive') });
		expect(error?.description).toContain('Backtest node');
	});
});
