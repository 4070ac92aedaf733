export { openStore } from './openStore';
export type { StoreConfig } from './config';
export type { StoreDialect, TradingDatabase, TradingStore, TradingTransaction } from './store';
export type { TradingSchema } from './schema';
export { StoreError } from './storeError';
export { Decimal, decimalFromFloat, decimalQuotient, decimalString } from './decimal';
