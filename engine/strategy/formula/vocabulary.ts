import { indicators } from '../../indicators';
import { CALLABLE } from './functions';

/** Every name a formula may call: the language's own functions and the registry's indicators. */
export function functionNames(): readonly string[] {
	return [...CALLABLE.map((called) => called.name), ...indicators().map((info) => info.name)];
}

/** How a function or indicator is called: `macd([source], fastPeriod, slowPeriod, signalPeriod)`. */
export function signatureOf(name: string): string | undefined {
	const called = CALLABLE.find((candidate) => candidate.name === name);
	if (called) {
		const parameters = called.parameters.map((parameter) => {
			return 'default' in parameter && parameter.default !== undefined
				? `${parameter.name} = ${parameter.default}`
				: parameter.name;
		});
		return `${name}(${parameters.join(', ')}${isVariadic(name) ? ', …' : ''})`;
	}
	const info = indicators().find((candidate) => candidate.name === name);
	if (!info) return undefined;
	const source = info.inputs.includes('source') ? ['source = close'] : [];
	const parameters = info.parameters.map(({ name: parameter, default: preset, choices = {} }) => {
		const choice = Object.keys(choices).find((candidate) => choices[candidate] === preset);
		return `${parameter} = ${choice ?? preset}`;
	});
	return `${name}(${[...source, ...parameters].join(', ')})`;
}

/** min and max take any number of values, two at least. */
export function isVariadic(name: string): boolean {
	return name === 'min' || name === 'max';
}
