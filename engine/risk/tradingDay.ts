import { ParameterError } from '../errors';

/**
 * The calendar day of a moment (epoch milliseconds) in a time zone, as `YYYY-MM-DD`: what daily limits are counted by.
 *
 * @throws ParameterError when the time zone is none.
 */
export function tradingDay(at: number, timeZone: string): string {
	return formatter(timeZone).format(at);
}

/** Building a formatter costs a thousand times more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
	const known = formatters.get(timeZone);
	if (known) return known;
	try {
		// Canadian English writes dates as ISO 8601 does.
		const created = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
		formatters.set(timeZone, created);
		return created;
	} catch {
		throw new ParameterError('timeZone', `"${timeZone}" is no time zone. Give an IANA name such as Europe/Paris or UTC.`);
	}
}
