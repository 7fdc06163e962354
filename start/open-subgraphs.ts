import type { MongoClient } from 'mongodb';
import type { ChangeSource } from '../subgraphs/kit/change-stream.ts';
import { openChangeSource } from '../subgraphs/kit/change-stream.ts';
import type { RunningSubgraph } from '../subgraphs/kit/define-subgraph.ts';
import type { Logger } from '../subgraphs/kit/process/logger.ts';
import { closeInOrder } from '../subgraphs/kit/process/shutdown.ts';
import type { CitySubgraph } from './city-subgraphs.ts';

export interface OpenSubgraphsOptions {
  readonly subgraphs: readonly CitySubgraph[];
  readonly mongoUri: string;
  readonly dbPrefix: string;
  readonly secret: string;
  /** The hub's clock cannot be moved. */
  readonly production: boolean;
  readonly log: Logger;
}

export interface OpenSubgraphs {
  /** In the order given. */
  readonly running: readonly RunningSubgraph[];
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * Every subgraph of the city in this process, all fed by one change stream. When one does not start, none is left
 * running.
 */
export async function openSubgraphs(
  options: OpenSubgraphsOptions & { readonly client: MongoClient },
): Promise<OpenSubgraphs> {
  const { subgraphs, client, dbPrefix, log } = options;
  const [first, ...others] = subgraphs.map(({ name }) => `${dbPrefix}${name}`);
  if (first === undefined) throw new Error('expected at least one subgraph, got none');
  const feedSource = openChangeSource({ client, databases: [first, ...others], log });
  const started = subgraphs.map((subgraph) => openSubgraph(subgraph, { ...options, feedSource }));
  const results = await Promise.allSettled(started);
  const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  // All at once: each holds long calls of the others open, and would wait for them.
  const all = { close: () => Promise.all(running.map((subgraph) => subgraph.close())).then(() => undefined) };
  const close = closeInOrder([all, feedSource]);
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return { running, close };
  await close();
  throw failed.reason;
}

/** One subgraph, with the others as its peers. */
export async function openSubgraph(
  subgraph: CitySubgraph,
  options: OpenSubgraphsOptions & { readonly feedSource?: ChangeSource },
): Promise<RunningSubgraph> {
  const { mongoUri, dbPrefix, secret, production, log, feedSource } = options;
  const others = options.subgraphs.filter(({ name }) => name !== subgraph.name);
  const definition = await subgraph.load();
  return definition.start({
    mongoUri,
    dbPrefix,
    port: subgraph.port,
    secret,
    production,
    peers: Object.fromEntries(others.map(({ name, url }) => [name, url])),
    erasuresFrom: 'citizens',
    log: log.child({ subgraph: subgraph.name }),
    ...(feedSource ? { feedSource } : {}),
  });
}
