import type { StrategyDefinition } from '../definition';
import { parseStrategy } from '../parse';
import { bollingerReversion } from './bollingerReversion';
import { donchianBreakout } from './donchianBreakout';
import { emaTrend } from './emaTrend';
import { macdMomentum } from './macdMomentum';
import { rsiPullback } from './rsiPullback';

/** A strategy that comes with the suite: well known, honestly described, and a start rather than a promise. */
export interface ReadyMadeStrategy {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	readonly definition: StrategyDefinition;
	/** The definition as its author wrote it. */
	readonly yaml: string;
}

/** The ready-made strategies, in the order in which a list shows them. */
export function readyMadeStrategies(): readonly ReadyMadeStrategy[] {
	strategies ??= Object.entries(TEXTS).map(([id, yaml]) => {
		const definition = parseStrategy(yaml);
		return { id, name: definition.name, description: definition.description ?? '', definition, yaml };
	});
	return strategies;
}

const TEXTS: Readonly<Record<string, string>> = {
	'ema-trend': emaTrend,
	'donchian-breakout': donchianBreakout,
	'bollinger-reversion': bollingerReversion,
	'macd-momentum': macdMomentum,
	'rsi-pullback': rsiPullback,
};

let strategies: readonly ReadyMadeStrategy[] | undefined;
