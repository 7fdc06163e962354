import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession, Collection, Db, Timestamp } from 'mongodb';
import type { Change } from './change.ts';
import type { Clock } from './clock.ts';
import { presentTime } from './data-set-life.ts';
import { PositionLostError } from './feed-segment.ts';
import type { Feed } from './feed.ts';
import type { JournalEntry } from './journal.ts';
import type { Lease, LeaseHolding } from './lease.ts';
import { holdLease } from './lease.ts';
import { createCollection } from './mongo.ts';
import { createPace } from './pace.ts';
import type { Position } from './position.ts';
import { afterEvery, positionAt, timeOf } from './position.ts';
import type { Logger } from './process/logger.ts';
import type { Transact, Tx } from './transact.ts';

/**
 * What a subgraph derives from its own documents beside the writes that change them: counters, search words. The journal
 * says which document changed; what is derived comes from the document as it is then, so that deriving one twice, or
 * later than another change of it, comes to the same.
 */
export interface Projection<Store> {
  /** Another number than the stored one has everything derived anew: raise it when the meaning changes. */
  readonly version: number;
  /** Derives what these entries tell of; each entry comes once, in order, several in one transaction. */
  readonly apply: (entries: readonly JournalEntry[], tx: Tx, store: Store) => Promise<void>;
  /** Derives one batch of all there is, of what comes after `after` ('' first); gives its end, null when it was the last. */
  readonly rebuild: (after: string, tx: Tx, store: Store) => Promise<string | null>;
}

/** The same with its store. */
export interface BoundProjection {
  readonly version: number;
  readonly apply: (entries: readonly JournalEntry[], tx: Tx) => Promise<void>;
  readonly rebuild: (after: string, tx: Tx) => Promise<string | null>;
}

export interface ProjectionOptions {
  readonly name: string;
  readonly db: Db;
  readonly feed: Pick<Feed, 'open'>;
  readonly transact: Transact;
  readonly clock: Clock;
  readonly log: Logger;
  readonly projection: BoundProjection;
  readonly ttlMs?: number;
  readonly pollMs?: number;
}

export interface Projecting extends LeaseHolding {
  /** Of this process, since its start. */
  metrics(): ProjectionMetrics;
}

export interface ProjectionMetrics {
  readonly name: string;
  readonly held: boolean;
  /** Entries taken in, and transactions that took them. */
  readonly applied: number;
  readonly batches: number;
  readonly failures: number;
}

interface ProjectionRow {
  readonly _id: string;
  readonly version: number;
  /** The place up to which every entry is taken in. */
  readonly time: Timestamp;
  readonly n: number;
  /** That place as the hub's clock had it. */
  readonly at: Date;
  /** Where a rebuild stands; null when there is none. */
  readonly rebuild: string | null;
  /** Whether everything was derived once by this version. */
  readonly isWhole: boolean;
}

/** How far a projection is. */
export interface ProjectionStatus {
  /** False until everything was derived once: the subgraph is new, or means something else than before. */
  readonly isWhole: boolean;
  /** Everything that was committed up to this moment (hub clock) is in it. */
  readonly asOf: Date;
}

/** Makes the collection, which cannot be made within a transaction. */
export function openProjections(db: Db): Promise<void> {
  return createCollection(db, 'projections');
}

/**
 * Keeps a projection up in whichever process holds its lease. What is derived and the place up to which it was is one
 * transaction, so each entry counts once, whoever is killed when. When the place is lost (longer away than the journal
 * is kept) everything is derived anew, while what is there goes on being shown.
 */
export function startProjection(options: ProjectionOptions): Projecting {
  const counted = { applied: 0, batches: 0, failures: 0 };
  const work = new Projector(options, counted);
  const holding = holdLease({ ...options, name: `projection:${options.name}` }, (lease) => work.run(lease));
  return {
    held: () => holding.held(),
    close: () => holding.close(),
    metrics: () => ({ name: options.name, held: holding.held(), ...counted }),
  };
}

/** Also right in a process that does not hold the lease. */
export async function readProjectionStatus(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  { name, version }: { readonly name: string; readonly version: number },
): Promise<ProjectionStatus> {
  const now = clock.now();
  const row = await rowsOf(db).findOne({ _id: name });
  if (row?.version !== version || !row.isWhole) return { isWhole: false, asOf: now };
  const isBehind = row.rebuild !== null || (await hasLater(db, row));
  return { isWhole: true, asOf: isBehind ? row.at : now };
}

/**
 * Has everything derived anew, in the caller's transaction: something changed that no entry of the journal tells of.
 * What is there goes on being shown meanwhile.
 */
export async function deriveAnew(db: Db, name: string, session: ClientSession): Promise<void> {
  await rowsOf(db).updateOne({ _id: name }, { $set: { rebuild: '' } }, { session });
}

/** An entry that has no stamp yet may be in it already; then the answer is a moment older than it could be. */
async function hasLater(db: Db, { time, n }: ProjectionRow): Promise<boolean> {
  const later = { $or: [{ pos: null }, { pos: time, n: { $gt: n } }, { pos: { $gt: time } }] };
  const journal = db.collection('journal', { readConcern: { level: 'majority' } });
  return (await journal.findOne(later, { projection: { _id: 1 } })) !== null;
}

function rowsOf(db: Db): Collection<ProjectionRow> {
  return db.collection<ProjectionRow>('projections', {
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority' },
  });
}

class Projector {
  readonly #options: ProjectionOptions;
  readonly #rows: Collection<ProjectionRow>;
  readonly #pace = createPace();
  readonly #counted: { applied: number; batches: number; failures: number };

  constructor(options: ProjectionOptions, counted: { applied: number; batches: number; failures: number }) {
    this.#options = options;
    this.#rows = rowsOf(options.db);
    this.#counted = counted;
  }

  async run({ signal }: Lease): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        let row = await this.#row();
        while (row.rebuild !== null && !signal.aborted) row = await this.#rebuildBatch(row, row.rebuild);
        await this.#follow(row, signal, () => (failures = 0));
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof PositionLostError) await this.#beginAnew(true);
        else if (!(error instanceof StepLost)) await this.#pause(error, (failures += 1), signal);
      }
    }
  }

  async #pause(error: unknown, failures: number, signal: AbortSignal): Promise<void> {
    const { log, name } = this.#options;
    this.#counted.failures += 1;
    if (failures === worthWarning) log.error({ err: error, projection: name }, 'a projection does not go on');
    await sleep(Math.random() * Math.min(100 * 2 ** failures, 5_000), undefined, { signal }).catch(
      () => undefined,
    );
  }

  /** A first row, and one of another version, begins with a rebuild; what is written meanwhile is followed after it. */
  async #row(): Promise<ProjectionRow> {
    const { name, projection } = this.#options;
    const row = await this.#rows.findOne({ _id: name });
    return row?.version === projection.version ? row : this.#beginAnew(false);
  }

  async #beginAnew(isWhole: boolean): Promise<ProjectionRow> {
    const { name, projection, db, clock } = this.#options;
    const [time, at] = [await presentTime(db), clock.now()];
    const row = { version: projection.version, time, n: afterEvery, at, rebuild: '', isWhole };
    await this.#rows.replaceOne({ _id: name }, row, { upsert: true });
    return { _id: name, ...row };
  }

  async #rebuildBatch(row: ProjectionRow, after: string): Promise<ProjectionRow> {
    const { projection } = this.#options;
    return this.#inStep(row, async (tx) => {
      const rebuild = await projection.rebuild(after, tx);
      return { ...row, rebuild, isWhole: row.isWhole || rebuild === null };
    });
  }

  async #follow(from: ProjectionRow, signal: AbortSignal, onProgress: () => void): Promise<void> {
    const reader = this.#options.feed.open({ after: positionOf(from), topics: 'all', signal });
    // Then the row is read again: `deriveAnew` has no entry that would wake the reader.
    const look = setTimeout(() => reader.close(), lookMs);
    try {
      for (let row = from; ; onProgress()) {
        const changes = await reader.take(batchSize);
        if (changes.length === 0) return;
        row = await this.#apply(row, changes);
        // A moment's wait lets one transaction take in many changes, so that it costs writers little.
        await this.#pace.pause(changes.length, signal);
      }
    } finally {
      clearTimeout(look);
      reader.close();
    }
  }

  async #apply(row: ProjectionRow, changes: readonly Change[]): Promise<ProjectionRow> {
    const last = changes.at(-1);
    if (!last) return row;
    const { projection } = this.#options;
    const place = { time: timeOf(last.position), n: last.position.n, at: this.#hubTimeOf(last.committedAt) };
    const next = await this.#inStep(row, async (tx) => {
      await projection.apply(
        changes.map(({ entry }) => entry),
        tx,
      );
      return { ...row, ...place };
    });
    this.#counted.applied += changes.length;
    this.#counted.batches += 1;
    return next;
  }

  /** All or nothing; and nothing when another process, or `deriveAnew`, has changed the row meanwhile. */
  async #inStep(row: ProjectionRow, work: (tx: Tx) => Promise<ProjectionRow>): Promise<ProjectionRow> {
    const { name, transact } = this.#options;
    return transact({ queue: `projection:${name}` }, async (tx) => {
      const next = await work(tx);
      const moved = await this.#rows.replaceOne(sameStep(row), next, { session: tx.session });
      if (moved.matchedCount !== 1) throw new StepLost(`the projection ${name} stands elsewhere by now`);
      return next;
    });
  }

  /** Commit times are real time; the hub's clock may stand elsewhere. */
  #hubTimeOf(committedAt: Date): Date {
    return new Date(this.#options.clock.now().getTime() - Date.now() + committedAt.getTime());
  }
}

/** The row is another one than was read: read it again. */
class StepLost extends Error {}

function sameStep({ _id, version, time, n, rebuild }: ProjectionRow) {
  return { _id, version, time, n, rebuild };
}

function positionOf({ time, n }: ProjectionRow): Position {
  return positionAt(time, n);
}

const batchSize = 500;
const lookMs = 2_000;
/** Failures in a row, by full-jitter back-off some seconds. */
const worthWarning = 8;
