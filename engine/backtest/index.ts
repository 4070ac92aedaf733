export { ArchiveError, readBacktest, writeBacktest } from './archive';
export { runBacktest } from './runBacktest';
export { simulate, type Incidents, type Simulation } from './simulate';
export { performanceStatistics, type StatisticsOptions } from './performanceStatistics';
export { monthlyReturns, type YearOfReturns } from './returns';
export { drawdowns, type Drawdown } from './drawdowns';
export { POLICIES, type PolicyName } from './policies';
export type {
	BacktestOptions,
	BacktestResult,
	EquityCurve,
	ExitReason,
	OpenPosition,
	ResolvedBacktestOptions,
	Side,
	SimulatedOrder,
	Trade,
} from './result';
