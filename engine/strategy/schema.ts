import { z } from 'zod/v4';
import { LIMITS } from './formula/syntax';
import { percentOf } from './percent';

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const PERCENT = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*%\s*$/;

const nameKey = z
	.string()
	.max(64)
	.regex(NAME, { error: 'a name starts with a letter and holds letters, digits and _ only.' });

const formulaText = (what: string) =>
	z
		.union([z.string().trim().min(1), z.number(), z.boolean()], {
			error: `${what} is a formula, such as crossover(ema(close, 12), ema(close, 26)).`,
		})
		.transform(String)
		.meta({ description: `${what}: a formula (docs/formulas.md) of at most ${LIMITS.formulaLength} characters.` });

const percentText = (what: string, above: number, most: number) =>
	z
		.string()
		.regex(PERCENT)
		.transform((text) => `${Number(PERCENT.exec(text)?.[1])}%`)
		.refine((text) => Number.parseFloat(text) > above, {
			error: `${what} must be above ${above}%.`,
		})
		.refine((text) => Number.parseFloat(text) <= most, { error: `${what} must be at most ${most}%.` });

const atrMultiple = z.strictObject({
	atr: z.number().positive().max(1000).describe('How many average true ranges.'),
	period: z.int().min(1).max(10_000).optional().describe('Bars of the average true range. Default 14.'),
});

const WRITE_DISTANCE =
	'Write a percentage of the entry price such as 2%, or a multiple of ATR such as {atr: 2, period: 14}.';

const distanceRule = (what: string, most: number) =>
	z.union([percentText(what, 0, most), atrMultiple], { error: `${what} is not a distance. ${WRITE_DISTANCE}` });

const priceRule = (what: string, most: number) =>
	z.union([percentText(what, 0, most), atrMultiple, z.strictObject({ price: formulaText('The price') })], {
		error: (issue) =>
			typeof issue.input === 'number'
				? `${issue.input} could be a price, a share or a percentage. Write ${percentOf(issue.input)} for a percentage ` +
					`of the entry price, {atr: 2} for a multiple of ATR, or {price: ${issue.input}} for a price.`
				: `${what} is not a price rule. Write a percentage such as 2%, {atr: 2, period: 14} or {price: close * 0.97}.`,
	});

const trailingStop = z.union(
	[
		distanceRule('A trailing stop', 99).transform((distance) => ({ distance })),
		z.strictObject({
			distance: distanceRule('The distance of a trailing stop', 99),
			activation: distanceRule('The activation of a trailing stop', 10_000).optional(),
		}),
	],
	{
		error:
			'A trailing stop is a distance, or {distance, activation}. ' +
			'Write 1.5%, {atr: 3} or {distance: 1.5%, activation: 1%}.',
	},
);

const shareOfEquity = (most: number) =>
	z.union([percentText('The share of equity', 0, most)], {
		error: (issue) =>
			typeof issue.input === 'number'
				? `${issue.input} could mean ${issue.input} % or ${percentOf(issue.input)}. Write the one you mean with its % sign.`
				: 'A share of equity is a percentage such as 10%.',
	});

const sizing = z.discriminatedUnion(
	'mode',
	[
		z.strictObject({ mode: z.literal('fixed'), value: z.number().positive().describe('Units of the base asset.') }),
		z.strictObject({ mode: z.literal('notional'), value: z.number().positive().describe('Amount of quote currency.') }),
		z.strictObject({ mode: z.literal('equityPercent'), value: shareOfEquity(1000) }),
		z.strictObject({ mode: z.literal('riskPercent'), value: shareOfEquity(100) }),
	],
	{ error: 'The mode of sizing is fixed, notional, equityPercent or riskPercent.' },
);

const parameter = z.union(
	[
		z.number().transform((value) => ({ default: value })),
		z.strictObject({
			default: z.number(),
			min: z.number().optional(),
			max: z.number().optional(),
			step: z.number().positive().optional(),
		}),
	],
	{ error: 'A parameter is a number, or {default, min, max, step}.' },
);

const sides = (what: string) =>
	z.strictObject({
		long: formulaText(`The ${what} rule of long positions`).optional(),
		short: formulaText(`The ${what} rule of short positions`).optional(),
	});

/** The one description of a definition: what is accepted, and in which normal form it comes out. */
export const definitionSchema = z.strictObject({
	schema: z.literal(1, { error: 'The definition starts with "schema: 1".' }),
	name: z.string().trim().min(1).max(200),
	description: z.string().trim().max(5000).optional(),
	timeframe: z.string().max(20).optional().describe('The timeframe the rules were written for, such as 1h.'),
	parameters: z.record(nameKey, parameter).optional().describe('Numbers a formula may name and an optimiser may move.'),
	indicators: z
		.record(nameKey, formulaText('An indicator'))
		.optional()
		.describe('Named series, each a formula; later ones may use earlier ones.'),
	entry: sides('entry').describe('Conditions that open a position.'),
	exit: sides('exit').optional().describe('Conditions that close one.'),
	protect: z
		.strictObject({
			stopLoss: priceRule('The stop loss', 99).optional(),
			takeProfit: priceRule('The take profit', 10_000).optional(),
			trailingStop: trailingStop.optional(),
			maxBars: z.int().min(1).max(10_000_000).optional().describe('Closes the position after so many bars.'),
		})
		.optional(),
	sizing: sizing.optional().describe('How many units an entry buys. Default: all of the equity.'),
});

/** JSON Schema (draft 2020-12) of what `parseStrategy` accepts, for editors and language models. */
export function strategyJsonSchema(): Record<string, unknown> {
	return z.toJSONSchema(definitionSchema, { io: 'input' });
}
