import manifest from '../../package.json';
import { openSession } from '../support/n8n/session';

interface NodeType {
	readonly name: string;
	readonly displayName: string;
	readonly iconUrl?: string | { readonly light: string; readonly dark: string };
	readonly codex?: { readonly categories?: readonly string[] };
}

interface CredentialType {
	readonly name: string;
	readonly iconUrl?: string | { readonly light: string; readonly dark: string };
}

const session = openSession();
const ours = manifest.name;

const readJson = async <T>(path: string): Promise<T> => {
	const answer = await fetch(`${session.url}${path}`, { headers: { cookie: session.rest.cookie() } });
	expect(answer.status).toBe(200);
	return (await answer.json()) as T;
};

/** `dist/nodes/MarketData/MarketData.node.js` is the node `marketData`. */
const nodeNames = manifest.n8n.nodes.map((path) => {
	const file = path.split('/').at(-1)?.replace('.node.js', '') ?? '';
	return file[0].toLowerCase() + file.slice(1);
});
const credentialNames = manifest.n8n.credentials.map((path) => {
	const file = path.split('/').at(-1)?.replace('.credentials.js', '') ?? '';
	return file[0].toLowerCase() + file.slice(1);
});

async function expectIconPair(iconUrl: NodeType['iconUrl']): Promise<void> {
	expect(iconUrl).toEqual({ light: expect.any(String), dark: expect.any(String) });
	for (const url of Object.values(iconUrl as Record<string, string>)) {
		const answer = await fetch(`${session.url}/${url}`);
		expect([url, answer.status, answer.headers.get('content-type')]).toEqual([
			url,
			200,
			expect.stringContaining('image/svg+xml'),
		]);
		expect(await answer.text()).toContain('<svg');
	}
}

describe('the package, laid into n8n as its own installer does', () => {
	let nodes: NodeType[];
	let credentials: CredentialType[];

	beforeAll(async () => {
		nodes = await readJson<NodeType[]>('/types/nodes.json');
		credentials = await readJson<CredentialType[]>('/types/credentials.json');
	});

	test.each(nodeNames)('n8n offers the node %s, with a pair of icons and a place in its catalogue', async (name) => {
		const node = nodes.find((candidate) => candidate.name === `${ours}.${name}`);
		expect(node?.displayName).toEqual(expect.any(String));
		expect(node?.codex?.categories).toEqual(expect.arrayContaining([expect.any(String)]));
		await expectIconPair(node?.iconUrl);
	});

	test.each(nodeNames)('n8n offers %s to AI agents as a tool', (name) => {
		expect(nodes.map((node) => node.name)).toContain(`${ours}.${name}Tool`);
	});

	test.each(credentialNames)('n8n offers the credential %s, with a pair of icons', async (name) => {
		const credential = credentials.find((candidate) => candidate.name === name);
		expect(credential).toBeDefined();
		await expectIconPair(credential?.iconUrl);
	});

	test('n8n offers nothing of the package beyond what its manifest names', () => {
		const offered = nodes.map((node) => node.name).filter((name) => name.startsWith(`${ours}.`));
		const expected = nodeNames.flatMap((name) => [`${ours}.${name}`, `${ours}.${name}Tool`]);
		expect(offered.sort()).toEqual(expected.sort());
	});
});
