import type { AlertLocale, AlertSeverity, CompleteMessage } from '../message';
import { parseRichText, plainText, type Line, type RunWriter } from '../richText';
import { WORDS } from '../words';
import { escapeAttribute, escapeMarkup, shorten } from './escape';

export interface RenderedEmail {
	readonly channel: 'email';
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

const SUBJECT_LENGTH = 180;

/** A mail with a subject that sorts, a plain text, and an HTML that needs no picture and no style sheet. */
export function renderEmail(message: CompleteMessage, locale: AlertLocale): RenderedEmail {
	const words = WORDS[locale];
	const subject = shorten(`[${words.severity[message.severity].toUpperCase()}] ${message.title}`, SUBJECT_LENGTH);
	return { channel: 'email', subject, text: plain(message, locale), html: html(message, locale) };
}

function plain({ title, text, fields, at, severity }: CompleteMessage, locale: AlertLocale): string {
	const words = WORDS[locale];
	const blocks = [
		title,
		plainText(parseRichText(text)),
		fields.map(({ name, value }) => `${name}: ${value}`).join('\n'),
		`${words.severity[severity]}, ${words.time(at)}`,
		`-- \n${words.footer}`,
	];
	return blocks.filter((block) => block !== '').join('\n\n');
}

const COLORS: Record<AlertSeverity, string> = { info: '#2f6bff', success: '#0b8457', warning: '#b7791f', critical: '#c8324a' };
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Tables and inline styles: what Outlook, Gmail and Apple Mail have in common. */
function html({ title, text, fields, at, severity }: CompleteMessage, locale: AlertLocale): string {
	const words = WORDS[locale];
	const color = COLORS[severity];
	const body = paragraphs(parseRichText(text))
		.map((lines) => `<p style="margin:0 0 14px;font-size:15px;line-height:1.55;color:#1b2436">${lines.map(writeLine).join('<br>')}</p>`)
		.join('\n');
	const rows = fields
		.map(
			({ name, value }) =>
				`<tr><td style="padding:7px 16px 7px 0;border-top:1px solid #e9edf3;font-size:14px;color:#667085;white-space:nowrap;vertical-align:top">${escapeMarkup(name)}</td>` +
				`<td style="padding:7px 0;border-top:1px solid #e9edf3;font-size:14px;color:#1b2436;text-align:right;word-break:break-word">${escapeMarkup(value).replace(/\n/g, '<br>')}</td></tr>`,
		)
		.join('\n');
	const table = fields.length > 0 ? `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:4px 0 10px">\n${rows}\n</table>` : '';
	return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeMarkup(title)}</title>
</head>
<body style="margin:0;padding:0;background:#f5f7fa">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f5f7fa"><tr><td align="center" style="padding:28px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #dde2ea;border-top:4px solid ${color};border-radius:6px;${FONT}"><tr><td style="padding:26px 28px 18px">
<p style="margin:0 0 8px;font-size:12px;font-weight:600;letter-spacing:.04em;text-transform:uppercase;color:${color}">${words.severity[severity]}</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.35;font-weight:600;color:#0f1e3c">${escapeMarkup(title)}</h1>
${body}
${table}
<p style="margin:14px 0 0;font-size:12px;color:#98a2b3">${words.time(at)}</p>
</td></tr></table>
<p style="margin:14px 0 0;font-size:12px;color:#98a2b3;${FONT}">${words.footer}</p>
</td></tr></table>
</body>
</html>
`;
}

/** Lines between empty lines. */
function paragraphs(lines: readonly Line[]): Line[][] {
	const found: Line[][] = [[]];
	for (const line of lines) {
		if (line.length > 0) found[found.length - 1].push(line);
		else if (found[found.length - 1].length > 0) found.push([]);
	}
	return found.filter((paragraph) => paragraph.length > 0);
}

const writeLine = (line: Line): string => line.map(writeRun).join('');

const writeRun: RunWriter = (run) => {
	const text = escapeMarkup(run.text);
	if (run.style === 'bold') return `<strong>${text}</strong>`;
	if (run.style === 'code') return `<code style="font-family:Consolas,Menlo,monospace;font-size:13px;background:#f5f7fa;padding:1px 4px;border-radius:3px">${text}</code>`;
	if (run.style === 'link') return `<a href="${escapeAttribute(run.url)}" style="color:#2f6bff">${text}</a>`;
	return text;
};
