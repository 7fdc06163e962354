import { startSubgraph } from './start-subgraph.ts';
import type { Subgraph, SubgraphDefinition } from './subgraph-definition.ts';

export type { RunningSubgraph, SeedTools, Subgraph, SubgraphDefinition } from './subgraph-definition.ts';

/**
 * A subgraph from its parts. Nothing is opened before `start`, which opens in this order and closes in the opposite one:
 * database, clock, life of the data set, the kit's collections, feed, store, stamper, follows, timers, server.
 */
export function defineSubgraph<Store extends object, Loaders extends object>(
  definition: SubgraphDefinition<Store, Loaders>,
): Subgraph<Store> {
  const { name, schema } = definition;
  return { name, schema, start: (options) => startSubgraph(definition, options) };
}
