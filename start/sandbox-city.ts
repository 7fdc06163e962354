import type { MongoClient } from 'mongodb';
import type { Sandbox } from '../gateway/src/sandbox/sandbox.ts';
import { sandboxPersonId } from '../gateway/src/sandbox/sandbox-people.ts';
import type { Closable } from '../subgraphs/kit/process/shutdown.ts';
import { deriveSecrets } from '../subgraphs/kit/process/secrets.ts';
import { openSubgraphs } from './open-subgraphs.ts';
import type { OpenSubgraphsOptions } from './open-subgraphs.ts';
import { loadSampleData } from './sample-data.ts';

export interface SandboxCity extends Closable {
  readonly sandbox: Sandbox;
}

export interface SandboxCityOptions extends OpenSubgraphsOptions {
  readonly client: MongoClient;
  readonly app: string;
  /** One for each subgraph, in their order. */
  readonly ports: readonly number[];
  readonly signal: AbortSignal;
  /** Runs the load, unless it has been done. */
  readonly fill: (load: () => Promise<void>) => Promise<void>;
}

/** A little of everything: enough to try against, and there in seconds. */
const sample = { reports: 60, days: 2 };

/**
 * The city's subgraphs once more, with a small sample inside: on the databases that `dbPrefix` begins, under `secret`, listening on this
 * machine only. Resolves when the sample is loaded.
 */
export async function openSandboxCity(options: SandboxCityOptions): Promise<SandboxCity> {
  const { app, client, dbPrefix, log, secret, signal } = options;
  const subgraphs = options.subgraphs.map((subgraph, index) => {
    const port = options.ports[index];
    if (port === undefined) throw new Error(`expected a port for ${subgraph.name}, got none`);
    return { ...subgraph, port, url: `http://127.0.0.1:${port}/graphql` };
  });
  const opened = await openSubgraphs({ ...options, subgraphs });
  try {
    const people = [sandboxPersonId(app, 'citizen'), sandboxPersonId(app, 'citizen2')];
    const given = { ...sample, people, thisApp: app };
    const quiet = (): void => undefined;
    const { running } = opened;
    const now = (): Date => new Date();
    await options.fill(async () => {
      await loadSampleData({
        subgraphs: running,
        client,
        dbPrefix,
        log,
        signal,
        given,
        now,
        progress: quiet,
      });
    });
  } catch (error) {
    await opened.close();
    throw error;
  }
  const { signature: signingKey } = deriveSecrets(secret);
  return {
    sandbox: { app, subgraphs: new Map(subgraphs.map(({ name, url }) => [name, { url, signingKey }])) },
    close: () => opened.close(),
  };
}
