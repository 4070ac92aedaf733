/**
 * Text as the PDF standard fonts can show it (WinAnsi, also called Windows-1252): typographic characters they lack are
 * written in those they have, letters lose accents the fonts do not know, pictographs are left out, and what is still
 * unknown becomes `?`. Line breaks are kept, tabs become spaces.
 */
export function toWinAnsi(text: string): string {
	let result = '';
	for (const character of text.normalize('NFC')) result += inWinAnsi(character) ? character : substitute(character);
	return result === text ? text : tidy(result);
}

function substitute(character: string): string {
	const known = SUBSTITUTES[character];
	if (known !== undefined) return known;
	if (INVISIBLE.test(character)) return '';
	const plain = Array.from(character.normalize('NFKD'), (part) => SUBSTITUTES[part] ?? part).join('').replace(/\p{M}/gu, '');
	if (plain !== '' && Array.from(plain).every(inWinAnsi)) return plain;
	return '?';
}

/** A pictograph left out must not leave a hole; breaks and indentation stay. */
const tidy = (text: string): string => text.replace(/(\S) {2,}(?=\S)/g, '$1 ').replace(/^ (?=\S)/, '').replace(/ +$/, '');

function inWinAnsi(character: string): boolean {
	const code = character.codePointAt(0) ?? 0;
	return code === 0x0a || (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff && code !== 0xad) || UPPER_HALF.has(character);
}

/** What Windows-1252 has between 0x80 and 0x9F. */
const UPPER_HALF = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');

/** Marks, joiners, variation selectors, control characters, and pictures: they say nothing once they cannot be seen. */
const INVISIBLE = /[\p{M}\p{C}\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}]/u;

const SUBSTITUTES: Readonly<Record<string, string | undefined>> = {
	'\t': '    ',
	'\r': '',
	'\u2028': '\n',
	'\u2029': '\n',
	'\u2002': ' ',
	'\u2003': ' ',
	'\u2007': '\u00a0',
	'\u2009': ' ',
	'\u200a': '',
	'\u202f': '\u00a0',
	'\u2010': '-',
	'\u2011': '-',
	'\u2012': '–',
	'\u2015': '—',
	'−': '-',
	'→': '->',
	'←': '<-',
	'↔': '<->',
	'⇒': '=>',
	'⇐': '<=',
	'↑': '^',
	'↓': 'v',
	'≤': '<=',
	'≥': '>=',
	'≠': '!=',
	'≈': '~',
	'≡': '==',
	'∞': 'inf',
	'√': 'sqrt',
	'∑': 'sum',
	'∆': 'Delta',
	'⁄': '/',
	'∕': '/',
	'′': "'",
	'″': '"',
	'‣': '•',
	'●': '•',
	'✓': 'v',
	'✗': 'x',
	'₿': 'BTC',
	'α': 'alpha',
	'β': 'beta',
	'γ': 'gamma',
	'δ': 'delta',
	'Δ': 'Delta',
	'ε': 'epsilon',
	'θ': 'theta',
	'λ': 'lambda',
	'μ': 'µ',
	'π': 'pi',
	'ρ': 'rho',
	'σ': 'sigma',
	'Σ': 'Sigma',
	'τ': 'tau',
	'ω': 'omega',
	'Ω': 'Omega',
	'ł': 'l',
	'Ł': 'L',
	'đ': 'd',
	'Đ': 'D',
	'ı': 'i',
};
