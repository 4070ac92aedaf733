/** A stretch of text in one style. */
export type Run =
	| { readonly style: 'plain' | 'bold' | 'italic' | 'code'; readonly text: string }
	| { readonly style: 'link'; readonly text: string; readonly url: string };

export type Line = readonly Run[];

const MARKUP = /\*\*(?=\S)(?<bold>[^\n]*?\S)\*\*|`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]+)\]\((?<url>https?:\/\/[^\s)]+)\)/g;

/** Lines of styled runs. Only `**bold**`, `` `code` `` and `[label](https://…)` mean something; all else is text as it stands. */
export function parseRichText(text: string): Line[] {
	return text.replace(/\r\n?/g, '\n').split('\n').map(parseLine);
}

function parseLine(line: string): Line {
	const runs: Run[] = [];
	let done = 0;
	for (const match of line.matchAll(MARKUP)) {
		if (match.index > done) runs.push({ style: 'plain', text: line.slice(done, match.index) });
		runs.push(styled(match.groups as MarkupGroups));
		done = match.index + match[0].length;
	}
	if (done < line.length) runs.push({ style: 'plain', text: line.slice(done) });
	return runs;
}

interface MarkupGroups {
	readonly bold?: string;
	readonly code?: string;
	readonly label?: string;
	readonly url?: string;
}

function styled({ bold, code, label = '', url = '' }: MarkupGroups): Run {
	if (bold !== undefined) return { style: 'bold', text: bold };
	if (code !== undefined) return { style: 'code', text: code };
	return { style: 'link', text: label, url };
}

/** The text without its markup; a link's address follows its label. */
export const plainText = (lines: readonly Line[]): string =>
	lines.map((line) => line.map((run) => (run.style === 'link' ? `${run.text} (${run.url})` : run.text)).join('')).join('\n');

export type RunWriter = (run: Run) => string;

/**
 * The lines written by `write` in pieces of at most `limit` UTF-16 units, broken between lines where possible, else between
 * words, else between characters; never within what `write` makes of one piece of a run, so that no tag, entity or
 * surrogate pair is cut.
 */
export function splitLines(lines: readonly Line[], limit: number, write: RunWriter): string[] {
	const pieces: string[] = [];
	let piece = '';
	const flush = () => {
		if (piece.trim() !== '') pieces.push(piece);
		piece = '';
	};
	for (const line of lines) {
		const written = line.map(write).join('');
		const joined = piece === '' ? written : `${piece}\n${written}`;
		if (joined.length <= limit) {
			piece = joined;
			continue;
		}
		flush();
		if (written.length <= limit) {
			piece = written;
			continue;
		}
		for (const atom of line.flatMap((run) => atoms(run, limit, write))) {
			if (piece.length + atom.length > limit) flush();
			piece += atom;
		}
	}
	flush();
	return pieces;
}

/** A run as pieces that each fit: words with the space after them, and words too long for that cut between characters. */
function atoms(run: Run, limit: number, write: RunWriter): string[] {
	if (write(run).length <= limit && run.style !== 'plain') return [write(run)];
	return (run.text.match(/\S+\s*|\s+/g) ?? []).flatMap((word) => {
		const whole = write({ ...run, text: word });
		if (whole.length <= limit) return [whole];
		return cut(word, (text) => write({ ...run, text }).length <= limit).map((text) => write({ ...run, text }));
	});
}

/** The text in pieces that all fit, as long as they can be; an address too long for any piece is beyond help and left out. */
function cut(text: string, fits: (piece: string) => boolean): string[] {
	const pieces: string[] = [];
	let piece = '';
	for (const character of text) {
		if (!fits(piece + character)) {
			if (piece === '') continue;
			pieces.push(piece);
			piece = '';
		}
		piece += character;
	}
	return piece === '' ? pieces : [...pieces, piece];
}
