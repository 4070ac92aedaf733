import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { loadEngine } from '../../../shared/engine';
import { outputItem } from '../../../shared/operation';
import { storeField, tradingStore } from '../../../shared/store';
import { accountField } from '../../../shared/tradingFields';
import { belongsToFirstItem } from '../../../shared/tradingItem';
import { readPortfolio } from '../../readPortfolio';

export const description: INodeProperties[] = [storeField, accountField];

export async function execute(this: IExecuteFunctions, index: number): Promise<INodeExecutionData[][]> {
	if (belongsToFirstItem.call(this, index)) return [[]];
	const { recordSnapshot } = await loadEngine();
	const store = await tradingStore.call(this, index);
	const { snapshot, mark, json } = await readPortfolio.call(this, store, index);
	const { recorded } = await recordSnapshot(store, snapshot, mark?.time);
	return [[outputItem({ ...json, recorded }, index)]];
}
