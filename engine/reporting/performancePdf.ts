import { createContext, type ReportContext } from './context';
import { checkInput, type PerformanceReportInput } from './input';
import { SECTION_GAP } from './theme';
import { drawConditions } from './sections/conditions';
import { drawCover, drawRunningHead } from './sections/cover';
import { drawDistribution } from './sections/distribution';
import { drawEquity } from './sections/equity';
import { drawFooter } from './sections/footer';
import { drawMonthly } from './sections/monthly';
import { drawPrice } from './sections/price';
import { drawStatistics } from './sections/statistics';
import { drawStrategy } from './sections/strategy';
import { drawTiles } from './sections/tiles';
import { drawTrades } from './sections/trades';
import { drawWarnings } from './sections/warnings';
import { Sheet } from './sheet';

export interface PerformancePdf {
	readonly bytes: Uint8Array;
	readonly pages: number;
}

/**
 * The performance report of a backtest as a PDF. Plain data in, bytes out; the same input gives the same bytes.
 * Throws `ParameterError` for an option that cannot be used and `ReportError` for a result without equity.
 */
export async function renderPerformancePdf(input: PerformanceReportInput): Promise<PerformancePdf> {
	checkInput(input);
	const context = createContext(input);
	const { PDFDocument } = await import('../vendor/pdfkit');
	const doc = new PDFDocument({
		size: input.pageSize ?? 'A4',
		margin: 0,
		bufferPages: true,
		autoFirstPage: true,
		displayTitle: true,
		lang: context.localeTag,
		info: {
			Title: `${context.title} – ${input.result.symbol} ${input.result.timeframe}`,
			Subject: context.words.report,
			...(input.author && { Author: input.author }),
			Creator: 'n8n-nodes-trading-bot',
			CreationDate: new Date(input.now),
		},
	});
	const bytes = collect(doc);
	const sheet = new Sheet(doc);
	drawSections(sheet, context);
	const { count } = doc.bufferedPageRange();
	for (let page = 0; page < count; page++) {
		doc.switchToPage(page);
		if (page > 0) drawRunningHead(sheet, context);
		drawFooter(sheet, context, page + 1, count);
	}
	doc.end();
	return { bytes: await bytes, pages: count };
}

/** Points. A chart is stretched where the next section would not fit below it anyway. */
const CHART_HEIGHT = { least: 250, most: 430, next: 210 } as const;

function drawSections(sheet: Sheet, context: ReportContext): void {
	drawCover(sheet, context);
	drawTiles(sheet, context);
	// The first page ends with the chart, so the chart takes what the cover has left.
	drawEquity(sheet, context, chartHeight(sheet, Infinity));
	drawWarnings(sheet, context);
	drawMonthly(sheet, context);
	if (context.series) drawPrice(sheet, context, context.series, chartHeight(sheet, CHART_HEIGHT.next));
	drawDistribution(sheet, context);
	drawStatistics(sheet, context);
	drawConditions(sheet, context);
	drawStrategy(sheet, context);
	drawTrades(sheet, context);
}

function chartHeight(sheet: Sheet, next: number): number {
	const room = sheet.bottom - sheet.y - SECTION_GAP - 26;
	return room < CHART_HEIGHT.least || room > CHART_HEIGHT.least + next ? CHART_HEIGHT.least : Math.min(CHART_HEIGHT.most, room - 10);
}

async function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
	return await new Promise((resolve, reject) => {
		const chunks: Uint8Array[] = [];
		doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
		doc.on('end', () => { resolve(Uint8Array.from(Buffer.concat(chunks))); });
		doc.on('error', reject);
	});
}
