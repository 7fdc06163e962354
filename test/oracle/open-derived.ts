import { callDirectly } from '../federation/direct-call.ts';
import { compose, lazyStock, snapshotOf } from '../federation/federated-graph.ts';
import type { AskedGraph } from '../federation/federated-graph.ts';
import { runStages } from '../federation/run-stages.ts';
import { deriveWorld } from './derived-world.ts';
import type { DerivedWorld } from './derived-world.ts';

export interface DerivedGraph extends AskedGraph, Pick<DerivedWorld, 'salt'> {}

/** A graph of SDLs alone, in this process, on a world that is made of them. @throws where they do not compose */
export function openDerived(subgraphs: Readonly<Record<string, string>>): DerivedGraph {
  const sdl = compose(
    Object.entries(subgraphs).map(([name, text]) => ({
      name,
      sdl: text,
      url: `http://${name}.test/graphql`,
    })),
  );
  const snapshot = snapshotOf(sdl);
  const world = deriveWorld(subgraphs, { sdl, apiSchema: snapshot.apiSchema });
  const call = callDirectly(world.schemas);
  const stock = lazyStock(sdl, world.schemas);
  return {
    snapshot,
    ours: (run) => (world.reset(), runStages(snapshot, call, run)),
    merged: (run) => (world.reset(), world.merged(run)),
    stock: async (run) => (world.reset(), (await stock.get()).run(run)),
    salt: (text) => world.salt(text),
    close: () => stock.stop(),
  };
}
