import { ParameterError } from '../errors';
import type { CandleSeries } from '../market/series';
import {
	affordableQuantity,
	closeBar,
	closingOrder,
	limitReached,
	marketFillPrice,
	openingOrder,
	protectionExit,
	protectionPrices,
	protectPosition,
	quantityFor,
	signOf,
	type ProtectedPosition,
	type ProtectionPrices,
	type Side,
} from '../simulation';
import { protectionAt } from '../strategy';
import type { StrategySignals } from '../strategy/signals';
import { Account, type Execution } from './account';
import { decide, ENTER_LONG, ENTER_SHORT, EXIT, HOLD, ruleColumns, type Decision } from './decision';
import { tradingOptions, type TradingOptions } from './options';
import type { BacktestOptions, EquityCurve, OpenPosition, SimulatedOrder, Trade } from './result';

/** What trading a set of signals came to. */
export interface Simulation {
	readonly trades: readonly Trade[];
	readonly orders: readonly SimulatedOrder[];
	readonly openPosition?: OpenPosition;
	readonly equity: EquityCurve;
	readonly incidents: Incidents;
}

/** What did not go as the rules wished, counted. */
export interface Incidents {
	/** Entries bought smaller than asked, and entries left out, because the equity did not pay for them. */
	shrunk: number;
	unaffordable: number;
	/** Entries whose size came to nothing: below one lot, or without a distance to the stop to size by. */
	sizedToZero: number;
	/** Entries left out because a protective price had no value on the signal bar, or lay on the wrong side of its close. */
	unprotected: number;
	/** Stopped trades whose take profit lay in the range of the same bar. */
	ambiguous: number;
	/** Bar on whose close the equity was gone. */
	ruinBar?: number;
}

/**
 * Trades `signals` over `series`: one net position, long or short; on each bar first the order decided on the close before
 * (with `fillOn: 'nextOpen'`), then the protective orders, then the decision on its close. The same inputs give the same
 * bits. Throws `ParameterError` on options it cannot use, and when signals and series differ in length.
 */
export function simulate(series: CandleSeries, signals: StrategySignals, options: BacktestOptions = {}): Simulation {
	const trading = tradingOptions(options);
	checkSignals(series, signals);
	const run = new Run(series, signals, trading);
	const { length, open, close } = series;
	const { account } = run;
	const rules = ruleColumns(signals);
	const { entryLong, entryShort, exitLong, exitShort } = rules;
	const { initialCash, fillOn, closeAtEnd } = trading;
	const atNextOpen = fillOn === 'nextOpen';
	const last = length - 1;
	const value = new Float64Array(length);
	const drawdown = new Float64Array(length);
	let pending: Decision = HOLD;
	let peak = initialCash;

	for (let bar = 0; bar < length; bar++) {
		if (pending !== HOLD) {
			run.carryOut(pending, { signalBar: bar - 1, bar, price: open[bar], atClose: false });
			pending = HOLD;
		}
		if (run.guard !== undefined) run.protect(run.guard, bar);
		if ((entryLong[bar] | entryShort[bar] | exitLong[bar] | exitShort[bar]) !== 0) {
			const decision = decide(rules, bar, account.quantity);
			if (atNextOpen) pending = decision;
			// An entry on the last close would be closed at that same price, or before it.
			else if (decision !== HOLD && (bar < last || decision === EXIT || closeAtEnd === 'keep')) {
				run.carryOut(decision, { signalBar: bar, bar, price: close[bar], atClose: true });
			}
		}
		if (bar === last && closeAtEnd !== 'keep') run.closeAtEnd(bar, closeAtEnd === 'close');

		const equity = account.cash + account.quantity * close[bar];
		if (equity <= 0) {
			run.ruin(bar);
			drawdown.fill(1, bar);
			break;
		}
		if (equity > peak) peak = equity;
		value[bar] = equity;
		drawdown[bar] = 1 - equity / peak;
	}

	const { trades, orders } = account;
	const equity = { time: series.time, value, drawdown };
	const openPosition = length > 0 ? account.openPosition(close[last]) : undefined;
	return { trades, orders, equity, incidents: run.incidents, ...(openPosition && { openPosition }) };
}

/** The events of a run, which are rare beside its bars. */
class Run {
	readonly account: Account;
	readonly incidents: Incidents = { shrunk: 0, unaffordable: 0, sizedToZero: 0, unprotected: 0, ambiguous: 0 };
	/** Protective orders of the open position; undefined when there is no position, or nothing protects it. */
	guard: ProtectedPosition | undefined;
	private readonly guarded: boolean;
	/** One object for all bars, so that the loop allocates nothing. */
	private readonly priceBar = { open: 0, high: 0, low: 0, close: 0 };

	constructor(
		private readonly series: CandleSeries,
		private readonly signals: StrategySignals,
		private readonly options: TradingOptions,
	) {
		this.account = new Account(series, options.fees, options.initialCash);
		this.guarded = Object.values(signals.protect).some((level) => level !== undefined);
	}

	/** Sends the market orders of a decision; `at.price` is the market's, before slippage. */
	carryOut(decision: Decision, at: Execution): void {
		if (this.account.quantity !== 0) this.closeAtMarket(decision === EXIT ? 'signal' : 'reversal', at);
		if (decision === ENTER_LONG) this.enter('long', at);
		if (decision === ENTER_SHORT) this.enter('short', at);
	}

	/** Lets the protective orders act in a bar, and moves them at its close when they did not. */
	protect(guard: ProtectedPosition, bar: number): void {
		const { priceBar, series, options } = this;
		priceBar.open = series.open[bar];
		priceBar.high = series.high[bar];
		priceBar.low = series.low[bar];
		priceBar.close = series.close[bar];
		const exit = protectionExit(guard, priceBar, options);
		if (!exit) {
			closeBar(guard, priceBar.close);
			return;
		}

		const { price, reason, liquidity } = exit;
		const { takeProfit = NaN } = guard;
		if (reason === 'stopLoss' || reason === 'trailingStop') {
			if (limitReached(closingOrder(guard.side), takeProfit, priceBar.high, priceBar.low)) this.incidents.ambiguous++;
		}
		const sentWithEntry = reason === 'stopLoss' || reason === 'takeProfit';
		const atClose = reason === 'maxBars' && options.fillOn === 'close';
		const signalBar = sentWithEntry ? undefined : atClose ? bar : bar - 1;
		this.account.close(reason, { signalBar, bar, price, atClose }, liquidity);
		this.guard = undefined;
	}

	closeAtEnd(bar: number, atClose: boolean): void {
		const { open, close } = this.series;
		const price = atClose ? close[bar] : open[bar];
		if (this.account.quantity !== 0) this.closeAtMarket('endOfData', { signalBar: bar, bar, price, atClose });
	}

	/** The equity is gone: what is open is closed, and the account stands at zero from here on. */
	ruin(bar: number): void {
		const price = this.series.close[bar];
		if (this.account.quantity !== 0) this.closeAtMarket('ruin', { signalBar: bar, bar, price, atClose: true });
		this.account.cash = 0;
		this.incidents.ruinBar = bar;
	}

	private closeAtMarket(reason: 'signal' | 'reversal' | 'endOfData' | 'ruin', at: Execution): void {
		const side = this.account.quantity > 0 ? 'long' : 'short';
		const price = marketFillPrice(closingOrder(side), at.price, this.options.slippage);
		this.account.close(reason, { ...at, price });
		this.guard = undefined;
	}

	private enter(side: Side, at: Execution): void {
		const { options, account } = this;
		const price = marketFillPrice(openingOrder(side), at.price, options.slippage);
		const protection = this.protectionFor(side, price, at.signalBar);
		if (!protection) {
			this.incidents.unprotected++;
			return;
		}
		const { stopLoss } = protection;
		const stopDistance = stopLoss === undefined ? undefined : signOf(side) * (price - stopLoss);
		const quantity = this.size(price, stopDistance);
		if (quantity === 0) return;
		account.open(side, quantity, { ...at, price });
		if (this.guarded) this.guard = protectPosition(side, price, protection);
	}

	/** Undefined when the entry would stand unprotected, which shows on its signal bar: `signalAt` does not take it either. */
	private protectionFor(side: Side, price: number, signalBar: number): ProtectionPrices | undefined {
		if (!this.guarded) return {};
		const { protect } = this.signals;
		const { problem } = protectionAt(protect, this.series.close[signalBar], signalBar, side);
		return problem === undefined ? protectionPrices(protect, side, price, signalBar) : undefined;
	}

	/** Units of an entry at `price`, within what the equity pays for; 0, and counted, when there will be none. */
	private size(price: number, stopDistance: number | undefined): number {
		const { incidents, signals } = this;
		const { fees, lotSize, unaffordable } = this.options;
		const context = { equity: this.account.cash, price, stopDistance, fees, lotSize };
		const wanted = quantityFor(signals.sizing, context);
		if (!(wanted > 0 && Number.isFinite(wanted))) {
			incidents.sizedToZero++;
			return 0;
		}
		const affordable = affordableQuantity(context);
		if (wanted <= affordable) return wanted;
		if (unaffordable === 'skip' || affordable === 0) {
			incidents.unaffordable++;
			return 0;
		}
		incidents.shrunk++;
		return affordable;
	}
}

function checkSignals(series: CandleSeries, signals: StrategySignals): void {
	if (signals.length !== series.length) {
		throw new ParameterError(
			'signals',
			`The signals cover ${signals.length} bars and the series has ${series.length}. Evaluate the strategy on this very series.`,
		);
	}
	if (signals.sizing.mode === 'riskPercent' && !signals.protect.stopLoss) {
		throw new ParameterError(
			'sizing',
			'Sizing by riskPercent measures the way to the stop loss, and this strategy has none. Give protect.stopLoss, or size by equityPercent.',
		);
	}
}
