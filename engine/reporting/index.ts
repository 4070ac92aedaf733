export { renderPerformancePdf, type PerformancePdf } from './performancePdf';
export { reportFileName } from './fileName';
export {
	ReportError,
	type PerformanceReportInput,
	type ReportedResult,
	type ReportLocale,
	type ReportPageSize,
} from './input';
