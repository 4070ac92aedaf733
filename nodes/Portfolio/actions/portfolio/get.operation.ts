import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { outputItem } from '../../../shared/operation';
import { storeField, tradingStore } from '../../../shared/store';
import { accountField } from '../../../shared/tradingFields';
import { belongsToFirstItem } from '../../../shared/tradingItem';
import { readPortfolio } from '../../readPortfolio';

export const description: INodeProperties[] = [storeField, accountField];

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	if (belongsToFirstItem.call(this, index)) return [[]];
	const store = await tradingStore.call(this, index);
	const { json } = await readPortfolio.call(this, store, index);
	return [[outputItem(json, index)]];
}
