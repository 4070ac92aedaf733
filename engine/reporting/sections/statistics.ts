import type { ReportContext } from '../context';
import { writeMetrics } from '../metricCatalogue';
import type { Sheet } from '../sheet';
import { drawPairs } from './pairs';

/** Every metric of the result, in two columns. */
export function drawStatistics(sheet: Sheet, { words, result, format }: ReportContext): void {
	drawPairs(sheet, words.sections.statistics, writeMetrics(result.metrics, format));
}
