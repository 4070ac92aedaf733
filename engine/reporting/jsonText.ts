const WIDTH = 96;

/** JSON for reading: indented by two spaces, but an object or list that fits on its line stays on it. */
export function writeJson(value: unknown, indent = ''): string {
	const inline = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
	if (typeof value !== 'object' || value === null || indent.length + inline.length <= WIDTH) return inline;
	const deeper = `${indent}  `;
	const [open, parts, close] = Array.isArray(value)
		? ['[', value.map((item) => writeJson(item, deeper)), ']']
		: [
				'{',
				Object.entries(value)
					.filter(([, item]) => item !== undefined)
					.map(([name, item]) => `${JSON.stringify(name)}: ${writeJson(item, deeper)}`),
				'}',
			];
	return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}
