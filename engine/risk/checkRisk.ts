import type { OrderIntent } from '../orders';
import { findAccount } from '../portfolio';
import { Decimal, type TradingStore } from '../store';
import { readExposure } from './exposure';
import { getRiskLimits, type RiskLimitChange } from './riskLimits';
import { RiskError } from './riskError';
import { judge } from './rules';
import type { RiskVerdict } from './verdict';
import { recordVerdict } from './verdictHistory';

export interface RiskCheck {
	readonly store: TradingStore;
	readonly now: number;
	/** Win over the limits in the store, for this order only. */
	readonly limits?: RiskLimitChange;
	/** Whose calendar day counts. Default: the account's, else UTC. */
	readonly timeZone?: string;
}

/**
 * Holds an order against every risk rule, and keeps the verdict. Positions, profit and counters come from the books of the
 * account and are valued at the intent's reference price, never at figures of the caller. One locked rule rejects the order; one
 * that only reduces a position is never rejected.
 *
 * @throws RiskError when quantity or reference price is not above 0.
 * @throws ParameterError on an unknown limit or time zone.
 */
export async function checkRisk(intent: OrderIntent, { store, now, limits, timeZone }: RiskCheck): Promise<RiskVerdict> {
	check(intent);
	const { account, symbol } = intent;
	return await store.withAccount(account, async (trx) => {
		const rules = judge({
			intent,
			exposure: await readExposure(trx, intent, { now, timeZone }),
			limits: await getRiskLimits({ db: trx }, { account, symbol, limits }),
			currency: (await findAccount(trx, account))?.currency ?? symbol.split('/').at(1) ?? '',
		});
		const verdict: RiskVerdict = { approved: rules.every(({ result }) => result !== 'lock'), intent, rules, at: now };
		await recordVerdict({ db: trx }, verdict);
		return verdict;
	});
}

function check({ clientOrderId, quantity, referencePrice }: OrderIntent): void {
	for (const [name, amount] of Object.entries({ quantity, 'reference price': referencePrice })) {
		if (Number.isFinite(Number(amount)) && Number(amount) > 0 && new Decimal(amount).gt(0)) continue;
		throw new RiskError(`Order ${clientOrderId} has the ${name} "${amount}". Give a decimal number above 0.`);
	}
}
