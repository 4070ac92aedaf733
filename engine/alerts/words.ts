import type { AlertLocale, AlertSeverity } from './message';

interface Words {
	readonly severity: Readonly<Record<AlertSeverity, string>>;
	/** Under every mail. */
	readonly footer: string;
	/** In front of the second and later parts of a long message. */
	readonly continued: (part: number, parts: number) => string;
	readonly time: (at: number) => string;
}

const timeIn = (tag: string) => {
	const day = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
	const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });
	return (at: number): string => `${day.format(at)}, ${clock.format(at)} UTC`;
};

/** The fixed words around a message. What the message itself says stays as it is. */
export const WORDS: Readonly<Record<AlertLocale, Words>> = {
	en: {
		severity: { info: 'Info', success: 'Success', warning: 'Warning', critical: 'Critical' },
		footer: 'Sent automatically by a trading bot. Please do not reply.',
		continued: (part, parts) => `(continued, ${part} of ${parts})`,
		time: timeIn('en-GB'),
	},
	fr: {
		severity: { info: 'Info', success: 'Succès', warning: 'Avertissement', critical: 'Critique' },
		footer: 'Envoyé automatiquement par un robot de trading. Merci de ne pas répondre.',
		continued: (part, parts) => `(suite, ${part} sur ${parts})`,
		time: timeIn('fr-FR'),
	},
};

/** A sign for each severity, for channels that show pictures. */
export const SIGNS: Readonly<Record<AlertSeverity, string>> = { info: 'ℹ️', success: '✅', warning: '⚠️', critical: '🚨' };
