/** For HTML, Telegram's HTML and Slack's mrkdwn alike: what would start a tag, an entity or a mention. */
export const escapeMarkup = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** For an attribute between double quotes. */
export const escapeAttribute = (text: string): string => escapeMarkup(text).replace(/"/g, '&quot;');

/** At most `length` UTF-16 units, with an ellipsis where something was cut off; no surrogate pair is cut in half. */
export function shorten(text: string, length: number): string {
	if (text.length <= length) return text;
	return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '').trimEnd()}…`;
}
