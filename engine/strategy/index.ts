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
export { describeStrategy } from './describe';
export { StrategyError, type FormulaPlace } from './error';
export { strategyId } from './identity';
export { readyMadeStrategies, type ReadyMadeStrategy } from './library';
export { parseStrategy } from './parse';
export { strategyJsonSchema } from './schema';
export { protectionAt, type ProtectionAt } from './protectionAt';
export { signalAt, SignalError, type SignalOptions } from './signal';
export type {
	PriceLevel,
	ProtectionLevels,
	Signal,
	SignalAction,
	SignalLevel,
	SignalLevels,
	SizingRule,
	StrategySignals,
} from './signals';
