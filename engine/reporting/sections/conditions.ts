import type { ReportContext } from '../context';
import type { Sheet } from '../sheet';
import { drawPairs, type Pair } from './pairs';

/** Under which costs and assumptions the figures arose: every option in force. */
export function drawConditions(sheet: Sheet, context: ReportContext): void {
	drawPairs(sheet, context.words.sections.conditions, conditions(context));
}

function conditions({ words, format, result }: ReportContext): Pair[] {
	const { options, metrics } = result;
	const names = words.conditions;
	const rate = (value: number) => format.percent(value, decimalsOfRate(value));
	const pairs: (Pair | undefined)[] = [
		{ label: names.initialCash, value: format.cash(options.initialCash) },
		{ label: names.taker, value: rate(options.fee.taker) },
		{ label: names.maker, value: rate(options.fee.maker) },
		{ label: names.fixed, value: format.cash(options.fee.fixed) },
		'totalFees' in metrics ? { label: names.feesPaid, value: format.cash(metrics.totalFees) } : undefined,
		{ label: names.slippage, value: rate(options.slippage) },
		{ label: names.fillOn, value: names.fillOnValues[options.fillOn] },
		{ label: names.lotSize, value: options.lotSize > 0 ? format.quantity(options.lotSize) : names.lotSizeNone },
		{ label: names.unaffordable, value: names.unaffordableValues[options.unaffordable] },
		{ label: names.closeAtEnd, value: names.closeAtEndValues[options.closeAtEnd] },
		{ label: names.policy, value: options.policy === 'default' ? names.policyDefault : options.policy },
		{ label: names.riskFree, value: rate(options.riskFree) },
		{ label: names.annualisation, value: format.number(options.annualisation, 0) },
		...Object.entries(options.parameters).map(([name, value]) => ({
			label: names.parameter(name),
			value: format.number(value, Math.min(8, (String(value).split('.')[1] ?? '').length)),
		})),
	];
	return pairs.filter((pair) => pair !== undefined);
}

/** A fee of 0.0275 % must not be shown as 0.03 %. */
function decimalsOfRate(value: number): number {
	const digits = Number((value * 100).toPrecision(8)).toString();
	return Math.min(8, Math.max(2, (/\.(\d+)$/.exec(digits)?.[1] ?? '').length));
}
