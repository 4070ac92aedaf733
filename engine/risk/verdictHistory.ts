import type { TradingDatabase } from '../store';
import type { RiskVerdict } from './verdict';

/** Keeps a verdict for good. `checkRisk` does so itself; a caller that checks on books it then drops must do it after. */
export async function recordVerdict({ db }: { readonly db: TradingDatabase }, verdict: RiskVerdict): Promise<void> {
	const { clientOrderId, account, bot, symbol } = verdict.intent;
	await db
		.insertInto('trading_risk_verdicts')
		.values({
			client_order_id: clientOrderId,
			account,
			bot,
			symbol,
			approved: verdict.approved ? 1 : 0,
			verdict: JSON.stringify(verdict),
			at: verdict.at,
		})
		.execute();
}

/** The latest verdict on an order; undefined when it was never checked. */
export async function latestVerdict(
	{ db }: { readonly db: TradingDatabase },
	clientOrderId: string,
): Promise<RiskVerdict | undefined> {
	const row = await db
		.selectFrom('trading_risk_verdicts')
		.select('verdict')
		.where('client_order_id', '=', clientOrderId)
		.orderBy('sequence', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && (JSON.parse(row.verdict) as RiskVerdict);
}
