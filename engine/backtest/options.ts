import { ParameterError } from '../errors';
import type { CandleSeries } from '../market/series';
import { DEFAULT_SIMULATION, type SimulationOptions } from '../simulation';
import { POLICIES } from './policies';
import type { BacktestOptions, ResolvedBacktestOptions } from './result';
import { inferAnnualisation } from './returns';

/** The options the hot loop reads, each with its value in force. */
export interface TradingOptions extends SimulationOptions {
	readonly initialCash: number;
	readonly unaffordable: ResolvedBacktestOptions['unaffordable'];
	readonly closeAtEnd: ResolvedBacktestOptions['closeAtEnd'];
}

/**
 * Every option that bears on orders and money: the caller's, else the policy's, else the default. Throws `ParameterError`.
 */
export function tradingOptions(options: BacktestOptions): TradingOptions {
	const { policy = 'default' } = options;
	oneOf('policy', policy, Object.keys(POLICIES));
	const { fee, ...row } = { ...POLICIES[policy], ...given(options) };
	const { taker = 0, fixed = 0 } = fee ?? {};
	const resolved: TradingOptions = {
		initialCash: row.initialCash ?? 10_000,
		fees: { taker, maker: fee?.maker ?? taker, fixed },
		slippage: row.slippage ?? DEFAULT_SIMULATION.slippage,
		fillOn: row.fillOn ?? DEFAULT_SIMULATION.fillOn,
		lotSize: row.lotSize ?? DEFAULT_SIMULATION.lotSize,
		unaffordable: row.unaffordable ?? 'shrink',
		closeAtEnd: row.closeAtEnd ?? 'close',
	};
	check(resolved);
	return resolved;
}

/** Every option in force on a series, as a report states them. Throws `ParameterError`. */
export function resolveOptions(
	options: BacktestOptions,
	{ time }: CandleSeries,
	parameters: Readonly<Record<string, number>>,
): ResolvedBacktestOptions {
	const { fees: fee, ...trading } = tradingOptions(options);
	const { policy = 'default', riskFree = 0, annualisation = inferAnnualisation(time) } = options;
	inRange('riskFree', riskFree, (value) => value > -1, 'an annual rate as a fraction, such as 0.03 for 3 %');
	inRange('annualisation', annualisation, (value) => value > 0, 'the periods a year counts, such as 365 or 252');
	return { ...trading, fee, policy, parameters, riskFree, annualisation };
}

/** An option passed as undefined is an option not given: it must not hide the policy's. */
const given = (options: BacktestOptions): BacktestOptions =>
	Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

function check({ initialCash, fees, slippage, lotSize, fillOn, unaffordable, closeAtEnd }: TradingOptions): void {
	inRange('initialCash', initialCash, (value) => value > 0, 'an amount above 0');
	for (const name of ['taker', 'maker'] as const) {
		inRange(`fee.${name}`, fees[name], isFraction, 'a fraction from 0 to 1, such as 0.001 for 0.1 %');
	}
	inRange('fee.fixed', fees.fixed, (value) => value >= 0, 'an amount of 0 or more');
	inRange('slippage', slippage, isFraction, 'a fraction from 0 to 1, such as 0.0005 for 5 basis points');
	inRange('lotSize', lotSize, (value) => value >= 0, 'a quantity above 0, or 0 for no rounding');
	oneOf('fillOn', fillOn, ['nextOpen', 'close']);
	oneOf('unaffordable', unaffordable, ['shrink', 'skip']);
	oneOf('closeAtEnd', closeAtEnd, ['close', 'open', 'keep']);
}

const isFraction = (value: number): boolean => value >= 0 && value < 1;

function inRange(parameter: string, value: number, accepts: (value: number) => boolean, expected: string): void {
	if (Number.isFinite(value) && accepts(value)) return;
	throw new ParameterError(parameter, `The backtest option ${parameter} is ${String(value)}. Give ${expected}.`);
}

function oneOf(parameter: string, value: string, choices: readonly string[]): void {
	if (choices.includes(value)) return;
	throw new ParameterError(parameter, `The backtest option ${parameter} is "${value}". Choose one of ${choices.join(', ')}.`);
}
