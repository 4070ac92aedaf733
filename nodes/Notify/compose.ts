import type { IDataObject } from 'n8n-workflow';
import type { Engine } from '../shared/engine';
import { formatFor, WORDS, type Format, type Language, type Words } from './words';

/** A message as the engine takes it, nothing left out. */
export type ComposedMessage = Required<Omit<Engine.AlertMessage, 'at'>>;

/** The message that an item of this suite wants to be, in the reader's language; pure, and the same for the same item. */
export function composeMessage(json: IDataObject, language: Language): ComposedMessage {
	const writer: Writer = { words: WORDS[language], format: formatFor(language) };
	const kind = KINDS.find(({ recognises }) => recognises(json));
	return kind ? kind.compose(json as never, writer) : anything(json, writer);
}

interface Writer {
	readonly words: Words;
	readonly format: Format;
}

interface Kind {
	/** What no other item of the suite has. Kinds are tried in order, the later stages of a bot first. */
	readonly recognises: (json: IDataObject) => boolean;
	readonly compose: (json: never, writer: Writer) => ComposedMessage;
}

const KINDS: readonly Kind[] = [
	{ recognises: ({ error }) => isText(error) || isObject(error), compose: failure },
	{ recognises: ({ fileName, pages }) => isText(fileName) && typeof pages === 'number', compose: report },
	{ recognises: ({ metrics, tradeCount }) => isObject(metrics) && typeof tradeCount === 'number', compose: backtest },
	{ recognises: ({ equity, cash, positions }) => isText(equity) && isText(cash) && Array.isArray(positions), compose: portfolio },
	{ recognises: ({ orders, fills, mode }) => Array.isArray(orders) && Array.isArray(fills) && isText(mode), compose: orders },
	{ recognises: ({ orders, risk }) => Array.isArray(orders) && isObject(risk), compose: risk },
	{ recognises: ({ action, barTime, symbol }) => isText(action) && typeof barTime === 'number' && isText(symbol), compose: signal },
];

function failure({ error, hint }: { error: string | { message?: string; description?: string }; hint?: string }, { words }: Writer): ComposedMessage {
	const { message = JSON.stringify(error), description = hint } = typeof error === 'string' ? { message: error } : error;
	return { title: words.stopped, text: [message, description].filter(Boolean).join('\n'), severity: 'critical', fields: [] };
}

function signal(json: Engine.Signal, writer: Writer): ComposedMessage {
	const { words, format } = writer;
	const { action, barTime, bot, price, reason, strategy, symbol, timeframe } = json;
	return {
		title: `${symbol} ${timeframe}${words.colon}${words.action[action]} ${words.at} ${format.number(price)}`,
		text: reason,
		severity: 'info',
		fields: fieldsOf([
			[words.stopLoss, json.stopLoss, format.number],
			[words.takeProfit, json.takeProfit, format.number],
			[words.trailingStop, json.trailingStop?.distance, format.number],
			[words.strategy, strategy.name],
			[words.candle, barTime, format.time],
			[words.bot, bot],
		]),
	};
}

interface RiskItem {
	readonly bot?: string;
	readonly symbol: string;
	/** Absent when the order came from a form and not from a signal. */
	readonly strategy?: { readonly name: string };
	readonly orders: readonly Engine.OrderIntent[];
	readonly risk: { readonly approved: boolean; readonly summary: string; readonly rules: readonly Engine.RuleVerdict[] };
}

function risk(json: RiskItem, { words, format }: Writer): ComposedMessage {
	const { approved, summary, rules } = json.risk;
	const remarks = rules.filter(({ result }) => result !== 'pass').map(({ rule, message }) => [rule, message] as const);
	return {
		title: `${words.riskCheck}${words.colon}${json.symbol} ${approved ? words.approved : words.rejected}`,
		text: summary,
		severity: approved ? (remarks.length > 0 ? 'warning' : 'info') : 'warning',
		fields: fieldsOf([
			...remarks,
			...json.orders.map(({ side, quantity, symbol, referencePrice }) => {
				const value = `${side} ${format.number(quantity)} ${symbol} ${words.at} ${format.number(referencePrice)}`;
				return [words.order, value] as const;
			}),
			[words.strategy, json.strategy?.name],
			[words.bot, json.bot],
		]),
	};
}

interface OrderItem {
	readonly bot: string;
	readonly symbol: string;
	readonly mode: Engine.TradingMode;
	readonly account: string;
	readonly orders: readonly Engine.Order[];
	readonly fills: readonly Engine.Fill[];
	readonly position?: Engine.Position;
}

function orders(json: OrderItem, writer: Writer): ComposedMessage {
	const { words, format } = writer;
	const { account, bot, fills, mode, position, symbol } = json;
	const done = fills.map((fill) => fillSentence(fill, writer));
	const open = json.orders.filter((order) => order.state !== 'filled').map((order) => orderSentence(order, writer));
	const refused = json.orders.some(({ state }) => state === 'rejected' || state === 'expired');
	return {
		title: `${words.orders}${words.colon}${symbol} (${words.mode[mode]})`,
		text: [...done, ...open].join('\n') || words.noOrders,
		severity: refused ? 'warning' : done.length > 0 ? 'success' : 'info',
		fields: fieldsOf([
			[words.position, position && positionText(position, writer)],
			[words.realizedProfit, position?.realizedProfit, format.money],
			[words.account, account],
			[words.bot, bot],
		]),
	};
}

const fillTitle = ({ side, quantity, symbol, price }: Engine.Fill, { words, format }: Writer): string =>
	`${side === 'buy' ? words.bought : words.sold} ${format.number(quantity)} ${symbol} ${words.at} ${format.number(price)}`;

const fillSentence = (fill: Engine.Fill, writer: Writer): string => {
	const { words, format } = writer;
	return `${fillTitle(fill, writer)} (${words.fees} ${format.number(fill.fee)} ${fill.feeCurrency})`;
};

const orderSentence = (order: Engine.Order, { words, format }: Writer): string => {
	const { limitPrice, purpose, quantity, side, state, stateReason, stopPrice, symbol, referencePrice } = order;
	const price = format.number(limitPrice ?? stopPrice ?? referencePrice);
	return `${words.order} (${purpose}): ${side} ${format.number(quantity)} ${symbol} ${words.at} ${price}${words.colon}${stateReason ?? state}`;
};

const positionText = ({ quantity, symbol, averagePrice }: Engine.Position, { words, format }: Writer): string =>
	Number(quantity) === 0 ? words.noPosition : `${format.number(quantity)} ${symbol} ${words.at} ${format.number(averagePrice)}`;

/** With what an Order node before it did, where there was one. */
interface PortfolioItem extends Engine.PortfolioSnapshot {
	readonly orders?: readonly Engine.Order[];
	readonly fills?: readonly Engine.Fill[];
}

function portfolio(json: PortfolioItem, writer: Writer): ComposedMessage {
	const { words, format } = writer;
	const { account, at, cash, currency, equity, fees, fills = [], orders = [], positions, realizedProfit, unrealizedProfit } = json;
	const held = positions.filter(({ quantity }) => Number(quantity) !== 0).map((position) => positionText(position, writer));
	const holding = held.join('\n') || words.noPosition;
	const traded = fills.length > 0;
	const done = [...fills.map((fill) => fillSentence(fill, writer)), ...orders.map(({ reason }) => reason)];
	return {
		title: traded
			? [...new Set(fills.map((fill) => fillTitle(fill, writer)))].join(', ')
			: `${words.portfolio} ${account}${words.colon}${format.money(equity)} ${currency}`,
		text: traded ? done.join('\n') : held.length > 0 ? holding : `${words.position}${words.colon}${words.noPosition}`,
		severity: traded ? 'success' : 'info',
		fields: fieldsOf([
			[words.position, traded ? holding : undefined],
			[words.equity, equity, format.money],
			[words.cash, cash, format.money],
			[words.realizedProfit, realizedProfit, format.money],
			[words.unrealizedProfit, unrealizedProfit, format.money],
			[words.fees, fees, format.money],
			[words.time, at, format.time],
		]),
	};
}

interface BacktestItem {
	readonly strategy: { readonly name: string };
	readonly symbol: string;
	readonly timeframe: string;
	readonly from: string;
	readonly to: string;
	readonly metrics: Readonly<Record<string, number>>;
	readonly tradeCount: number;
	readonly warnings?: readonly string[];
}

function backtest(json: BacktestItem, writer: Writer): ComposedMessage {
	const { words } = writer;
	const { metrics, strategy, symbol, timeframe, tradeCount, warnings = [] } = json;
	return {
		title: `${words.backtest}${words.colon}${strategy.name}, ${symbol} ${timeframe}`,
		text: warnings.length > 0 ? `${words.warning}${words.colon}${warnings.join(' ')}` : '',
		severity: 'info',
		fields: fieldsOf([...figures({ ...metrics, trades: tradeCount }, writer), [words.period, period(json, writer)]]),
	};
}

interface ReportItem extends Readonly<Record<string, unknown>> {
	readonly title: string;
	readonly fileName: string;
	readonly pages: number;
	readonly symbol: string;
	readonly timeframe: string;
	readonly from: string;
	readonly to: string;
}

function report(json: ReportItem, writer: Writer): ComposedMessage {
	const { words, format } = writer;
	const { fileName, pages, symbol, timeframe, title } = json;
	return {
		title: `${words.report}${words.colon}${title}`,
		text: `${symbol} ${timeframe}, ${period(json, writer)}`,
		severity: 'info',
		fields: fieldsOf([...figures(json, writer), [words.file, fileName], [words.pages, pages, format.number]]),
	};
}

/** Any other item: its own title and text if it has them, and its plain values. */
function anything(json: IDataObject, { words }: Writer): ComposedMessage {
	const { title, subject, text, message, ...rest } = json;
	return {
		title: [title, subject].find(isText) ?? words.message,
		text: [text, message].find(isText) ?? '',
		severity: 'info',
		fields: fieldsOf(
			Object.entries(rest)
				.filter((entry): entry is [string, string | number | boolean] => ['string', 'number', 'boolean'].includes(typeof entry[1]))
				.map(([name, value]) => [name, String(value)]),
		),
	};
}

type Line = readonly [name: string, value: string | number | undefined, write?: (value: never) => string];

/** The lines that have a value, written out. */
function fieldsOf(lines: readonly Line[]): ComposedMessage['fields'] {
	return lines
		.filter(([, value]) => value !== undefined && value !== '')
		.map(([name, value, write = String]) => ({ name, value: write(value as never) }));
}

type Figure = 'totalReturn' | 'cagr' | 'maxDrawdown' | 'sharpe' | 'trades' | 'winRate' | 'profitFactor' | 'finalEquity';

function figures(values: Readonly<Record<string, unknown>>, { words, format }: Writer): Line[] {
	const figure = (name: Figure, write: (value: never) => string): Line[] =>
		typeof values[name] === 'number' ? [[words[name], values[name], write]] : [];
	const ratio = (value: number) => format.number(Math.round(value * 100) / 100);
	return [
		...figure('totalReturn', format.percent),
		...figure('cagr', format.percent),
		...figure('maxDrawdown', format.percent),
		...figure('sharpe', ratio),
		...figure('trades', format.number),
		...figure('winRate', format.percent),
		...figure('profitFactor', ratio),
		...figure('finalEquity', format.money),
	];
}

const period = ({ from, to }: { from: string; to: string }, { format }: Writer): string => `${format.time(from)} – ${format.time(to)}`;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
