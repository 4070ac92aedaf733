import type { EmailChannel } from '../channel';
import { DeliveryFault, missing } from '../fault';
import type { RenderedEmail } from '../render/email';
import { messageId } from '../render/webhook';
import { addresses, maskAddress } from '../secrets';
import type { Outside, Step } from './step';

export function emailSteps(channel: EmailChannel, { subject, text, html }: RenderedEmail, { smtp, message, timeoutMs }: Outside): Step[] {
	const { smtp: settings, from, replyTo } = channel;
	const to = addresses(channel.to);
	if (!settings?.host) throw missing('The mail server', 'Give its host and port.');
	if (from.trim() === '') throw missing("The sender's address", 'Give one that your mail server allows.');
	if (to.length === 0) throw missing("The recipient's address", 'Give one or more addresses, separated by commas.');
	const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
	const mail = {
		from,
		to,
		cc: addresses(channel.cc ?? []),
		...(replyTo && { replyTo }),
		subject,
		text,
		html,
		attachments: channel.attachments ?? [],
		messageId: `<${messageId(message)}@${domain}>`,
		date: new Date(message.at),
	};
	return [
		async (signal) => {
			const sent = await smtp(settings, mail, { timeoutMs, signal });
			if (sent.refused.length > 0) {
				const refused = sent.refused.map(maskAddress).join(', ');
				// Trying again would send a second copy to those who have it.
				throw new DeliveryFault(`The mail server took the mail, but not for ${refused}.`, { retryable: false });
			}
			const status = Number.parseInt(sent.reply, 10);
			return { messageId: sent.messageId, ...(Number.isInteger(status) && { status }) };
		},
	];
}
