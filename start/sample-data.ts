import type { Collection, Db, MongoClient } from 'mongodb';
import type { RunningSubgraph } from '../subgraphs/kit/define-subgraph.ts';
import type { Logger } from '../subgraphs/kit/process/logger.ts';
import { personId } from '../subgraphs/kit/process/person-id.ts';
import { deriveSecrets } from '../subgraphs/kit/process/secrets.ts';
import { sampleRealm } from './sign-in-config.ts';

export interface SampleDataOptions {
  /** In the order of loading: what a later one refers to comes from an earlier one. */
  readonly subgraphs: readonly RunningSubgraph[];
  readonly client: MongoClient;
  readonly dbPrefix: string;
  readonly now: () => Date;
  readonly progress: (text: string) => void;
  /** Ends the load at its next step; the next start goes on with it. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** What a seed is given besides its store, by name. */
  readonly given: Readonly<Record<string, unknown>>;
  /** How far a load is, in words; `3 of 270` unless given. */
  readonly describe?: (done: number, total: number) => string;
}

interface LoadRow {
  readonly _id: string;
  readonly state: 'begun' | 'done';
}

/**
 * Loads the sample data of each subgraph whose database is empty. A load that was killed half way goes on at the
 * next start (a seed is idempotent); data that came from anywhere else is never added to. Resolves to the names of
 * the subgraphs that were loaded now.
 */
export async function loadSampleData(options: SampleDataOptions): Promise<readonly string[]> {
  const loads = loadRows(options.client, options.dbPrefix);
  const loaded: string[] = [];
  for (const subgraph of options.subgraphs) {
    const { name } = subgraph;
    const row = await loads.findOne({ _id: name });
    if (row?.state === 'done') continue;
    if (!row && !(await isEmpty(options.client.db(`${options.dbPrefix}${name}`)))) continue;
    await loads.updateOne({ _id: name }, { $set: { state: 'begun' } }, { upsert: true });
    await seedSubgraph(subgraph, options);
    await loads.updateOne({ _id: name }, { $set: { state: 'done' } });
    loaded.push(name);
  }
  return loaded;
}

/** Seeds one subgraph, whatever is in it: a seed leaves alone what is there. */
export async function seedSubgraph(subgraph: RunningSubgraph, options: SampleDataOptions): Promise<void> {
  const { progress, log, now, signal, describe = (done, total) => `${done} of ${total}` } = options;
  const { name } = subgraph;
  progress(`loading sample data: ${name}`);
  await subgraph.seed({
    log,
    now,
    given: options.given,
    progress: (done, total) => {
      signal.throwIfAborted();
      progress(`loading sample data: ${name}, ${describe(done, total)}`);
    },
  });
}

/** Whether a load has begun and not ended. */
export async function isLoading(client: MongoClient, dbPrefix: string): Promise<boolean> {
  return (await loadRows(client, dbPrefix).findOne({ state: 'begun' })) !== null;
}

/** Person ids of sample accounts: some sample data is theirs, so that whoever signs in finds something of their own. */
export function samplePeople(secret: string): {
  readonly people: readonly string[];
  readonly vendors: readonly string[];
} {
  const key = deriveSecrets(secret).personId;
  const idOf = (sub: string): string => personId(key, sampleRealm, sub);
  return { people: ['citizen', 'citizen2'].map(idOf), vendors: [idOf('vendor')] };
}

function loadRows(client: MongoClient, dbPrefix: string): Collection<LoadRow> {
  return client.db(`${dbPrefix}start`).collection<LoadRow>('loads');
}

/** Every change of state leaves a journal entry: without one nothing was ever written. */
async function isEmpty(db: Db): Promise<boolean> {
  return (await db.collection('journal').findOne({}, { projection: { _id: 1 } })) === null;
}
