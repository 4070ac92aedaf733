import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { Engine } from '../shared/engine';
import type { AccountChoice } from '../shared/tradingAccount';

/**
 * The orders that a Risk Check put into input item `index`; undefined when it holds none. A rejected item, and orders that were
 * checked for another account than the one chosen here, are refused: placing them would go round the check.
 */
export function checkedOrders(
	this: IExecuteFunctions,
	index: number,
	{ account, mode }: AccountChoice,
): Engine.OrderIntent[] | undefined {
	const { orders, risk } = this.getInputData()[index].json;
	if (!Array.isArray(orders)) return undefined;
	const refuse = (message: string, description: string) =>
		new NodeOperationError(this.getNode(), message, { description, itemIndex: index });

	if ((risk as IDataObject | undefined)?.approved === false) {
		throw refuse(
			'The Risk Check rejected these orders',
			'Connect the "approved" output of the Risk Check to this node, and the "rejected" one to a notification.',
		);
	}
	return (orders as unknown[]).map((order) => {
		if (!isIntent(order)) {
			throw refuse(
				'The input item holds orders that no Risk Check wrote',
				'Pass the item of the Risk Check on as it is, or set Order Source to Define Below.',
			);
		}
		if (order.account !== account) {
			throw refuse(
				`The orders were checked for the account "${order.account}", and this node trades "${account}"`,
				'Choose the same account in the Risk Check and in the Order node.',
			);
		}
		return mode === 'dryRun' ? { ...order, mode } : order;
	});
}

const TEXTS = ['clientOrderId', 'bot', 'account', 'venue', 'symbol', 'timeframe', 'purpose', 'quantity', 'referencePrice'] as const;

function isIntent(value: unknown): value is Engine.OrderIntent {
	if (typeof value !== 'object' || value === null) return false;
	const order = value as Partial<Record<keyof Engine.OrderIntent, unknown>>;
	return (
		TEXTS.every((name) => typeof order[name] === 'string') &&
		typeof order.barTime === 'number' &&
		typeof order.reduceOnly === 'boolean' &&
		(order.side === 'buy' || order.side === 'sell') &&
		(order.type === 'market' || order.type === 'limit' || order.type === 'stop') &&
		(order.mode === 'paper' || order.mode === 'dryRun')
	);
}
