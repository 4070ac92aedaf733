import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const installed = ['pdftotext', 'pdfinfo', 'pdffonts'].every((tool) => {
	try {
		execFileSync(tool, ['-v'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
});

/** A `describe` for tests that read PDFs with poppler; a machine without it skips them and says so. */
export const describePoppler: (name: string, body: () => void) => void = installed
	? describe
	: (name, body) => {
			describe.skip(`${name} (needs poppler-utils, which is not here)`, body);
		};

/** What poppler reads from a PDF. No-break spaces come back as spaces. */
export const pdfText = (bytes: Uint8Array): string => poppler('pdftotext', ['-layout', '-enc', 'UTF-8'], bytes, ['-']).replace(/\u00a0/g, ' ');
export const pdfInfo = (bytes: Uint8Array): string => poppler('pdfinfo', [], bytes, []);
export const pdfFonts = (bytes: Uint8Array): string => poppler('pdffonts', [], bytes, []);

function poppler(tool: string, before: string[], bytes: Uint8Array, after: string[]): string {
	const folder = mkdtempSync(join(tmpdir(), 'report-'));
	try {
		const file = join(folder, 'report.pdf');
		writeFileSync(file, bytes);
		return execFileSync(tool, [...before, file, ...after], { encoding: 'utf8', maxBuffer: 64e6 });
	} finally {
		rmSync(folder, { recursive: true });
	}
}
