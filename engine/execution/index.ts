export { OrderError } from './orderError';
export { clientOrderId, type OrderIdentity } from './clientOrderId';
export { planOrders, type OrderPlan, type PlanContext } from './planOrders';
export { onBooksAtCandles } from './booksAtCandles';
export { recordSignal } from './recordSignal';
export type { MarketView } from './marketView';
export { createRouter, type Advance, type OrderRouter, type RouterOptions, type Submission } from './router';
export type { OrderFilter } from './listOrders';
export type { OrderEvent } from './orderBook';
