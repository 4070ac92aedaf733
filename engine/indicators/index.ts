/** Indicators over candle columns: a registry of data, and the loops that compute them. */
export { computeColumns, computeIndicator, indicator, indicators } from './registry';
export { checkParameter, resolveParameters, type IndicatorParameters, type ParameterValue } from './parameters';
export { MAX_PERIOD } from './indicator';
export type {
	CandleColumn,
	IndicatorGroup,
	IndicatorInfo,
	IndicatorInput,
	IndicatorOutput,
	IndicatorParameter,
} from './indicator';
export { rollingHighest, rollingLowest } from './rollingExtreme';
export { rollingSum } from './rollingSum';
