/** Where each part of a candle stands in a table: indexes of its columns. `clock` is a time of day beside a date. */
export interface ColumnLayout {
	readonly time: number;
	readonly clock?: number;
	readonly open: number;
	readonly high: number;
	readonly low: number;
	readonly close: number;
	readonly volume?: number;
}

/**
 * Finds the candle columns by the names that exchanges, brokers and data vendors give them, in any case and with any
 * of `_ - . < >` and spaces around. Of several candidates the earlier name in the list wins, so that a full timestamp
 * goes before a date. What is missing is left out.
 */
export function matchColumnNames(names: readonly string[]): Partial<ColumnLayout> {
	const plain = names.map((name) => name.toLowerCase().replace(/[\s_\-.<>()"'\uFEFF]/g, ''));
	const layout: { -readonly [key in keyof ColumnLayout]?: number } = {};
	for (const [part, aliases] of Object.entries(ALIASES) as [keyof typeof ALIASES, readonly string[]][]) {
		const index = aliases.map((alias) => plain.indexOf(alias)).find((at) => at >= 0);
		if (index !== undefined) layout[part] = index;
	}
	// Table writers leave the index column unnamed.
	if (layout.time === undefined && plain[0] === '') layout.time = 0;
	if (layout.volume === undefined) {
		const index = plain.findIndex((name) => name.startsWith('volume'));
		if (index >= 0) layout.volume = index;
	}
	return layout;
}

/** The columns of a date and of a time of day, when a table has both (a broker terminal's export). */
export function matchDateAndClock(names: readonly string[]): { date: number; clock: number } | undefined {
	const plain = names.map((name) => name.toLowerCase().replace(/[<>"\s]/g, ''));
	const [date, clock] = [plain.indexOf('date'), plain.indexOf('time')];
	return date >= 0 && clock >= 0 ? { date, clock } : undefined;
}

const words = (text: string): readonly string[] => text.split(' ');

const ALIASES = {
	time: words(
		'opentime timestampms timestampus timestampns timestamp unixtimestamp unixtime unix epochms epoch timems ts t ' +
			'datetime dateandtime gmttime utctime utc candlebegintime candletime bartime barstart starttime start beginsat ' +
			'time date day dt index unnamed:0',
	),
	open: words('open o openprice priceopen openingprice bidopen openbid'),
	high: words('high h highprice pricehigh max bidhigh highbid'),
	low: words('low l lowprice pricelow min bidlow lowbid'),
	close: words('close c closeprice priceclose closingprice bidclose closebid last price'),
	volume: words('volume vol v basevolume volumebase baseassetvolume volumefrom tickvolume tickvol'),
} as const;
