import 'reflect-metadata';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ExecutionLifecycleHooks, PackageDirectoryLoader, WorkflowExecute, WorkflowHasIssuesError } from 'n8n-core';
import {
	ICredentialsHelper,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type IBinaryData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
} from 'n8n-workflow';

/** One node of the suite and what it is given: the parameters its form would write, and the items that reach it. */
export interface NodeUnderTest {
	/** Name within the package: `strategy`, `riskCheck` … */
	readonly node: string;
	/** Only what differs from the form's defaults, exactly as the editor stores it. Expressions (`={{ … }}`) are resolved. */
	readonly parameters?: INodeParameters;
	/** Input items; one empty item when absent. Binary data as `binaryField()` makes it, or from an earlier run's output. */
	readonly items?: readonly INodeExecutionData[];
	/** Decrypted credentials by type name. */
	readonly credentials?: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	/** The node's "On Error" setting. Default: stop the workflow. */
	readonly onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** `$workflow.id`, from which bots take their name. Default `workflow-under-test`. */
	readonly workflowId?: string;
}

export interface NodeRun {
	/** Items per output of the node, in the order of its outputs; all empty when it stopped with an error. */
	readonly outputs: INodeExecutionData[][];
	/** What n8n shows in red when the node stopped the workflow. */
	readonly error?: { readonly message: string; readonly description?: string; readonly itemIndex?: number; readonly name: string };
	/** Notes the node left for the reader of its output pane. */
	readonly hints: readonly NodeExecutionHint[];
}

/**
 * Runs one node as n8n runs it: the BUILT package (run `node scripts/build.mjs` first; TRADING_BOT_PACKAGE names another
 * folder than this checkout) is loaded by n8n-core's own package loader, and a two-node workflow [given items → node under test] goes through its workflow runner. Parameter defaults,
 * display conditions, expressions, credentials, item pairing, error handling and binary data are all n8n's.
 *
 *     const { outputs: [candles] } = await runNode({ node: 'marketData', parameters: { count: 100 } });
 *     const { outputs: [signals], error } = await runNode({ node: 'strategy', parameters: { resource: 'signal' }, items: candles });
 *     const approvedAndRejected = (await runNode({ node: 'riskCheck', items: signals })).outputs;
 *
 * The output of one run is the input of the next, so pipelines are written as a row of calls. Nothing is written outside a
 * temporary n8n folder (`userFolder`). An error thrown by the node, or a form that n8n refuses to run, does not reject: it is
 * returned, as n8n would show it.
 */
export async function runNode(test: NodeUnderTest): Promise<NodeRun> {
	const type = nodeType(test.node);
	const workflow = twoNodeWorkflow(test, type);
	try {
		const run = await new WorkflowExecute(additionalData(test, workflow), 'manual').run({ workflow, startNode: workflow.nodes[START] });
		return outcome(run, type);
	} catch (error) {
		// A form with a required field left empty is refused before anything runs.
		if (!(error instanceof WorkflowHasIssuesError)) throw error;
		return { outputs: emptyOutputs(type), error: { name: error.name, message: error.message }, hints: [] };
	}
}

/** As `runNode`, for runs that must succeed: the outputs, or the node's error thrown with its description. */
export async function runNodeOk(test: NodeUnderTest): Promise<INodeExecutionData[][]> {
	const { outputs, error } = await runNode(test);
	if (error) throw new Error(`${test.node}: ${error.message}\n${error.description ?? ''}`);
	return outputs;
}

/** A node of the built package, for its description and its `methods` (list search, options, credential tests). */
export function nodeType(name: string): INodeType {
	const type = packageTypes()[name];
	if (!type) throw new Error(`The built package has no node "${name}"; it has ${Object.keys(packageTypes()).join(', ')}`);
	return type;
}

/** The temporary folder that stands for n8n's user folder while tests run; the built-in trading store lies below it. */
export const userFolder = mkdtempSync(join(realpathSync(tmpdir()), 'n8n-nodes-trading-bot-'));
afterAll(() => {
	rmSync(userFolder, { recursive: true, force: true });
});
process.env.N8N_USER_FOLDER = userFolder;

/** The one folder that n8n's file helpers may read and write while tests run. */
export const filesFolder = join(userFolder, 'files');
mkdirSync(filesFolder);
process.env.N8N_RESTRICT_FILE_ACCESS_TO = filesFolder;

// Errors are what many tests provoke; they are asserted on, not logged.
process.env.N8N_LOG_LEVEL ??= 'silent';

/** Bytes as a binary field of an item: `{ json: {}, binary: { data: binaryField(bytes, 'candles.csv', 'text/csv') } }`. */
export const binaryField = (bytes: Uint8Array | string, fileName: string, mimeType: string): IBinaryData => ({
	data: Buffer.from(bytes).toString('base64'),
	fileName,
	mimeType,
	fileExtension: fileName.split('.').pop(),
});

/** The bytes of a binary field that a run produced. */
export function bytesOf(item: INodeExecutionData, field: string): Buffer {
	const binary = item.binary?.[field];
	if (!binary) throw new Error(`The item has no binary field "${field}"; it has ${Object.keys(item.binary ?? {}).join(', ')}`);
	return Buffer.from(binary.data, 'base64');
}

const START = 'Given Items';
const TESTED = 'Tested';

type NodesByName = Readonly<Partial<Record<string, INodeType>>>;

let loaded: NodesByName | undefined;

function packageTypes(): NodesByName {
	if (loaded) return loaded;
	const folder = resolve(process.env.TRADING_BOT_PACKAGE ?? join(__dirname, '../..'));
	const loader = new PackageDirectoryLoader(folder);
	for (const path of loader.packageJson.n8n?.nodes ?? []) loader.loadNodeFromFile(path);
	loaded = Object.fromEntries(
		Object.entries(loader.nodeTypes).map(([name, { type }]) => [name, NodeHelpers.getVersionedNodeType(type)]),
	);
	return loaded;
}

const givenItems = (items: readonly INodeExecutionData[]): INodeType => ({
	description: {
		displayName: START,
		name: 'given',
		group: ['trigger'],
		version: 1,
		description: 'The items a test gives',
		defaults: { name: START },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	execute: () => Promise.resolve([[...items]]),
});

function twoNodeWorkflow(test: NodeUnderTest, type: INodeType): Workflow {
	const start = givenItems(test.items ?? [{ json: {} }]);
	const types: Record<string, INodeType> = { 'test.given': start, [`n8n-nodes-trading-bot.${test.node}`]: type };
	const nodeTypes: INodeTypes = {
		getByName: (name) => types[name],
		getByNameAndVersion: (name) => types[name],
		getKnownTypes: () => ({}),
	};
	const node = (name: string, typeName: string, extra: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type: typeName,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...extra,
	});
	return new Workflow({
		id: test.workflowId ?? 'workflow-under-test',
		name: 'Workflow under test',
		active: false,
		nodeTypes,
		nodes: [
			node(START, 'test.given'),
			node(TESTED, `n8n-nodes-trading-bot.${test.node}`, {
				parameters: test.parameters ?? {},
				onError: test.onError,
				credentials: Object.fromEntries(Object.keys(test.credentials ?? {}).map((name) => [name, { id: name, name }])),
			}),
		],
		connections: { [START]: { main: [[{ node: TESTED, type: NodeConnectionTypes.Main, index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
}

class GivenCredentials extends ICredentialsHelper {
	constructor(private readonly credentials: Readonly<Record<string, ICredentialDataDecryptedObject>>) {
		super();
	}

	getParentTypes = (): string[] => [];

	isCredentialUsableByNode = (): boolean => true;

	authenticate: ICredentialsHelper['authenticate'] = async (_data, _type, options) => await Promise.resolve(options as never);

	preAuthentication = (): Promise<undefined> => Promise.resolve(undefined);

	runPreAuthentication = (): Promise<undefined> => Promise.resolve(undefined);

	getCredentials = async (): Promise<never> => await Promise.reject(new Error('Tests give decrypted credentials only'));

	getDecrypted: ICredentialsHelper['getDecrypted'] = async (_additional, _details, type) =>
		await Promise.resolve(this.credentials[type]);

	updateCredentials = (): Promise<void> => Promise.resolve();

	updateCredentialsOauthTokenData = (): Promise<void> => Promise.resolve();

	getCredentialsProperties = (): INodeProperties[] => [];
}

function additionalData(test: NodeUnderTest, workflow: Workflow): IWorkflowExecuteAdditionalData {
	const url = 'http://localhost:5678';
	const data: IWorkflowBase = {
		id: workflow.id,
		name: 'Workflow under test',
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		activeVersionId: null,
	};
	// What only n8n's server provides is left out: nodes of this suite reach none of it.
	return {
		credentialsHelper: new GivenCredentials(test.credentials ?? {}),
		hooks: new ExecutionLifecycleHooks('manual', 'execution-under-test', data),
		executionId: 'execution-under-test',
		workflowId: workflow.id,
		currentNodeExecutionIndex: 0,
		variables: {},
		instanceBaseUrl: url,
		restApiUrl: `${url}/rest`,
		formBaseUrl: `${url}/form`,
		formTestBaseUrl: `${url}/form-test`,
		formWaitingBaseUrl: `${url}/form-waiting`,
		webhookBaseUrl: `${url}/webhook`,
		webhookTestBaseUrl: `${url}/webhook-test`,
		webhookWaitingBaseUrl: `${url}/webhook-waiting`,
		logAiEvent: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
}

function outcome(run: IRun, type: INodeType): NodeRun {
	const { runData, error } = run.data.resultData;
	const task = (runData as Partial<typeof runData>)[TESTED]?.[0];
	const failure = task?.error ?? error;
	const outputs = (task?.data?.main ?? []).map((items) => items ?? []);
	return {
		outputs: [...outputs, ...emptyOutputs(type).slice(outputs.length)],
		hints: task?.hints ?? [],
		error: failure && {
			name: failure.name,
			message: failure.message,
			description: failure.description ?? undefined,
			itemIndex: (failure as { context?: IDataObject }).context?.itemIndex as number | undefined,
		},
	};
}

const emptyOutputs = ({ description: { outputs } }: INodeType): INodeExecutionData[][] =>
	Array.from({ length: Array.isArray(outputs) ? outputs.length : 1 }, () => []);
