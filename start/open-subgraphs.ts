import type { RunningSubgraph } from '../subgraphs/kit/define-subgraph.ts';
import type { Logger } from '../subgraphs/kit/process/logger.ts';
import type { CitySubgraph } from './city-subgraphs.ts';

export interface OpenSubgraphsOptions {
  readonly subgraphs: readonly CitySubgraph[];
  readonly mongoUri: string;
  readonly dbPrefix: string;
  readonly secret: string;
  readonly log: Logger;
}

/** Every subgraph of the city in this process, in the order given. When one does not start, none is left running. */
export async function openSubgraphs(options: OpenSubgraphsOptions): Promise<readonly RunningSubgraph[]> {
  const results = await Promise.allSettled(
    options.subgraphs.map((subgraph) => openSubgraph(subgraph, options)),
  );
  const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await Promise.all(running.map((subgraph) => subgraph.close()));
    throw failed.reason;
  }
  return running;
}

/** One subgraph, with the others as its peers. */
export async function openSubgraph(
  subgraph: CitySubgraph,
  options: OpenSubgraphsOptions,
): Promise<RunningSubgraph> {
  const { mongoUri, dbPrefix, secret, log } = options;
  const others = options.subgraphs.filter(({ name }) => name !== subgraph.name);
  const definition = await subgraph.load();
  return definition.start({
    mongoUri,
    dbPrefix,
    port: subgraph.port,
    secret,
    peers: Object.fromEntries(others.map(({ name, url }) => [name, url])),
    log: log.child({ subgraph: subgraph.name }),
  });
}
