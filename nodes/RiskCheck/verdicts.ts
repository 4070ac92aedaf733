import type { Engine } from '../shared/engine';
import type { PlannedOrder } from '../shared/tradingPlan';

/** What the `risk` field of an output item says. */
export interface RiskFinding {
	readonly approved: boolean;
	/** A sentence or two for a person. */
	readonly summary: string;
	/** Every rule's finding, order by order. */
	readonly rules: readonly OrderRule[];
}

/** A rule's finding, and the order it is about. */
export type OrderRule = Engine.RuleVerdict & { readonly order: string };

/** A planned order, and what was found about it; no verdict when it was placed without a check. */
export interface JudgedOrder extends PlannedOrder {
	readonly verdict?: Engine.RiskVerdict;
}

/** The finding about orders that share a fate. `note` is what the planning had to say. */
export function findingOf(orders: readonly JudgedOrder[], approved: boolean, note?: string): RiskFinding {
	return {
		approved,
		summary: [...orders.map(sentenceOf), note].filter(Boolean).join(' '),
		rules: orders.flatMap(({ intent, verdict }) =>
			(verdict?.rules ?? []).map((rule) => ({ order: intent.clientOrderId, ...rule })),
		),
	};
}

/** An order that was placed is not taken back. */
export const mayGo = ({ placed, verdict }: JudgedOrder): boolean => placed || verdict?.approved !== false;

function sentenceOf(order: JudgedOrder): string {
	const { side, quantity, symbol, purpose } = order.intent;
	const rules = order.verdict?.rules ?? [];
	const messages = (result: Engine.RuleResult) => rules.filter((rule) => rule.result === result).map(({ message }) => message);
	const what = `${side === 'buy' ? 'Buy' : 'Sell'} ${quantity} ${symbol} (${purpose})`;
	if (order.placed) return `${what} was placed by an earlier run on this candle.`;
	if (!mayGo(order)) return `${what} is rejected. ${messages('lock').join(' ')}`;
	const alerts = messages('alert');
	if (alerts.length === 0) return `${what} is within all ${rules.length} limits.`;
	return `${what} is approved. Take note: ${alerts.join(' ')}`;
}
