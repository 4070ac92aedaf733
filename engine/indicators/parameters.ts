import { ParameterError } from '../errors';
import { suggestName } from '../nearestName';
import type { IndicatorInfo, IndicatorParameter } from './indicator';

/** A parameter's value: its number, or the name of one of its choices. */
export type ParameterValue = number | string;

/** Parameters by name (ours or TA-Lib's spelling, such as `optInTimePeriod` or `timeperiod`) or in their order. */
export type IndicatorParameters =
	| readonly (ParameterValue | undefined)[]
	| Readonly<Record<string, ParameterValue | undefined>>;

/** The parameters in the indicator's order, defaults filled in. Throws `ParameterError` with parameter, value and range. */
export function resolveParameters(info: IndicatorInfo, given: IndicatorParameters = []): number[] {
	const values = isList(given) ? byPosition(info, given) : byName(info, given);
	return info.parameters.map((parameter, k) => checkParameter(info, parameter, values[k] ?? parameter.default));
}

/** One value checked against its parameter. */
export function checkParameter(info: IndicatorInfo, parameter: IndicatorParameter, value: ParameterValue): number {
	const number = typeof value === 'string' ? parameter.choices?.[value] : value;
	const { min, max, type, choices } = parameter;
	const valid =
		typeof number === 'number' && number >= min && number <= max && (type === 'number' || Number.isInteger(number));
	if (valid) return number;
	const range = choices
		? `one of ${Object.entries(choices).map(([name, k]) => `${name} (${k})`).join(', ')}`
		: `${type === 'integer' ? 'a whole number' : 'a number'} from ${min} to ${max}`;
	throw new ParameterError(
		parameter.name,
		`${info.name}: ${parameter.name} is ${describe(value)}, but must be ${range}.`,
		type === 'integer' && typeof number === 'number' && !Number.isInteger(number)
			? 'Round it, for example with round(…) in a formula.'
			: `Its default is ${parameter.default}.`,
	);
}

function byPosition(
	info: IndicatorInfo,
	given: readonly (ParameterValue | undefined)[],
): readonly (ParameterValue | undefined)[] {
	const names = info.parameters.map((parameter) => parameter.name);
	if (given.length > names.length) {
		throw new ParameterError(
			info.name,
			`${info.name} takes ${names.length} parameter${names.length === 1 ? '' : 's'}, but ${given.length} were given.`,
			names.length > 0 ? `They are, in order: ${names.join(', ')}.` : undefined,
		);
	}
	return given;
}

function byName(
	info: IndicatorInfo,
	given: Readonly<Record<string, ParameterValue | undefined>>,
): (ParameterValue | undefined)[] {
	const names = info.parameters.map((parameter) => parameter.name);
	const keys = names.map(plain);
	const values: (ParameterValue | undefined)[] = names.map(() => undefined);
	for (const [name, value] of Object.entries(given)) {
		const k = keys.indexOf(plain(name));
		if (k < 0) {
			throw new ParameterError(name, `${info.name} has no parameter named "${name}".`, suggestName(name, names));
		}
		values[k] = value;
	}
	return values;
}

/** Spelling without case, underscores and TA-Lib's prefix. */
function plain(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^a-z]/g, '')
		.replace(/^optin/, '')
		.replace(/^timeperiod$/, 'period');
}

function isList(given: IndicatorParameters): given is readonly (ParameterValue | undefined)[] {
	return Array.isArray(given);
}

function describe(value: unknown): string {
	return typeof value === 'string' ? `"${value}"` : String(value);
}
