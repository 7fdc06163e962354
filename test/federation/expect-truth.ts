import type { ExecutionResult } from 'graphql';
import { plain, startGraph } from './federated-graph.ts';
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

function pathsOf({ errors }: ExecutionResult): unknown[] {
  return (errors ?? []).map(({ path }) => path);
}
