import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { createMerged } from '../oracle/merge-subgraphs.ts';
import { subgraphResolvers } from '../oracle/split-world.ts';
import { callDirectly } from './direct-call.ts';
import { compose, lazyStock, linked, snapshotOf } from './federated-graph.ts';
import type { AskedGraph, GraphOptions } from './federated-graph.ts';
import { runStages } from './run-stages.ts';

/** The same graph as `startGraph`, without sockets: for runs of thousands. */
export function openGraph({ subgraphs, world: makeWorld }: GraphOptions): AskedGraph {
  let world = makeWorld();
  const schemas: Record<string, GraphQLSchema> = {};
  const parts = Object.entries(subgraphs).map(([name, text]) => {
    const sdl = linked(text);
    const resolvers = subgraphResolvers(sdl, () => world);
    schemas[name] = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
    return { name, sdl, url: `http://${name}.test/graphql` };
  });
  const supergraphSdl = compose(parts);
  const snapshot = snapshotOf(supergraphSdl);
  const call = callDirectly(schemas);
  const merged = createMerged(snapshot.apiSchema);
  const stock = lazyStock(supergraphSdl, schemas);
  return {
    snapshot,
    ours: (run) => ((world = makeWorld()), runStages(snapshot, call, run)),
    merged: (run) => merged(makeWorld(), run),
    stock: async (run) => ((world = makeWorld()), (await stock.get()).run(run)),
    close: () => stock.stop(),
  };
}
