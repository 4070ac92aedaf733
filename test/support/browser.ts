import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page, selectors } from 'playwright-core';
import { runningN8n } from './n8n/running';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Much for a quiet machine, right for a build server that does three things at once. */
const TIMEOUT_MS = 60_000;
const program = PROGRAMS.find((path) => existsSync(path));

/** A `describe` for tests that look at the editor; a machine without Chromium skips them and says so. */
export const describeBrowser = (name: string, body: () => void): void => {
	if (program) describe(name, body);
	else describe.skip(`${name} (needs Chromium, which is not here)`, body);
};

/** Where screenshots go: `E2E_SHOTS`, or a folder of the system's temporary one. */
export function screenshotPath(name: string): string {
	const folder = process.env.E2E_SHOTS ?? join(tmpdir(), 'trading-bot-e2e-shots');
	mkdirSync(folder, { recursive: true });
	return join(folder, `${name}.png`);
}

/** n8n's editor in a headless browser, signed in as the owner. */
export interface Editor {
	readonly page: Page;
	/** What the browser's console has reported as an error since the last call. */
	takeErrors(): string[];
	openCanvas(workflowId: string): Promise<void>;
	/** Opens the form of a node on the open canvas. */
	openForm(nodeName: string): Promise<void>;
	closeForm(): Promise<void>;
	screenshot(name: string): Promise<string>;
	close(): Promise<void>;
}

export async function openEditor(): Promise<Editor> {
	const { url, cookie } = runningN8n();
	// n8n's own spelling.
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath: program,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	const context = await signedIn(browser, url, cookie);
	const page = await context.newPage();
	page.setDefaultTimeout(TIMEOUT_MS);
	const errors = collectErrors(page, url);
	return {
		page,
		takeErrors: () => errors.splice(0),
		async openCanvas(workflowId) {
			await page.goto(`${url}/workflow/${workflowId}`);
			await page.getByTestId('canvas-node').first().waitFor();
			await page.waitForLoadState('networkidle');
		},
		async openForm(nodeName) {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${nodeName}"]`).dblclick();
			await page.getByTestId('node-parameters').first().waitFor();
			await page.waitForLoadState('networkidle');
		},
		async closeForm() {
			await page.keyboard.press('Escape');
			await page.getByTestId('node-parameters').first().waitFor({ state: 'hidden' });
		},
		async screenshot(name) {
			const path = screenshotPath(name);
			await page.screenshot({ path });
			return path;
		},
		close: () => browser.close(),
	};
}

async function signedIn(browser: Browser, url: string, cookie: string): Promise<BrowserContext> {
	const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
	const separator = cookie.indexOf('=');
	await context.addCookies([{ name: cookie.slice(0, separator), value: cookie.slice(separator + 1), url }]);
	return context;
}

/** Console errors and uncaught exceptions of the page, and n8n's own answers of 400 and above. */
function collectErrors(page: Page, url: string): string[] {
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
	});
	page.on('response', (response) => {
		if (response.status() >= 400 && response.url().startsWith(url)) {
			errors.push(`${response.status()} ${response.request().method()} ${response.url()}`);
		}
	});
	return errors;
}
