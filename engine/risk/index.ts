export type { RiskVerdict, RuleResult, RuleVerdict } from './verdict';
export { checkRisk, type RiskCheck } from './checkRisk';
export {
	DEFAULT_RISK_LIMITS,
	EVERY_SYMBOL,
	getRiskLimits,
	setRiskLimit,
	type DefaultRiskLimits,
	type RiskLimitChange,
	type RiskLimitName,
	type RiskLimits,
} from './riskLimits';
export { latestVerdict, recordVerdict } from './verdictHistory';
export { RiskError } from './riskError';
export { addDailyNotional, dailyNotional, type NotionalEntry } from './dailyNotional';
export { tradingDay } from './tradingDay';
