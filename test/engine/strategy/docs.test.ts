import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { indicators, type IndicatorInfo } from '../../../engine/indicators';
import { parseStrategy, readyMadeStrategies } from '../../../engine/strategy';
import { CALLABLE } from '../../../engine/strategy/formula/functions';
import { signatureOf } from '../../../engine/strategy/formula/vocabulary';

const page = (name: string): string => readFileSync(resolve(__dirname, '../../../docs', name), 'utf8');
const blocks = (text: string, language: string): string[] =>
	[...text.matchAll(/^```(\w+)\n(.*?)^```/gms)].filter(([, named]) => named === language).map(([, , block]) => block);

describe('docs/strategy.md and docs/formulas.md', () => {
	const formulas = page('formulas.md');
	const strategy = page('strategy.md');
	const definitions = [...blocks(strategy, 'yaml'), ...blocks(formulas, 'yaml')];
	const rules = blocks(formulas, 'formula');

	it('have examples', () => {
		expect(definitions.length).toBeGreaterThanOrEqual(3);
		expect(rules.length).toBeGreaterThanOrEqual(3);
	});

	it.each(definitions)('give a definition that can run:\n%s', (yaml) => {
		parseStrategy(yaml);
	});

	it.each(rules)('give a rule that can run:\n%s', (long) => {
		parseStrategy({ schema: 1, name: 'x', entry: { long } });
	});

	it('name every function of the language', () => {
		for (const { name } of CALLABLE) expect(formulas).toContain(`\`${name}(`);
	});

	it('list every indicator as the registry has it', () => {
		const [, table] = /<!-- indicators -->\n(.*)<!-- \/indicators -->/s.exec(formulas) ?? [];
		const rows = ['| call | is | outputs | source |', '|---|---|---|---|', ...indicators().map(row)];
		expect(table).toBe(`${rows.join('\n')}\n`);
	});

	it('list every ready-made strategy', () => {
		for (const { id } of readyMadeStrategies()) expect(strategy).toContain(`| \`${id}\` |`);
	});
});

function row(info: IndicatorInfo): string {
	const outputs = info.outputs.length > 1 ? info.outputs.map((output) => `\`${output.name}\``).join(' ') : '';
	return `| \`${signatureOf(info.name)}\` | ${info.title}: ${info.formula} | ${outputs} | [${info.reference.title}](${info.reference.url}) |`;
}
