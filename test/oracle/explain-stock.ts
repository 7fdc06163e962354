import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { Kind, parse, print, visit } from 'graphql';
import type { DocumentNode, ExecutionResult, FieldNode } from 'graphql';
import { readConditions, resolveConditions } from '../../gateway/src/plan/resolve-conditions.ts';
import { separateKeys } from '../../gateway/src/plan/separate-keys.ts';
import { withoutCircles } from '../../gateway/src/plan/without-circles.ts';
import { isExecutable } from '../../gateway/src/plan/walk-selections.ts';
import type { AskedGraph, Run } from '../federation/federated-graph.ts';
import { operationOf } from '../federation/run-stages.ts';

/** Why stock @apollo/gateway answers otherwise. Found by trying: what the operation is changed by to make it right. */
export const stockReasons = {
  refuses: 'refuses the supergraph (@context)',
  conditions: 'plans @skip and @include wrongly where they meet',
  keys: 'mixes response keys with its own keys and requirements, or one key with another of other arguments',
  circle: 'walks in a circle of its own making, for ten seconds and then throws: it is not asked',
  external: 'asks a subgraph for what is external to it',
  override:
    'asks a subgraph for what another has taken over (@override through an interface, or with an active label)',
  keyless: 'sends entities without a key, or with one that is not resolved',
  lists: 'represents lists of lists wrongly',
  arguments: 'has one value for a field that is required with several arguments',
  typename: 'does not know the type of an object that its plan did not ask for',
  unions: 'leaves out what stands in a fragment on a union inside an object',
  interfaceObject: 'mixes up the types of an interface that a subgraph knows as one object',
  roots: 'loses what is asked of the root from below, where a subgraph calls its root otherwise',
  order: 'runs what stands in fragments of a mutation out of its order',
  crash: 'throws',
  other: 'answers otherwise',
} as const;

export type StockReason = keyof typeof stockReasons;

/** Undefined where stock gives the true data. */
export async function explainStock(
  graph: AskedGraph,
  run: Run,
  truth: ExecutionResult,
): Promise<StockReason | undefined> {
  if (leadsInCircle(graph, run)) return 'circle';
  const first = await difference(graph, run, truth);
  if (first === undefined) return undefined;
  if (first.includes('feature') && first.includes('unsupported')) return 'refuses';
  const plain = withoutConditions(run);
  if (plain.query !== run.query && (await difference(graph, plain)) === undefined) return 'conditions';
  const separate = withSeparateKeys(graph, plain);
  const rest = await difference(graph, separate);
  if (rest === undefined) return 'keys';
  return reasonOf({ symptoms: `${rest}\n${first}`, supergraphSdl: graph.snapshot.sdl, query: run.query });
}

interface StockPlanner {
  readonly planner: QueryPlanner;
  readonly apiSchema: Schema;
}

const stockPlanners = new WeakMap<AskedGraph, StockPlanner>();

/** Of the supergraph as it is. */
function stockPlannerOf(graph: AskedGraph): StockPlanner {
  const known = stockPlanners.get(graph);
  if (known) return known;
  const options = { supportedFeatures: null, validateSupergraph: false };
  const supergraph = Supergraph.build(graph.snapshot.sdl, options);
  const made = { planner: new QueryPlanner(supergraph), apiSchema: supergraph.apiSchema() };
  stockPlanners.set(graph, made);
  return made;
}

/** Whether stock's planner would make the circle that ours is kept from. */
function leadsInCircle(graph: AskedGraph, run: Run): boolean {
  const { planner, apiSchema } = stockPlannerOf(graph);
  let isCircle = false;
  try {
    const operation = operationFromDocument(apiSchema, parse(run.query), { validate: false });
    withoutCircles(
      () => planner.buildQueryPlan(operation),
      () => void (isCircle = true),
    );
  } catch {
    // What it throws for another reason it throws when it is asked, too.
  }
  return isCircle;
}

interface Findings {
  readonly symptoms: string;
  readonly supergraphSdl: string;
  readonly query: string;
}

function reasonOf({ symptoms, supergraphSdl, query }: Findings): StockReason {
  if (/Invalid array length|Maximum call stack/.test(symptoms)) return 'circle';
  if (symptoms.includes('which is external')) return 'external';
  if (symptoms.includes('by @override')) return 'override';
  if (/finds no \w+ by|_entities resolver/.test(symptoms)) return 'keyless';
  if (requiresLists(supergraphSdl)) return 'lists';
  if (/requires: "[^"]*\(/.test(supergraphSdl)) return 'arguments';
  if (symptoms.includes('Abstract type')) return 'typename';
  const unions = [...supergraphSdl.matchAll(/^union (\w+)/gm)].map(([, name]) => name);
  if (unions.some((name) => query.includes(`on ${name}`))) return 'unions';
  if (supergraphSdl.includes('isInterfaceObject: true')) return 'interfaceObject';
  if (goesBack(supergraphSdl, query)) return 'roots';
  if (symptoms.includes('thrown')) return 'crash';
  return changesInFragments(query) ? 'order' : 'other';
}

function changesInFragments(query: string): boolean {
  const { operation, selectionSet } = operationOf(parse(query, { noLocation: true }));
  return operation === 'mutation' && selectionSet.selections.some(({ kind }) => kind !== Kind.FIELD);
}

/** Whether a field is selected that leads to the root. */
function goesBack(supergraphSdl: string, query: string): boolean {
  const fields = [...supergraphSdl.matchAll(/^\s+(\w+)(?:\([^)]*\))?: Query!?(?:\s|$)/gm)];
  return fields.some(([, name]) => new RegExp(`\\b${name}\\b`).test(query));
}

/** Whether a list of lists stands in some field set of `@requires`. */
function requiresLists(supergraphSdl: string): boolean {
  const nested = [...supergraphSdl.matchAll(/(\w+)(?:\([^)]*\))?: \[\[/g)].map(([, name]) => name);
  const required = [...supergraphSdl.matchAll(/requires: "([^"]*)"/g)].flatMap(
    ([, set]) => set?.match(/\w+/g) ?? [],
  );
  return nested.some((name) => name !== undefined && required.includes(name));
}

async function difference(graph: AskedGraph, run: Run, known?: ExecutionResult): Promise<string | undefined> {
  const truth = known ?? (await graph.merged(run));
  let stock: ExecutionResult;
  try {
    stock = await graph.stock(run);
  } catch (error) {
    return `thrown ${String(error)}`;
  }
  if (sorted(stock.data) === sorted(truth.data)) return undefined;
  return (stock.errors ?? []).map(({ message }) => message).join('\n') || 'silent';
}

/** Stock's order of keys is another; that is not counted. */
function sorted(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

function withoutConditions(run: Run): Run {
  const document = parse(run.query, { noLocation: true });
  const names = [...run.query.matchAll(/@(?:skip|include)\(if: \$(\w+)\)/g)].map(([, name]) => name ?? '');
  const conditions = readConditions(names, operationOf(document), run.variables ?? {});
  const definitions = document.definitions.map((node) =>
    isExecutable(node) ? resolveConditions(node, conditions) : node,
  );
  return rewritten(run, { kind: Kind.DOCUMENT, definitions });
}

function withSeparateKeys({ snapshot }: AskedGraph, run: Run): Run {
  const document = parse(run.query, { noLocation: true });
  const { operation, fragments } = separateKeys(document, snapshot.planner.claimed);
  return rewritten(run, { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] });
}

/** What has become empty is filled. */
function rewritten(run: Run, document: DocumentNode): Run {
  const filled: DocumentNode = visit(document, {
    SelectionSet: {
      leave: (node) => (node.selections.length > 0 ? undefined : { ...node, selections: [typename] }),
    },
  });
  return { ...run, query: print(filled) };
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
