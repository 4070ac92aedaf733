import { findGaps, type CandleSeries } from '../market';
import type { StrategySignals } from '../strategy/signals';
import type { ResolvedBacktestOptions } from './result';
import { tradesAtWeekends, yearsOf } from './returns';
import type { Simulation } from './simulate';

/** Below this, luck decides as much as the rules do (the usual floor for a mean to mean something). */
const ENOUGH_TRADES = 30;

interface Run {
	readonly series: CandleSeries;
	readonly signals: StrategySignals;
	readonly simulation: Simulation;
	readonly options: ResolvedBacktestOptions;
}

/** What a careful reader should know before trusting the figures, most serious first. */
export function backtestWarnings(run: Run): string[] {
	return [...aboutMoney(run), ...aboutOrders(run), ...aboutEvidence(run), ...aboutData(run)];
}

function* aboutMoney({ series, simulation, options }: Run): Iterable<string> {
	const { ruinBar } = simulation.incidents;
	if (ruinBar !== undefined) {
		const when = `${day(series.time[ruinBar])} (bar ${ruinBar})`;
		yield `The account was ruined on ${when}: everything was closed, and equity is 0 from there on.`;
	}
	const { taker, maker, fixed } = options.fee;
	if (taker + maker + fixed === 0 && options.slippage === 0) {
		yield 'No fees and no slippage were counted. Real trading costs both: set fee and slippage to what your venue takes.';
	}
	if (options.fillOn === 'close') {
		yield 'Orders fill at the very close that decided them, a price that is only known when the bar is over.';
	}
}

function* aboutOrders({ simulation: { incidents, openPosition, trades } }: Run): Iterable<string> {
	const { shrunk, unaffordable, sizedToZero, unprotected, ambiguous } = incidents;
	if (unaffordable > 0) yield `${entries(unaffordable)} left out for lack of cash. Raise initialCash or size smaller.`;
	if (shrunk > 0) yield `${entries(shrunk)} made smaller than asked for lack of cash. Raise initialCash or size smaller.`;
	if (sizedToZero > 0) {
		const why = 'the size came to nothing: below one lot, or the price was already beyond the stop it is sized by';
		yield `${entries(sizedToZero)} left out because ${why}.`;
	}
	if (unprotected > 0) {
		const why = 'a protective price had no value on the signal bar, or lay on the wrong side of its close';
		yield `${entries(unprotected)} left out because ${why}.`;
	}
	if (ambiguous > 0) {
		const inTrades = `In ${plural(ambiguous, 'trade')} the stop and the take profit lay in one bar`;
		yield `${inTrades}; the stop was taken. Finer candles would tell which came first.`;
	}
	if (openPosition) {
		yield `A ${openPosition.side} position is still open on the last bar; it counts in equity and is in no trade.`;
	} else if (trades.at(-1)?.exitReason === 'endOfData') {
		yield 'The last trade was closed because the data ends, not by a rule.';
	}
}

function* aboutEvidence({ series, signals, simulation: { trades } }: Run): Iterable<string> {
	const { length } = series;
	if (signals.warmUp >= length) {
		yield `The series has ${plural(length, 'bar')} and the rules have a value only from bar ${signals.warmUp} on. Give more candles.`;
	} else if (signals.warmUp > length / 2) {
		yield `The rules have no value on the first ${signals.warmUp} of ${length} bars, so the test covers less than half the data.`;
	}
	if (trades.length === 0) yield 'No trade was made.';
	else if (trades.length < ENOUGH_TRADES) {
		yield `Only ${plural(trades.length, 'trade')}: too few to tell skill from luck (${ENOUGH_TRADES} is a common minimum).`;
	}
}

function* aboutData({ series }: Run): Iterable<string> {
	const days = yearsOf(series.time) * 365.25;
	if (days < 90) yield `The data spans ${Math.floor(days)} days; figures for a year are stretched from that and say little.`;
	// A market that closes at night or at weekends is all gaps, and none of them is a fault.
	const gaps = tradesAtWeekends(series.time) ? findGaps(series) : [];
	if (gaps.length > 0) {
		const missing = gaps.reduce((bars, gap) => bars + gap.missing, 0);
		const found = `${plural(gaps.length, 'gap')} (${plural(missing, 'bar')} missing), the first on ${day(gaps[0].from)}`;
		yield `The data has ${found}. Indicators run across gaps as if they were not there.`;
	}
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const entries = (count: number): string => (count === 1 ? '1 entry was' : `${count} entries were`);
const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
