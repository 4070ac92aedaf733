export { DEFAULT_SIMULATION, type Fees, type SimulationOptions } from './options';
export { closingOrder, openingOrder, signOf, type Side } from './side';
export { limitFillPrice, limitReached, marketFillPrice, stopFillPrice, stopReached } from './prices';
export { feeOf, type Liquidity } from './fees';
export { roundLot } from './lots';
export { affordableQuantity, quantityFor, type SizingContext } from './sizing';
export {
	closeBar,
	protectionExit,
	protectionPrices,
	protectPosition,
	type PriceBar,
	type ProtectedPosition,
	type ProtectionExit,
	type ProtectionPrices,
} from './protection';
