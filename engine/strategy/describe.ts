import { checkDefinition } from './check';
import type { DistanceRule, PriceRule, Protection, Sizing, StrategyDefinition } from './definition';
import { parseFormula } from './formula/parser';
import { printFormula } from './formula/print';
import { conditionInWords } from './formula/prose';
import { compileProgram, DEFAULT_ATR_PERIOD } from './program';

/** One paragraph in plain English that says all that the definition does. Throws `StrategyError` when it cannot run. */
export function describeStrategy(source: StrategyDefinition): string {
	const definition = checkDefinition(source);
	compileProgram(definition);
	const { name, timeframe, entry, exit, protect, sizing } = definition;
	return [
		`${name}${timeframe === undefined ? '' : `, for ${timeframe} candles`}.`,
		sentence('Opens', [...side(entry.long, 'a long position when'), ...side(entry.short, 'a short position when')]),
		sentence('Closes', [...side(exit?.long, 'a long position when'), ...side(exit?.short, 'a short position when')]),
		entry.long !== undefined && entry.short !== undefined ? 'An entry of the other side reverses the position.' : '',
		definitions(definition),
		protectionInWords(protect),
		sizingInWords(sizing),
	]
		.filter(Boolean)
		.join(' ');
}

function side(formula: string | undefined, words: string): string[] {
	return formula === undefined ? [] : [`${words} ${conditionInWords(parseFormula(formula))}`];
}

function sentence(verb: string, parts: readonly string[]): string {
	return parts.length === 0 ? '' : `${verb} ${parts.join(', and ')}.`;
}

function definitions({ indicators = {}, parameters = {} }: StrategyDefinition): string {
	const named = Object.entries(indicators).map(([name, formula]) => `${name} is ${printFormula(parseFormula(formula))}`);
	const values = Object.entries(parameters).map(([name, { default: value }]) => `${name} = ${value}`);
	if (named.length === 0) return values.length === 0 ? '' : `The parameters are ${list(values)}.`;
	return `Here ${list(named)}${values.length === 0 ? '' : `, with ${list(values)}`}.`;
}

function protectionInWords({ stopLoss, takeProfit, trailingStop, maxBars }: Protection = {}): string {
	const parts: string[] = [];
	if (stopLoss !== undefined) parts.push(`a stop loss ${away(stopLoss)}`);
	if (takeProfit !== undefined) parts.push(`a take profit ${away(takeProfit)}`);
	if (trailingStop) {
		const { distance, activation } = trailingStop;
		const armed = activation === undefined ? '' : ` once the trade has gained ${amount(activation)}`;
		parts.push(`a trailing stop ${amount(distance)} behind the best close${armed}`);
	}
	if (maxBars !== undefined) parts.push(`an end after ${maxBars} bar${maxBars === 1 ? '' : 's'}`);
	return parts.length === 0 ? 'No stop or target protects a position.' : `Each position is protected by ${list(parts)}.`;
}

function away(rule: PriceRule): string {
	if (typeof rule === 'object' && 'price' in rule) return `at ${printFormula(parseFormula(rule.price))}`;
	return `${amount(rule)} from the entry`;
}

function amount(rule: DistanceRule): string {
	return typeof rule === 'string' ? rule : `${rule.atr} × ATR(${rule.period ?? DEFAULT_ATR_PERIOD})`;
}

function sizingInWords(sizing: Sizing = { mode: 'equityPercent', value: '100%' }): string {
	switch (sizing.mode) {
		case 'fixed':
			return `An entry buys ${sizing.value} units.`;
		case 'notional':
			return `An entry is worth ${sizing.value} of quote currency.`;
		case 'equityPercent':
			return `An entry uses ${sizing.value} of the equity.`;
		case 'riskPercent':
			return `An entry risks ${sizing.value} of the equity between its price and its stop loss.`;
	}
}

function list(parts: readonly string[]): string {
	return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}
