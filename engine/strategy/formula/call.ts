import { checkParameter, indicators, type IndicatorInfo, type IndicatorParameter } from '../../indicators';
import { suggestName } from '../../nearestName';
import type { FormulaFunction } from './function';
import { callableFunction } from './functions';
import { barsOf, type Node } from './graph';
import { FormulaProblem } from './problem';
import { checked, constantNumber, typed, type Resolved, type Scope } from './scope';
import type { Expression } from './syntax';
import { asNumbers } from './value';
import { functionNames, isVariadic, signatureOf } from './vocabulary';

type Call = Expression & { readonly kind: 'call' };

/** Resolves `name(arguments)`: a function of the language or an indicator of the registry. */
export function resolveCall(call: Call, scope: Scope): Resolved {
	const called = callableFunction(call.name);
	if (called) return { node: callFunction(called, call, scope) };
	const info = indicators().find((candidate) => candidate.name === call.name);
	if (info) return callIndicator(info, call, scope);
	if (scope.named.has(call.name) || scope.parameters.has(call.name)) {
		throw new FormulaProblem(
			`"${call.name}" is a value, not a function.`,
			call.nameSpan,
			`Its value n bars ago is ${call.name}[n].`,
		);
	}
	throw new FormulaProblem(
		`there is no function named "${call.name}".`,
		call.nameSpan,
		suggestName(call.name, functionNames()) ?? `There are: ${functionNames().join(', ')}.`,
	);
}

function callFunction(called: FormulaFunction, call: Call, scope: Scope): Node {
	const given = call.arguments;
	if (isVariadic(called.name)) {
		if (given.length < 2) refuseCount(call);
		const nodes = given.map((argument) => typed(argument, scope, 'number', called.name));
		return nodes.reduce((left, right) => scope.graph.call(called, [left, right], call.span));
	}
	if (given.length > called.parameters.length) refuseCount(call);
	let any: 'number' | 'boolean' | undefined;
	const inputs = called.parameters.map((parameter, k) => {
		const argument = given.at(k);
		if (argument === undefined) {
			if (parameter.type === 'bars' && parameter.default !== undefined) {
				return scope.graph.constant(parameter.default, call.span);
			}
			return called.name === 'nz' ? scope.graph.constant(0, call.span) : refuseCount(call);
		}
		const reader = `${called.name}: ${parameter.name}`;
		if (parameter.type === 'bars') return constantNumber(argument, scope, reader);
		if (parameter.type !== 'any') return typed(argument, scope, parameter.type, reader);
		any ??= scope.resolve(argument).node.type === 'boolean' ? 'boolean' : 'number';
		return typed(argument, scope, any, reader);
	});
	const bars = called.parameters.findIndex((parameter) => parameter.type === 'bars');
	const place = given[bars] ?? call;
	checked(place.span, () => barsOf(called, inputs.map((input) => input.constant)));
	return scope.graph.call(called, inputs, call.span);
}

function callIndicator(info: IndicatorInfo, call: Call, scope: Scope): Resolved {
	const [source, given] = splitSource(info, call, scope);
	if (given.length > info.parameters.length) refuseCount(call);
	const parameters = info.parameters.map((parameter, k) => {
		const argument = given.at(k);
		if (argument === undefined) return scope.graph.constant(parameter.default, call.span);
		return indicatorParameter(info, parameter, argument, scope);
	});
	const nodes = scope.graph.indicator(info, source ? [source, ...parameters] : parameters, call.span);
	const outputs = new Map(info.outputs.map((output, k) => [output.name, nodes[k]]));
	return { node: nodes[0], outputs: nodes.length > 1 ? outputs : undefined };
}

/** The source column, the close unless the first argument is a column, and the arguments that are parameters. */
function splitSource(
	info: IndicatorInfo,
	call: Call,
	scope: Scope,
): readonly [source: Node | undefined, parameters: readonly Expression[]] {
	const first = call.arguments.at(0);
	const isColumn = first !== undefined && !isChoice(info.parameters[0], first) && !scope.resolve(first).node.constant;
	if (!info.inputs.includes('source')) {
		if (!isColumn) return [undefined, call.arguments];
		throw new FormulaProblem(
			`${info.name} reads ${info.inputs.join(', ')} by itself and takes no column.`,
			first.span,
			`Write ${signatureOf(info.name)}.`,
		);
	}
	return isColumn
		? [typed(first, scope, 'number', `The source of ${info.name}`), call.arguments.slice(1)]
		: [scope.graph.column('close', call.span), call.arguments];
}

function indicatorParameter(
	info: IndicatorInfo,
	parameter: IndicatorParameter,
	argument: Expression,
	scope: Scope,
): Node {
	if (isChoice(parameter, argument)) {
		return scope.graph.constant(checkParameter(info, parameter, argument.name), argument.span);
	}
	const node = constantNumber(argument, scope, `${info.name}: ${parameter.name}`);
	if (node.constant) {
		const value = asNumbers(node.constant).data[0];
		checked(argument.span, () => checkParameter(info, parameter, value));
	}
	return node;
}

/** True for the bare name of one of the parameter's choices, such as `ema` for the kind of average. */
function isChoice(
	parameter: IndicatorParameter | undefined,
	argument: Expression,
): argument is Expression & { readonly kind: 'name' } {
	return argument.kind === 'name' && parameter?.choices !== undefined && Object.hasOwn(parameter.choices, argument.name);
}

function refuseCount(call: Call): never {
	throw new FormulaProblem(
		`${call.name} cannot be called with ${call.arguments.length} argument${call.arguments.length === 1 ? '' : 's'}.`,
		call.span,
		`Write ${signatureOf(call.name)}.`,
	);
}
