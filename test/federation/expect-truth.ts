import type { ExecutionResult } from 'graphql';
import { compareAnswers } from '../oracle/compare-answers.ts';
import { openDerived } from '../oracle/open-derived.ts';
import type { DerivedGraph } from '../oracle/open-derived.ts';
import { linked as linkedSdl, plain, startGraph } from './federated-graph.ts';
import type { FederatedGraph, GraphOptions, Run } from './federated-graph.ts';

export interface Case extends Run {
  /** Why @apollo/gateway answers otherwise; it is then expected to, so that the list stays true. */
  readonly stockDiffers?: string | undefined;
}

/**
 * Runs an operation in three ways and expects one answer: ours equal to graphql-js on the merged schema, byte for
 * byte in the order of the client, with errors only where that has some, and stock @apollo/gateway's equal in data.
 */
export async function expectTruth(graph: FederatedGraph, run: Case): Promise<ExecutionResult> {
  const merged = await graph.merged(run);
  const ours = await graph.ours(run);
  expect({ data: plain(ours.data), errors: pathsOf(ours) }).toEqual({
    data: plain(merged.data),
    errors: pathsOf(merged),
  });
  expect(JSON.stringify(ours.data)).toBe(JSON.stringify(merged.data));
  const stock = await graph.stock(run).catch((error: unknown) => ({ data: { thrown: String(error) } }));
  if (run.stockDiffers === undefined) expect(plain(stock.data)).toEqual(plain(merged.data));
  else expect(plain(stock.data)).not.toEqual(plain(merged.data));
  return ours;
}

/** Starts a graph for one test's body and stops it whatever happens. */
export async function withGraph(
  options: GraphOptions,
  body: (graph: FederatedGraph) => Promise<void>,
): Promise<void> {
  const graph = await startGraph(options);
  try {
    await body(graph);
  } finally {
    await graph.close();
  }
}

/** The usual test: one graph, some operations, each answered truly. */
export async function expectAll(options: GraphOptions, runs: readonly (Case | string)[]): Promise<void> {
  await withGraph(options, async (graph) => {
    for (const run of runs) await expectTruth(graph, typeof run === 'string' ? { query: run } : run);
  });
}

/**
 * Where no particular value matters: the SDLs alone, on several worlds that are made of them, so that values are null,
 * empty, zero and false in turn. Every operation has to be answered with something in one of them.
 */
export async function expectDerived(
  subgraphs: Readonly<Record<string, string>>,
  runs: readonly (Case | string)[],
): Promise<void> {
  const linked = Object.entries(subgraphs).map(([name, sdl]) => [name, linkedSdl(sdl)]);
  const graph = openDerived(Object.fromEntries(linked));
  try {
    for (const each of runs)
      await expectInAllWorlds(graph, typeof each === 'string' ? { query: each } : each);
  } finally {
    await graph.close();
  }
}

async function expectInAllWorlds(graph: DerivedGraph, run: Case): Promise<void> {
  let [isAnswered, stockDiffers] = [false, false];
  for (const salt of ['', 'a', 'b', 'c']) {
    graph.salt(salt);
    const merged = await graph.merged(run);
    expect([run.query, compareAnswers(merged, await graph.ours(run))]).toEqual([run.query, undefined]);
    isAnswered ||= holdsLeaf(merged.data);
    // That it differs is seen in one world; some of its ways to differ take their time.
    if (stockDiffers) continue;
    const stock = await graph.stock(run).catch((error: unknown) => ({ data: { thrown: String(error) } }));
    if (run.stockDiffers === undefined) expect(plain(stock.data)).toEqual(plain(merged.data));
    else stockDiffers = JSON.stringify(stock.data) !== JSON.stringify(merged.data);
  }
  expect([run.query, isAnswered]).toEqual([run.query, true]);
  expect([run.query, stockDiffers]).toEqual([run.query, run.stockDiffers !== undefined]);
}

/** A value that is not null, in a list or object of any depth. */
function holdsLeaf(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  return typeof value === 'object' ? Object.values(value).some(holdsLeaf) : true;
}

function pathsOf({ errors }: ExecutionResult): unknown[] {
  return (errors ?? []).map(({ path }) => path);
}
