/// <reference types="pdfkit" />

/** pdfkit's browser build, which @types/pdfkit does not describe: the same document, by a named export. */
declare module '*/pdfkit.browser.js' {
	export const PDFDocument: PDFKit.PDFDocument;
}
