/** Strategy definitions: read, checked, compiled, evaluated over candles, explained. */
export { compileStrategy, evaluateStrategy, type CompiledStrategy, type EvaluateOptions } from './compile';
export type {
	DistanceRule,
	PriceRule,
	Protection,
	Sizing,
	StrategyDefinition,
	StrategyParameter,
} from './definition';
export { StrategyError, type FormulaPlace } from './error';
export { parseStrategy } from './parse';
export { strategyJsonSchema } from './schema';
export type {
	PriceLevel,
	ProtectionLevels,
	Signal,
	SignalAction,
	SizingRule,
	StrategySignals,
} from './signals';
