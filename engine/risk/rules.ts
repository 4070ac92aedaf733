import type { OrderIntent } from '../orders';
import { Decimal, decimalString } from '../store';
import type { Exposure } from './exposure';
import type { RiskLimits } from './riskLimits';
import type { RuleResult, RuleVerdict } from './verdict';

/** What every rule looks at. */
export interface RuleInput {
	readonly intent: OrderIntent;
	readonly exposure: Exposure;
	readonly limits: RiskLimits;
	/** Of money amounts, for messages. */
	readonly currency: string;
}

/** What a rule measured. */
interface Measure {
	readonly value: Decimal;
	readonly limit: Decimal;
	readonly unit: string;
	/** Subject of the message: "The position after this order would be". */
	readonly says: string;
	/** What to do when it locks. */
	readonly advice: string;
	/** Whether reaching the limit is enough to lock, or only passing it. Default: passing. */
	readonly locksAt?: 'reached' | 'passed';
	/** Whether coming near the limit alerts. */
	readonly alerts?: boolean;
}

/** The rules, in the order in which a verdict lists them. */
const RULES: Readonly<Record<string, (input: RuleInput) => Measure>> = {
	maxPosition: (input) => ({
		value: input.exposure.projected.abs(),
		limit: limitUnits(input),
		unit: unitOf(input.intent),
		says: 'The position would be',
		advice: 'Order less, or raise maxPosition.',
	}),
	maxNotional: (input) => ({
		value: input.exposure.projected.abs().times(input.intent.referencePrice),
		limit: limitNotional(input),
		unit: input.currency,
		says: 'The position would be worth',
		advice: 'Order less, or raise maxNotional.',
		alerts: true,
	}),
	stopLoss: ({ exposure, limits, currency }) => ({
		value: Decimal.max(0, exposure.profit.negated()),
		limit: new Decimal(limits.stopLoss),
		unit: currency,
		says: 'The account has lost',
		advice: 'Look into the losses before raising stopLoss; exits are still accepted.',
		locksAt: 'reached',
		alerts: true,
	}),
	maxDailyLoss: ({ exposure, limits, currency }) => ({
		value: Decimal.max(0, exposure.estimatedLoss.minus(exposure.dailyProfit)),
		limit: new Decimal(limits.maxDailyLoss),
		unit: currency,
		says: `The loss of ${exposure.day}, with what this order would lose at its stop, would be`,
		advice: 'Wait for the next day, order less, or raise maxDailyLoss; exits are still accepted.',
	}),
	orderNotional: (input) => ({
		value: new Decimal(input.intent.quantity).times(input.intent.referencePrice),
		limit: limitNotional(input),
		unit: input.currency,
		says: 'The order is worth',
		advice: 'Order less, or raise maxNotional.',
	}),
	maxOrderSize: (input) => ({
		value: new Decimal(input.intent.quantity),
		limit: input.limits.maxOrderSize === undefined ? unitsWorth(limitNotional(input), input) : new Decimal(input.limits.maxOrderSize),
		unit: unitOf(input.intent),
		says: 'The order is for',
		advice: 'Split the order, or raise maxOrderSize.',
	}),
	dailyNotional: ({ exposure, limits, currency }) => ({
		value: exposure.dailyNotional,
		limit: new Decimal(limits.dailyNotional),
		unit: currency,
		says: `The orders of ${exposure.day}, this one included, are worth`,
		advice: 'Wait for the next day, order less, or raise dailyNotional.',
	}),
};

/** Every rule's finding. An order that only reduces a position is never locked: what is beyond a limit is then an alert. */
export const judge = (input: RuleInput): RuleVerdict[] =>
	Object.entries(RULES).map(([rule, measure]) => verdictOf(rule, measure(input), input));

function verdictOf(rule: string, measure: Measure, { exposure, limits }: RuleInput): RuleVerdict {
	const { value, limit, unit, says, advice, locksAt = 'passed', alerts = false } = measure;
	const beyond = locksAt === 'reached' ? value.gte(limit) : value.gt(limit);
	const share = new Decimal(limits.alertShare);
	const nearBy = locksAt === 'reached' ? value.gte(limit.times(share)) : value.gt(limit.times(share));
	const near = alerts && nearBy;
	const result: RuleResult = beyond ? (exposure.reduces ? 'alert' : 'lock') : near ? 'alert' : 'pass';

	const measured = `${says} ${shown(value)} ${unit}`;
	const outcome = beyond
		? exposure.reduces
			? `${againstLimit(value, limit, unit)}. It is accepted, since it only reduces the position.`
			: `${againstLimit(value, limit, unit)}. ${advice}`
		: near
			? `more than ${shown(share.times(100))} % of the limit of ${shown(limit)}.`
			: `within the limit of ${shown(limit)}.`;
	return { rule, result, value: shown(value), limit: shown(limit), unit, message: `${measured}, ${outcome}` };
}

const againstLimit = (value: Decimal, limit: Decimal, unit: string): string =>
	`${value.eq(limit) ? 'at' : 'over'} the limit of ${shown(limit)} ${unit}`;

function limitNotional({ intent, limits }: RuleInput): Decimal {
	if (limits.maxNotional !== undefined) return new Decimal(limits.maxNotional);
	// At the price of the moment: a fixed one would lock ordinary sizes once the market has risen.
	return new Decimal(limits.maxPosition ?? Infinity).times(intent.referencePrice);
}

const limitUnits = (input: RuleInput): Decimal =>
	input.limits.maxPosition === undefined ? unitsWorth(limitNotional(input), input) : new Decimal(input.limits.maxPosition);

const unitsWorth = (notional: Decimal, { intent }: RuleInput): Decimal => notional.div(intent.referencePrice);

/** `BTC` of `BTC/USDT`; a symbol without a quote is its own unit. */
const unitOf = ({ symbol }: OrderIntent): string => symbol.split('/')[0];

const shown = (amount: Decimal): string => decimalString(amount.toDecimalPlaces(amount.abs().gte(100) ? 2 : 8));
