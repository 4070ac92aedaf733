import fc from 'fast-check';
import { renderMessage } from '../../../engine/alerts';
import { at, message } from './support';

const nasty = { ...message, title: 'a < b & "c"', text: '<script>alert(1)</script> & <!channel>', fields: [{ name: '<i>', value: '1 < 2 & 3' }], at };

describe('email', () => {
	test('the subject says how grave it is, in the reader’s language', () => {
		const grave = { ...message, severity: 'critical', at } as const;
		expect(renderMessage(grave, 'email').subject).toBe('[CRITICAL] BTC/USDT: long at 64,200');
		expect(renderMessage(grave, 'email', { locale: 'fr' }).subject).toBe('[CRITIQUE] BTC/USDT: long at 64,200');
	});

	test('HTML shows styles and escapes everything else', () => {
		const { html } = renderMessage({ ...message, at }, 'email');
		expect(html).toContain('<strong>above</strong>');
		expect(html).toMatch(/<code [^>]*>rsi &lt; 70<\/code>/);
		const escaped = renderMessage(nasty, 'email').html;
		expect(escaped).not.toMatch(/<script|<!channel|<i>/);
		expect(escaped).toContain('&lt;script&gt;');
	});

	test('the plain text has no markup', () => {
		const { text } = renderMessage({ ...message, text: 'See [the log](https://example.com/a?b=1&c=2).', at }, 'email');
		expect(text).toContain('See the log (https://example.com/a?b=1&c=2).');
		expect(text).toContain('Stop loss: 62,916.49');
		expect(text).toContain('23 Nov 2026, 14:05 UTC');
	});

	test('only http links become links', () => {
		const { html } = renderMessage({ ...message, text: '[click](javascript:alert(1)) [ok](https://example.com/"onx)', at }, 'email');
		expect(html).not.toContain('href="javascript');
		expect(html).toContain('href="https://example.com/&quot;onx"');
	});
});

describe('Slack', () => {
	test('heading, text, fields, severity and time', () => {
		const { text, blocks } = renderMessage({ ...message, at }, 'slack');
		expect(text).toContain('BTC/USDT: long at 64,200');
		expect(blocks.map(({ type }) => type)).toEqual(['header', 'section', 'section', 'context']);
		expect(blocks[1]).toMatchObject({ text: { type: 'mrkdwn', text: 'The fast average crossed *above* the slow one while `rsi &lt; 70`.' } });
		expect(blocks[2]).toMatchObject({ fields: [{ text: '*Price*\n64,200.50' }, { text: '*Stop loss*\n62,916.49' }] });
	});

	test('nobody is mentioned by what a message says', () => {
		const json = JSON.stringify(renderMessage(nasty, 'slack'));
		expect(json).not.toContain('<!channel>');
		expect(json).toContain('&lt;!channel&gt;');
	});

	test('stays within Slack’s limits', () => {
		const fields = Array.from({ length: 45 }, (_, k) => ({ name: `name ${k} ${'n'.repeat(500)}`, value: '<'.repeat(5000) }));
		const { blocks } = renderMessage({ ...message, title: 't'.repeat(400), text: '<>&'.repeat(5000), fields, at }, 'slack');
		expect(blocks.length).toBeLessThanOrEqual(50);
		for (const block of blocks as { text?: { text: string }; fields?: { text: string }[] }[]) {
			expect(block.text?.text.length ?? 0).toBeLessThanOrEqual(3000);
			expect(block.fields?.length ?? 0).toBeLessThanOrEqual(10);
			for (const field of block.fields ?? []) expect(field.text.length).toBeLessThanOrEqual(2000);
		}
		expect((blocks[0] as { text: { text: string } }).text.text.length).toBeLessThanOrEqual(150);
	});
});

describe('Telegram', () => {
	test('title and values in bold, the rest escaped', () => {
		const { parts } = renderMessage({ ...message, at }, 'telegram');
		expect(parts).toHaveLength(1);
		expect(parts[0]).toContain('<b>BTC/USDT: long at 64,200</b>');
		expect(parts[0]).toContain('<code>rsi &lt; 70</code>');
		expect(parts[0]).toContain('Price: <b>64,200.50</b>');
	});

	test('however long and odd the text, every part is short and well-formed, and nothing is lost', () => {
		const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('<', '&', '**b & c**', '`x < y`', '[l](https://e.com/?a=1&b=2)', '\n', '😀'.repeat(50), ' '));
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 80 }), (pieces, times) => {
				const text = pieces.join('').repeat(times);
				const { parts } = renderMessage({ title: 'T', text, at }, 'telegram');
				for (const part of parts) {
					expect(part.length).toBeLessThanOrEqual(4096);
					expect(part.isWellFormed()).toBe(true);
					expect(part.replace(/<(b|i|code)>[^<]*<\/\1>|<a href="[^"<>]*">[^<]*<\/a>/g, '')).not.toMatch(/[<>]/);
					expect(part.replace(/&(amp|lt|gt|quot);/g, '')).not.toContain('&');
				}
				const visible = (html: string) => html.replace(/<[^>]*>/g, '').replace(/\s/g, '');
				const whole = visible(parts.join('').replace(/\(continued, \d+ of \d+\)/g, ''));
				const count = (wanted: string) => whole.split(wanted).length - 1;
				expect(count('😀')).toBe(text.split('😀').length - 1);
			}),
			{ seed: 11, numRuns: 150 },
		);
	});

	test('says which part it is, in the reader’s language', () => {
		const { parts } = renderMessage({ ...message, text: 'word '.repeat(2000), at }, 'telegram', { locale: 'fr' });
		expect(parts.length).toBeGreaterThan(1);
		expect(parts[1]).toMatch(new RegExp(`^<i>\\(suite, 2 sur ${parts.length}\\)</i>\n`));
	});

	test('a message of just the limit is not split', () => {
		const short = renderMessage({ title: 'T', text: '', at }, 'telegram').parts[0].length;
		const { parts } = renderMessage({ title: 'T', text: 'x'.repeat(4096 - short - 2), at }, 'telegram');
		expect(parts.map((part) => part.length)).toEqual([4096]);
	});
});

describe('webhook', () => {
	test('the same message has the same id, another has another', () => {
		const id = (said: typeof message) => renderMessage({ ...said, at }, 'webhook').body.id;
		expect(id(message)).toBe(id({ ...message }));
		expect(id(message)).not.toBe(id({ ...message, text: `${message.text}.` }));
	});
});

test('markup that is none stays text', () => {
	const text = 'a ** b, 2 * 3 * 4, fast_ma, `open, [no](link), **\n**';
	expect(renderMessage({ ...message, text, at }, 'webhook').body.text).toBe(text);
});
