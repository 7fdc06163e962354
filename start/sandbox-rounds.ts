import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Collection, MongoClient } from 'mongodb';

interface RoundRow {
  /** Of the app. */
  readonly _id: string;
  readonly round: number;
  readonly begunAt: Date;
  readonly isFilled?: boolean;
  /** Somebody is at it. */
  readonly fillingUntil?: Date | null;
}

export interface Filling {
  readonly app: string;
  readonly round: number;
  readonly signal: AbortSignal;
}

/** Which filling of a sandbox counts, the same for all processes: each is in databases of its own. */
export interface SandboxRounds {
  /** Begins the next one when the last is older than `roundMs`; the databases of those before are dropped. */
  readonly current: (app: string, roundMs: number) => Promise<number>;
  /** What the names of the databases of a round begin with. */
  readonly prefixOf: (app: string, round: number) => string;
  /** Has a round filled once, by one process: others wait until it is. A fill that was broken off is taken up by the next one. */
  readonly fill: (filling: Filling, load: () => Promise<void>) => Promise<void>;
}

/** After so long whoever began is taken for gone. */
const fillMs = 5 * 60_000;

export async function openSandboxRounds(options: {
  readonly client: MongoClient;
  readonly dbPrefix: string;
}): Promise<SandboxRounds> {
  const { client, dbPrefix } = options;
  const rows = client
    .db(`${dbPrefix}start`)
    .collection<RoundRow>('sandboxes', { writeConcern: { w: 'majority' } });
  // Names of databases are short, and no app may choose them.
  const beginning = (app: string): string =>
    `${dbPrefix}sb_${createHash('sha256').update(app).digest('hex').slice(0, 12)}_`;
  const prefixOf = (app: string, round: number): string => `${beginning(app)}${round}_`;
  return {
    prefixOf,
    current: async (app, roundMs) => {
      const first: Omit<RoundRow, '_id'> = { round: 1, begunAt: new Date() };
      const options = { upsert: true, returnDocument: 'after' } as const;
      const row = (await rows.findOneAndUpdate({ _id: app }, { $setOnInsert: first }, options)) ?? first;
      if (Date.now() - row.begunAt.getTime() < roundMs) return row.round;
      const next = { round: row.round + 1, begunAt: new Date(), isFilled: false, fillingUntil: null };
      const begun = await rows.updateOne({ _id: app, round: row.round }, { $set: next });
      // Another process was first otherwise.
      if (begun.modifiedCount === 1) await dropRound(client, prefixOf(app, row.round));
      return next.round;
    },
    fill: (filling, load) => fill(rows, filling, load),
  };
}

async function fill(
  rows: Collection<RoundRow>,
  { app, round, signal }: Filling,
  load: () => Promise<void>,
): Promise<void> {
  const ofRound = { _id: app, round };
  for (;;) {
    const now = new Date();
    const free = {
      ...ofRound,
      isFilled: { $ne: true },
      $or: [{ fillingUntil: null }, { fillingUntil: { $lt: now } }],
    };
    const taken = await rows.updateOne(free, { $set: { fillingUntil: new Date(now.getTime() + fillMs) } });
    if (taken.modifiedCount === 1) break;
    const row = await rows.findOne(ofRound);
    if (!row || row.isFilled) return;
    await sleep(lookMs, undefined, { signal });
  }
  try {
    await load();
    await rows.updateOne(ofRound, { $set: { isFilled: true } });
  } finally {
    await rows.updateOne(ofRound, { $set: { fillingUntil: null } });
  }
}

const lookMs = 200;

async function dropRound(client: MongoClient, prefix: string): Promise<void> {
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases) if (name.startsWith(prefix)) await client.db(name).dropDatabase();
}
