export { renderPerformancePdf, type PerformancePdf } from './performance-pdf';
export { reportFileName } from './file-name';
export {
	ReportError,
	type PerformanceReportInput,
	type ReportedResult,
	type ReportLocale,
	type ReportPageSize,
} from './input';
