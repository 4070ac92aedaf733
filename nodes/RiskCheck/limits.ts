import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Engine } from '../shared/engine';

const amount = (
	name: Engine.RiskLimitName,
	displayName: string,
	defaultValue: number,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
	default: defaultValue,
	description,
});

/** The limits that may be set here, named as the verdict of the rule that applies them. */
export const limitsField: INodeProperties = {
	displayName: 'Limits',
	name: 'limits',
	type: 'collection',
	placeholder: 'Add limit',
	default: {},
	description:
		'Limits for this check; one that is not added keeps its default. Exits that only make a position smaller always pass.',
	options: [
		{
			displayName: 'Alert Share (%)',
			name: 'alertShare',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 80,
			description: 'Part of a limit from which on the verdict is an alert instead of a pass; the order still goes through',
		},
		amount('maxDailyLoss', 'Daily Loss Limit', 50_000, 'Loss of one day, with what the order would lose at its stop, beyond which entries are rejected; in the quote currency'),
		amount('dailyNotional', 'Daily Order Value', 1_000_000, 'Most that the orders of one day may be worth together, in the quote currency'),
		amount('stopLoss', 'Loss Limit', 50_000, 'Loss of the account since it was opened, from which on entries are rejected; in the quote currency'),
		amount('maxOrderSize', 'Max Order Size', 0.75, 'Most units of the base currency in one order'),
		amount('maxPosition', 'Max Position Size', 2, 'Most units of the base currency held, long or short'),
		amount('maxNotional', 'Max Position Value', 100_000, 'Most that the position, and each order, may be worth, in the quote currency'),
	],
};

/** The limits that were added to the form; the others stay with the store and the defaults. */
export function readLimits(this: IExecuteFunctions, index: number): Engine.RiskLimitChange {
	const { alertShare, ...amounts } = this.getNodeParameter('limits', index, {}) as Partial<Record<Engine.RiskLimitName, number>>;
	return { ...amounts, ...(alertShare !== undefined && { alertShare: alertShare / 100 }) };
}
