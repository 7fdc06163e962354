import { composeServices } from '@apollo/composition';
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { getVariableValues, GraphQLError, parse, validate } from 'graphql';
import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql';
import { executePlan } from '../../gateway/src/execute/execute-plan.ts';
import { planOperation } from '../../gateway/src/plan/plan-operation.ts';
import { chooseVariant } from '../../gateway/src/plan/plan-variant.ts';
import { conditionVariables } from '../../gateway/src/plan/resolve-conditions.ts';
import { compileOperation } from '../../gateway/src/program/compile-operation.ts';
import type { OperationPlan } from '../../gateway/src/plan/plan-nodes.ts';
import { authorise } from '../../gateway/src/request/authorise.ts';
import { shapeResponse } from '../../gateway/src/shape/shape-response.ts';
import { buildSnapshot } from '../../gateway/src/supergraph/load.ts';
import type { Snapshot } from '../../gateway/src/supergraph/snapshot.ts';
import { openHttpSubgraphs } from '../../gateway/src/transport/http-subgraph.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { anonymous } from '../../subgraphs/kit/process/viewer.ts';
import type { Viewer } from '../../subgraphs/kit/process/viewer.ts';
import { federationLink, startFakeSubgraph } from '../kit/fake-subgraph.ts';
import type { FakeResolvers, FakeSubgraph } from '../kit/fake-subgraph.ts';
import { executeMerged } from '../oracle/merge-subgraphs.ts';
import type { World } from '../oracle/merge-subgraphs.ts';
import { subgraphResolvers } from '../oracle/split-world.ts';

export interface GraphOptions {
  /** SDL by subgraph name; the federation link is added where there is none. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** Made anew for each run, so that mutations start from the same state. */
  readonly world: () => World;
  /** Resolvers that stand in for the world's in one subgraph. */
  readonly resolvers?: Readonly<Record<string, FakeResolvers>> | undefined;
  readonly deadlineMs?: number | undefined;
}

export interface Run {
  readonly query: string;
  readonly variables?: Record<string, unknown> | undefined;
  /** Who asks; a stranger when left out. */
  readonly viewer?: Viewer | undefined;
}

export interface FederatedGraph {
  readonly snapshot: Snapshot;
  readonly subgraphs: Readonly<Record<string, FakeSubgraph>>;
  plan(run: Run): Promise<OperationPlan>;
  /** The stages of the gateway, over HTTP. */
  ours(run: Run): Promise<ExecutionResult>;
  /** graphql-js on one merged schema. */
  merged(run: Run): Promise<ExecutionResult>;
  /** @apollo/gateway on the same subgraphs. */
  stock(run: Run): Promise<ExecutionResult>;
  close(): Promise<void>;
}

/** Composes the subgraphs, serves each by HTTP on a port of its own, and runs operations on them in three ways. */
export async function startGraph(options: GraphOptions): Promise<FederatedGraph> {
  let world = options.world();
  const fakes: Record<string, FakeSubgraph> = {};
  for (const [name, text] of Object.entries(options.subgraphs)) {
    const sdl = text.includes('@link(') ? text : `${federationLink}\n${text}`;
    const resolvers = subgraphResolvers(sdl, () => world);
    for (const [type, fields] of Object.entries(options.resolvers?.[name] ?? {}))
      resolvers[type] = { ...resolvers[type], ...fields };
    fakes[name] = await startFakeSubgraph({ name, sdl, resolvers });
  }
  const sdl = await compose(fakes).catch(async (error: unknown) => {
    await Promise.all(Object.values(fakes).map((fake) => fake.close()));
    throw error;
  });
  const snapshot = buildSnapshot(sdl, {
    supergraphFile: '',
    subgraphs: {},
    defaultListSize: 1,
  });
  const http = openHttpSubgraphs({
    all: {
      connectMs: 1_000,
      deadlineMs: options.deadlineMs ?? 5_000,
      maxResponseBytes: 1024 * 1024,
    },
  });
  let stock: Stock | undefined;
  return {
    snapshot,
    subgraphs: fakes,
    plan: (run) => planOf(snapshot, run),
    ours: async (run) => {
      world = options.world();
      return runOurs(snapshot, http.call, run);
    },
    merged: async (run) => executeMerged(snapshot.apiSchema, options.world(), run),
    stock: async (run) => {
      world = options.world();
      stock ??= await startStock(sdl, fakes);
      return runStock(stock.executor, snapshot, run);
    },
    close: async () => {
      await http.close();
      await stock?.gateway.stop();
      await Promise.all(Object.values(fakes).map((fake) => fake.close()));
    },
  };
}

async function compose(fakes: Readonly<Record<string, FakeSubgraph>>): Promise<string> {
  const result = composeServices(
    Object.values(fakes).map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (result.errors) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return result.supergraphSdl;
}

async function planOf(snapshot: Snapshot, run: Run): Promise<OperationPlan> {
  const document = parse(run.query);
  const variables = run.variables ?? {};
  const viewer = run.viewer ?? anonymous;
  const denied = await authorise(document, snapshot.access, {
    viewer,
    requestId: 'test',
    log: silentLogger,
  });
  const operation = operationOf(document);
  const conditionNames = conditionVariables(document);
  const variant = chooseVariant(snapshot.planner, { operation, conditionNames, variables, denied });
  return planOperation(snapshot.planner, { document, operation, variant });
}

async function runOurs(
  snapshot: Snapshot,
  call: Parameters<typeof executePlan>[0]['call'],
  run: Run,
): Promise<ExecutionResult> {
  const document = parse(run.query);
  const operation = operationOf(document);
  const refused = validate(snapshot.apiSchema, document);
  if (refused.length > 0) throw new GraphQLError(refused.map(({ message }) => message).join('\n'));
  const coerced = getVariableValues(
    snapshot.apiSchema,
    operation.variableDefinitions ?? [],
    run.variables ?? {},
  );
  if (!coerced.coerced) throw new Error(coerced.errors[0]?.message);
  const variables = coerced.coerced;
  const plan = await planOf(snapshot, run);
  if (plan.kind !== 'operation') throw new Error('expected a query or a mutation');
  const context = { requestId: 'test', viewer: anonymous, signal: new AbortController().signal };
  const { program, shape } = compileOperation(plan, snapshot);
  const executed = await executePlan({ program, variables, call, context, snapshot });
  const { data, errors } = shapeResponse({ shape, variables, ...executed });
  return errors.length > 0 ? { data: JSON.parse(data), errors } : { data: JSON.parse(data) };
}

interface Stock {
  readonly gateway: ApolloGateway;
  readonly executor: NonNullable<Awaited<ReturnType<ApolloGateway['load']>>['executor']>;
}

async function startStock(sdl: string, fakes: Readonly<Record<string, FakeSubgraph>>): Promise<Stock> {
  const gateway = new ApolloGateway({
    supergraphSdl: sdl,
    buildService: ({ name }) => new LocalGraphQLDataSource(fakes[name!]!.schema),
    logger: silent,
  });
  const { executor } = await gateway.load();
  return { gateway, executor: executor! };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function runStock(executor: Stock['executor'], snapshot: Snapshot, run: Run): Promise<ExecutionResult> {
  const document = parse(run.query);
  const operation = operationOf(document);
  const request = { query: run.query, variables: run.variables ?? {} };
  return executor({
    document,
    operation,
    operationName: operation.name?.value ?? null,
    request,
    source: run.query,
    queryHash: run.query,
    schema: snapshot.apiSchema,
    context: {},
    metrics: {},
    cache: new Map() as never,
    logger: silent,
    overallCachePolicy: {} as never,
  } as never) as Promise<ExecutionResult>;
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((node) => node.kind === 'OperationDefinition');
  if (operation?.kind !== 'OperationDefinition') throw new Error('expected an operation');
  return operation;
}

/** Plain objects: graphql-js and we make theirs without a prototype, which toEqual would look at. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
