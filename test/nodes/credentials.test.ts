import { TradingBotExchangeApi } from '../../credentials/TradingBotExchangeApi.credentials';
import { TradingBotStoreApi } from '../../credentials/TradingBotStoreApi.credentials';
import { exchangeAccount } from '../../nodes/shared/exchange';
import { storeConfig } from '../../nodes/shared/store';

test('every secret of a credential is masked, and only our nodes may read it', () => {
	for (const credential of [new TradingBotExchangeApi(), new TradingBotStoreApi()]) {
		expect(credential.restrictToSupportedNodes).toBe(true);
		const secrets = credential.properties.filter(({ name }) => /key|secret|password/i.test(name));
		expect(secrets.length).toBeGreaterThan(0);
		for (const secret of secrets) expect(secret.typeOptions?.password).toBe(true);
	}
});

test('an exchange credential leaves empty fields out', () => {
	expect(exchangeAccount({ exchange: 'kraken', apiKey: 'k', secret: 's', password: '', sandbox: true })).toEqual({
		exchange: 'kraken',
		credentials: { apiKey: 'k', secret: 's' },
		sandbox: true,
	});
});

test('a store credential says which database', () => {
	const postgres = { kind: 'postgres', host: 'db', port: 5432, database: 'trading', user: 'bot', password: 'p', ssl: 'verify' };
	expect(storeConfig(postgres)).toEqual(postgres);
	expect(storeConfig({ kind: 'sqlite', file: '/data/books.sqlite' })).toEqual({ kind: 'sqlite', file: '/data/books.sqlite' });
});
