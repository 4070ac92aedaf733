import { recordSignal } from '../../../engine/execution';
import { HOUR, signal, START } from '../../support/orders';
import { describeStores } from '../../support/stores';

describeStores('a signal', ({ store }) => {
	it('is kept once a bot, symbol and closed bar, and the bot with its latest strategy and account', async () => {
		const books = await store();
		const kept = { account: 'demo', mode: 'paper' as const, now: START };
		expect(await recordSignal(books, signal(), kept)).toEqual({ duplicate: false });
		const changed = signal({ action: 'hold', strategy: { name: 'Test', id: 'second' } });
		expect(await recordSignal(books, changed, { ...kept, now: START + 1 })).toEqual({ duplicate: true });
		expect(await recordSignal(books, signal({ barTime: START + HOUR }), kept)).toEqual({ duplicate: false });

		const rows = await books.db.selectFrom('trading_signals').selectAll().orderBy('bar_time').execute();
		expect(rows.map(({ bar_time, action }) => [bar_time, action])).toEqual([
			[START, 'enterLong'],
			[START + HOUR, 'enterLong'],
		]);
		expect(JSON.parse(rows[0].signal)).toEqual(signal());
		expect(await books.db.selectFrom('trading_bots').select(['bot', 'account', 'created_at']).execute()).toEqual([
			{ bot: 'bot', account: 'demo', created_at: START },
		]);
	});
});
