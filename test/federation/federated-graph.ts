import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { OperationPlan } from '../../gateway/src/plan/plan-nodes.ts';
import { withoutCircles } from '../../gateway/src/plan/without-circles.ts';
import { buildSnapshot } from '../../gateway/src/supergraph/load.ts';
import type { Snapshot } from '../../gateway/src/supergraph/snapshot.ts';
import { openHttpSubgraphs } from '../../gateway/src/transport/http-subgraph.ts';
import { federationLink, startFakeSubgraph } from '../kit/fake-subgraph.ts';
import type { FakeResolvers, FakeSubgraph } from '../kit/fake-subgraph.ts';
import { createMerged } from '../oracle/merge-subgraphs.ts';
import type { World } from '../oracle/merge-subgraphs.ts';
import { subgraphResolvers } from '../oracle/split-world.ts';
import { planRun, runStages } from './run-stages.ts';
import type { Run } from './run-stages.ts';
import { startStock } from './stock-gateway.ts';
import type { StockGateway } from './stock-gateway.ts';

export type { Run } from './run-stages.ts';

export interface GraphOptions {
  /** SDL by subgraph name; the federation link is added where there is none. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** Made anew for each run, so that mutations start from the same state. */
  readonly world: () => World;
  /** Resolvers that stand in for the world's in one subgraph. */
  readonly resolvers?: Readonly<Record<string, FakeResolvers>> | undefined;
  readonly deadlineMs?: number | undefined;
  /** Made otherwise than by composing the subgraphs. */
  readonly supergraph?: ((urls: Readonly<Record<string, string>>) => string) | undefined;
}

/** One graph, and the ways to ask it. */
export interface AskedGraph {
  readonly snapshot: Snapshot;
  /** The stages of the gateway. */
  ours(run: Run): Promise<ExecutionResult>;
  /** graphql-js on one merged schema. */
  merged(run: Run): Promise<ExecutionResult>;
  /** @apollo/gateway on the same subgraphs. */
  stock(run: Run): Promise<ExecutionResult>;
  close(): Promise<void>;
}

export interface FederatedGraph extends AskedGraph {
  readonly subgraphs: Readonly<Record<string, FakeSubgraph>>;
  plan(run: Run): Promise<OperationPlan>;
}

/** Composes the subgraphs, serves each by HTTP on a port of its own, and runs operations on them in three ways. */
export async function startGraph(options: GraphOptions): Promise<FederatedGraph> {
  let world = options.world();
  const fakes: Record<string, FakeSubgraph> = {};
  for (const [name, text] of Object.entries(options.subgraphs)) {
    const sdl = linked(text);
    const resolvers = subgraphResolvers(sdl, () => world);
    for (const [type, fields] of Object.entries(options.resolvers?.[name] ?? {}))
      resolvers[type] = { ...resolvers[type], ...fields };
    fakes[name] = await startFakeSubgraph({ name, sdl, resolvers });
  }
  const closeFakes = (): Promise<unknown> => Promise.all(Object.values(fakes).map((fake) => fake.close()));
  try {
    const urls = Object.fromEntries(Object.values(fakes).map(({ name, url }) => [name, url]));
    const sdl = options.supergraph?.(urls) ?? compose(Object.values(fakes));
    const snapshot = snapshotOf(sdl);
    const http = openHttpSubgraphs({
      all: {
        connectMs: 1_000,
        deadlineMs: options.deadlineMs ?? 5_000,
        maxResponseBytes: 1024 * 1024,
      },
    });
    const merged = createMerged(snapshot.apiSchema);
    const stock = lazyStock(
      sdl,
      Object.fromEntries(Object.values(fakes).map(({ name, schema }) => [name, schema])),
    );
    const anew = <T>(run: () => T): T => ((world = options.world()), run());
    return {
      snapshot,
      subgraphs: fakes,
      plan: (run) => planRun(snapshot, run),
      ours: (run) => anew(() => runStages(snapshot, http.call, run)),
      merged: (run) => merged(options.world(), run),
      stock: (run) => anew(async () => (await stock.get()).run(run)),
      close: async () => {
        await http.close();
        await stock.stop();
        await closeFakes();
      },
    };
  } catch (error) {
    await closeFakes();
    throw error;
  }
}

export function linked(sdl: string): string {
  return sdl.includes('@link(') ? sdl : `${federationLink}\n${sdl}`;
}

export class CompositionError extends Error {}

/** @throws CompositionError with every error */
export function compose(
  subgraphs: readonly { readonly name: string; readonly sdl: string; readonly url: string }[],
): string {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const result = withoutCircles(() => composeServices(services));
  if (result.errors) throw new CompositionError(result.errors.map(({ message }) => message).join('\n'));
  return result.supergraphSdl;
}

export function snapshotOf(supergraphSdl: string): Snapshot {
  return buildSnapshot(supergraphSdl, { supergraphFile: '', subgraphs: {}, defaultListSize: 1 });
}

/** Stock is started when it is first asked: not every test does. */
export function lazyStock(
  supergraphSdl: string,
  schemas: Readonly<Record<string, GraphQLSchema>>,
): { get(): Promise<StockGateway>; stop(): Promise<void> } {
  let started: Promise<StockGateway> | undefined;
  return {
    get: () => (started ??= startStock(supergraphSdl, schemas)),
    stop: async () => (await started?.catch(() => undefined))?.stop(),
  };
}

/** Plain objects: graphql-js and we make theirs without a prototype, which toEqual would look at. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
