// The browser build, on purpose: it carries the metrics of the standard fonts, which the Node build looks for on disk at
// run time and does not find once it is bundled. It deflates in plain JavaScript as well, so the same report has the same
// bytes under every Node. The package's `exports` do not name the file, hence the path.
export { PDFDocument } from '../../node_modules/pdfkit/js/pdfkit.browser.js';
