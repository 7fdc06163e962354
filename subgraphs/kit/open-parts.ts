import type { mongo } from 'mongoose';
import { openChangeSource } from './change-stream.ts';
import type { OpenClock } from './clock.ts';
import { openClock } from './clock.ts';
import type { Cursors } from './cursor.ts';
import { createCursors } from './cursor.ts';
import type { DataSetLife } from './data-set-life.ts';
import { openDataSetLife } from './data-set-life.ts';
import { openFeed } from './feed.ts';
import { exportFromPeer } from './export-from-peer.ts';
import { createFileAddresses } from './file-addresses.ts';
import { openOnce } from './idempotency.ts';
import { openJournal } from './journal.ts';
import { connect, nativeDb } from './mongo.ts';
import { openPersonKeys } from './person-key.ts';
import type { Secrets } from './process/secrets.ts';
import type { Closable } from './process/shutdown.ts';
import type { Refusals } from './refusals.ts';
import { openRefusals } from './refusals.ts';
import { createLines, createSlots } from './slots.ts';
import type { StartOptions, SubgraphParts } from './subgraph-definition.ts';
import type { Timers } from './timers.ts';
import { openTimers } from './timers.ts';
import { createTogether } from './together.ts';
import { createTransact, maxLine, maxTransactions } from './transact.ts';
import { openUploads } from './uploads.ts';

/** What a subgraph stands on: the parts its store sees, and those that only the kit uses. */
export interface OpenParts {
  readonly parts: SubgraphParts;
  readonly native: mongo.Db;
  readonly clock: OpenClock;
  readonly life: DataSetLife;
  readonly cursors: Cursors;
  readonly timers: Timers;
  readonly refusals: Refusals;
}

export interface OpenPartsOptions {
  readonly name: string;
  readonly start: StartOptions;
  readonly secrets: Secrets;
  /** Takes each part as soon as it is open, so that it is closed also when a later one does not open. */
  readonly hold: <T extends Closable>(part: T) => T;
}

/** Opens database, clock, life of the data set, the kit's collections and the feed, in this order. */
export async function openParts({ name, start, secrets, hold }: OpenPartsOptions): Promise<OpenParts> {
  const { mongoUri: uri, dbPrefix: prefix, log } = start;
  const db = await connect({ uri, dbName: `${prefix}${name}` });
  hold({ close: () => db.close() });
  const [client, native] = [db.getClient(), nativeDb(db)];
  const clock = hold(await openClock({ client, prefix, production: start.production ?? false, log }));
  const life = await openDataSetLife(native);

  const personKeys = await openPersonKeys({ db: native, wrappingKey: secrets.personKey });
  const journal = await openJournal(db, { personKeys, auditKey: secrets.audit });
  const timers = await openTimers(native);
  const [lines, slots] = [createLines(maxLine), createSlots(maxTransactions)];
  const transact = createTransact({ db, clock, journal, timers: timers.writer, lines, slots });
  const refusals = await openRefusals({ db: native, transact, log });
  const digestKey = secrets.digest;
  const { once, steps } = await openOnce({ db: native, journal, transact, lines, digestKey });

  const source = start.feedSource ?? hold(openChangeSource({ client, databases: [db.name], log }));
  const feed = hold(await openFeed({ db: native, source, log, limits: start.feed ?? {} }));
  const cursors = createCursors({ key: secrets.cursor, subgraph: name, life: life.id });
  const addresses = createFileAddresses(name, secrets.fileTicket);
  const parts: SubgraphParts = {
    db,
    transact,
    once,
    together: createTogether({ transact, steps }),
    clock,
    personKeys,
    feed,
    entryOf: (of) => journal.ofVersion(of),
    log,
    peers: Object.keys(start.peers).sort(),
    exportFromPeer: (peer, personId) =>
      exportFromPeer({ peer, personId, urls: start.peers, signingKey: secrets.signature }),
    openUploads: (kinds) => openUploads({ db: native, transact, once, personKeys, addresses }, kinds),
  };
  return { parts, native, clock, life, cursors, timers, refusals };
}
