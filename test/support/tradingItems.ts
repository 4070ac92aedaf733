import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { candleItem, candleTime } from './candleItem';
import { runNode, runNodeOk, type NodeRun, type NodeUnderTest } from './runNode';
import { describePostgres } from './stores';

/** Nodes that keep books, run against one kind of store. */
export interface BookKeeping {
	run(node: string, items: readonly INodeExecutionData[], parameters?: INodeParameters, more?: Partial<NodeUnderTest>): Promise<NodeRun>;
	/** As `run`, for runs that must succeed: the items of each output, as JSON. */
	ok(node: string, items: readonly INodeExecutionData[], parameters?: INodeParameters): Promise<IDataObject[][]>;
	/** A name that no other test uses: what one test books is invisible to the others. */
	fresh(name: string): string;
	readonly storeParameters: INodeParameters;
	credentials(): Readonly<Record<string, ICredentialDataDecryptedObject>>;
}

let names = 0;

/** Runs the same tests on the built-in SQLite file and on PostgreSQL by credential, where one is installed. */
export function describeBookKeeping(name: string, tests: (books: BookKeeping) => void): void {
	describe(`${name} (built-in file)`, () => {
		tests(bookKeeping({}, () => ({})));
	});
	describePostgres(`${name} (PostgreSQL)`, (server) => {
		tests(bookKeeping({ store: 'credential' }, () => ({ tradingBotStoreApi: { ...server().config, ssl: 'disable' } })));
	});
}

function bookKeeping(storeParameters: INodeParameters, credentials: BookKeeping['credentials']): BookKeeping {
	const test = (node: string, items: readonly INodeExecutionData[], parameters: INodeParameters = {}): NodeUnderTest => ({
		node,
		items,
		parameters: { ...storeParameters, ...parameters },
		credentials: credentials(),
	});
	return {
		run: async (node, items, parameters, more) => await runNode({ ...test(node, items, parameters), ...more }),
		ok: async (node, items, parameters) =>
			(await runNodeOk(test(node, items, parameters))).map((output) => output.map(({ json }) => json)),
		fresh: (name) => `${name}-${++names}`,
		storeParameters,
		credentials,
	};
}

export const byName = (value: string) => ({ __rl: true, mode: 'name', value });
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A market of which no rule has an idea of its own: the limits of other symbols are in force. */
export const SYMBOL = 'ACME/USDT';

export interface SignalShape {
	readonly bot: string;
	readonly action: string;
	/** Closes of the hourly candles; each opens at the close before. */
	readonly closes: readonly number[];
	/** The candle the decision was taken on. Default: the last. */
	readonly bar?: number;
	/** A candle that has not closed yet follows, and opens at the last close. Default true. */
	readonly forming?: boolean;
	readonly more?: IDataObject;
}

/** An item as Strategy → Signal: Evaluate makes it; it asks for a tenth of the equity. */
export function signalItem({ bot, action, closes, bar = closes.length - 1, forming = true, more }: SignalShape): INodeExecutionData {
	const { venue, symbol, timeframe, candles } = candleItem(closes, { symbol: SYMBOL }).json;
	const last = closes[closes.length - 1];
	const current = { time: candleTime(closes.length), open: last, high: last, low: last, close: last, volume: 0 };
	return {
		json: {
			bot,
			symbol,
			timeframe,
			barTime: candleTime(bar),
			at: new Date(candleTime(bar)).toISOString(),
			action,
			price: closes[bar],
			sizing: { mode: 'equityPercent', value: 0.1 },
			reason: 'A rule of the test fired.',
			indicators: {},
			strategy: { name: 'Test', id: 'test' },
			venue,
			market: { bars: candles, ...(forming && { current }) },
			...more,
		},
	};
}
