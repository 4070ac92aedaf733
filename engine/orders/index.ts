export type {
	DecimalString,
	Fill,
	Order,
	OrderIntent,
	OrderProtection,
	OrderPurpose,
	OrderSide,
	OrderState,
	OrderType,
	TradingMode,
} from './order';
