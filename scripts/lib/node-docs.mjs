import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

/**
 * The page about the nodes, made from their own descriptions, so that it says what the editor shows.
 *
 * @typedef {{ displayName: string, name: string, type: string, default?: unknown, description?: string, hint?: string,
 *   placeholder?: string, displayOptions?: { show?: Record<string, unknown[]> }, options?: any[], values?: Field[] }} Field
 */

const INTRO = `# The nodes

<!-- Made by \`npm run docs\` from the nodes' own descriptions. -->

Every node takes items in and gives items out, goes on after a failed item when *On Error* says so, and can be an AI agent's tool. What travels between them:

| Item | Fields |
| --- | --- |
| candles | \`venue, symbol, timeframe, from, to, count, gaps, last\`, \`current\` (the candle that is still forming) and \`candles\`, rows of time (epoch milliseconds), open, high, low, close, volume; above 5,000 candles the rows are an Arrow file in the binary field \`candles\` instead. Nodes that take candles also take one item per candle, and CSV or Arrow files in a binary field. |
| signal | \`bot, symbol, timeframe, barTime, at, action\` (enterLong, exitLong, enterShort, exitShort, hold), \`price, stopLoss, takeProfit, reason, indicators, sizing, strategy, venue\` and \`market\`, the candles since |
| order | \`orders\` (each with its state, fills and client order id), \`fills\` of this run, \`position\`, \`mark\`, \`mode, account\` |
| portfolio | \`account, currency, cash, equity, positions, realizedProfit, unrealizedProfit, fees\`: decimal numbers as text, so that no digit is lost |
| backtest | \`strategy, metrics, tradeCount, trades, warnings, options, definition\` and the whole run, equity and candles included, as an Arrow file in the binary field \`backtest\` |
`;

/**
 * @param {string} root the checkout; dist/ must be built
 * @returns {string} Markdown
 */
export function nodeDocs(root) {
	const require = createRequire(join(root, 'package.json'));
	const files = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).n8n.nodes;
	const nodes = files.map((/** @type {string} */ file) => {
		const Node = require(join(root, file))[basename(file, '.node.js')];
		return { folder: basename(file, '.node.js'), description: new Node().description };
	});
	return [INTRO, ...ORDER.map((folder) => nodeSection(nodes.find((/** @type {any} */ node) => node.folder === folder)))].join('\n');
}

/** As a bot uses them. */
const ORDER = ['MarketData', 'Strategy', 'Backtest', 'RiskCheck', 'Order', 'Portfolio', 'TradingReport', 'Notify'];

/** @param {{ folder: string, description: any }} node */
function nodeSection({ folder, description }) {
	const { displayName, properties, outputNames, icon } = description;
	const picture = `../nodes/${folder}/${icon.light.replace('file:', '')}`;
	const resources = choices(properties, 'resource');
	const sections = resources.flatMap((resource) =>
		operationsOf(properties, resource.value).map((operation) => operationSection(properties, resource, operation)),
	);
	const outputs = outputNames ? `\nOutputs: ${outputNames.map((/** @type {string} */ name) => `*${name}*`).join(' and ')}.\n` : '';
	return `## ${displayName}\n\n<img src="${picture}" width="40" alt="">\n\n${sentence(description.description)}\n${outputs}\n${sections.join('\n')}`;
}

/**
 * @param {Field[]} properties
 * @param {{ name: string, value: string }} resource
 * @param {{ name: string, value: string, description: string }} operation
 */
function operationSection(properties, resource, operation) {
	const fields = properties.filter(
		(field) =>
			!['resource', 'operation'].includes(field.name) &&
			field.type !== 'notice' &&
			shows(field, 'resource', resource.value) &&
			shows(field, 'operation', operation.value) &&
			shows(field, '@tool', false),
	);
	const rows = fields.flatMap((field) => (field.type === 'collection' ? optionRows(field) : [fieldRow(field)]));
	return `### ${resource.name}: ${operation.name}\n\n${sentence(operation.description)}\n\n| Field | Default | Meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

/** @param {Field} field */
function optionRows(field) {
	return (field.options ?? []).map((option) => fieldRow(option, `${field.displayName} → `));
}

/**
 * @param {Field} field
 * @param {string} [prefix]
 */
function fieldRow(field, prefix = '') {
	const meaning = [field.description, field.hint, choiceList(field)]
		.filter((text) => text !== undefined && text !== '')
		.map((text) => sentence(String(text)))
		.join(' ');
	return `| ${prefix}${field.displayName} | ${defaultText(field)} | ${cell(meaning || example(field))} |`;
}

/** @param {Field} field */
function choiceList(field) {
	if (field.type !== 'options' && field.type !== 'multiOptions') return undefined;
	return (field.options ?? [])
		.map((option) => (option.description ? `*${option.name}*: ${lowerFirst(option.description)}` : `*${option.name}*`))
		.join('; ');
}

/** @param {Field} field */
function defaultText({ type, default: value, options }) {
	if (value === undefined || value === '' || type === 'collection' || type === 'fixedCollection') return '';
	if (type === 'options') return options?.find((option) => option.value === value)?.name ?? '';
	if (type === 'multiOptions') return options?.filter((o) => /** @type {unknown[]} */ (value).includes(o.value)).map((o) => o.name).join(', ');
	if (type === 'resourceLocator') return cell(String(/** @type {any} */ (value).value));
	if (type === 'boolean') return value ? 'on' : 'off';
	const text = String(value);
	return text.includes('\n') ? 'an example' : cell(`\`${text}\``);
}

/** @param {Field} field */
const example = ({ placeholder }) => (placeholder ? sentence(placeholder.replace(/^e\.g\. /, 'For example ')) : '');

/**
 * @param {Field[]} properties
 * @param {string} name
 */
const choices = (properties, name) => properties.filter((field) => field.name === name).flatMap((field) => field.options ?? []);

/**
 * @param {Field[]} properties
 * @param {string} resource
 */
const operationsOf = (properties, resource) =>
	choices(
		properties.filter((field) => shows(field, 'resource', resource)),
		'operation',
	);

/**
 * @param {Field} field
 * @param {string} parameter
 * @param {unknown} value
 */
function shows({ displayOptions }, parameter, value) {
	const wanted = displayOptions?.show?.[parameter];
	return wanted === undefined || wanted.includes(value);
}

/** @param {string} text */
const sentence = (text) => (/[.!?…:]$/.test(text) ? text : `${text}.`);
/** @param {string} text */
const lowerFirst = (text) => (/^(A|[A-Z][a-z]+) /.test(text) ? text[0].toLowerCase() + text.slice(1) : text);
/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
