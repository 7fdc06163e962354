import type { Db } from 'mongodb';
import type { Change } from './change.ts';
import type { ChangeSource, StreamStart } from './change-stream.ts';
import { presentTime } from './data-set-life.ts';
import type { CatchUpMetrics } from './feed-catch-up.ts';
import { FeedCatchUp } from './feed-catch-up.ts';
import type { FeedTiers, ReadOptions } from './feed-reader.ts';
import { FeedReader } from './feed-reader.ts';
import { FeedRing } from './feed-ring.ts';
import { PositionLostError } from './feed-segment.ts';
import { FeedWaiters } from './feed-waiters.ts';
import type { Position } from './position.ts';
import { afterEvery, comparePositions, earliest, laterPosition, positionAt } from './position.ts';
import type { Logger } from './process/logger.ts';

/** The committed changes of one subgraph in position order, from any place, for any number of readers. */
export interface Feed {
  /**
   * Pull based: the reader's whole state is its place. It takes what it needs from the ring of recent changes; behind
   * that from the oplog; behind that from the journal; and waits when it has read everything. Every change after
   * `after` comes once and in order.
   * @throws PositionLostError (while iterating) when no tier holds the reader's place, or it lies in the future
   */
  read(options: ReadOptions): AsyncIterable<Change>;
  /** The same, several at a time. Close it. */
  open(options: ReadOptions): FeedReader;
  metrics(): FeedMetrics;
  /** Ends every reader. Idempotent. */
  close(): Promise<void>;
}

export interface FeedMetrics extends CatchUpMetrics {
  readonly ringEntries: number;
  readonly ringBytes: number;
  /** Open readers, and those of them that have read everything. */
  readonly readers: number;
  readonly waiting: number;
  /** Changes given to readers, by tier. */
  readonly given: { readonly ring: number; readonly stream: number; readonly journal: number };
  readonly positionsLost: number;
  /** How often the change stream had to begin anew. */
  readonly restarts: number;
}

export interface FeedLimits {
  readonly ringEntries: number;
  readonly ringBytes: number;
  readonly catchUpStreams: number;
  readonly segmentEntries: number;
  readonly segmentBytes: number;
  readonly segmentsKept: number;
  readonly stampWaitMs: number;
}

export const feedLimits: FeedLimits = Object.freeze({
  ringEntries: 10_000,
  ringBytes: 32 * 1024 * 1024,
  catchUpStreams: 4,
  segmentEntries: 1_000,
  segmentBytes: 1024 * 1024,
  segmentsKept: 16,
  stampWaitMs: 30_000,
});

export interface FeedOptions {
  readonly db: Db;
  readonly source: ChangeSource;
  readonly log: Logger;
  readonly limits?: Partial<FeedLimits>;
}

/** Resolves once the change stream is open. */
export async function openFeed(options: FeedOptions): Promise<Feed> {
  const feed = new JournalFeed(options);
  await feed.start();
  return feed;
}

class JournalFeed implements Feed {
  readonly #options: FeedOptions;
  readonly #tiers: FeedTiers;
  readonly #readers = new Set<FeedReader>();
  #edge: StreamStart = { position: earliest, token: '' };
  #begins = 0;
  #lost = 0;
  /** The cluster is known to have come so far. */
  #present: Position = this.#edge.position;
  #detach: () => void = () => undefined;
  #isClosed = false;

  constructor(options: FeedOptions) {
    const limits = { ...feedLimits, ...options.limits };
    this.#options = options;
    this.#tiers = {
      ring: new FeedRing({ entries: limits.ringEntries, bytes: limits.ringBytes }, this.#edge.position),
      waiters: new FeedWaiters(),
      moves: new FeedWaiters(),
      catchUp: new FeedCatchUp({
        ...options,
        edge: { passedBy: (token) => (token >= this.#edge.token ? this.#edge.position : undefined) },
        streams: limits.catchUpStreams,
        segment: { entries: limits.segmentEntries, bytes: limits.segmentBytes },
        segments: limits.segmentsKept,
        stampWaitMs: limits.stampWaitMs,
      }),
      given: { ring: 0, stream: 0, journal: 0 },
      assertReached: (position) => this.#assertReached(position),
      lost: () => void (this.#lost += 1),
      closed: (reader) => void this.#readers.delete(reader),
    };
  }

  async start(): Promise<void> {
    const { source, db } = this.#options;
    this.#detach = await source.attach(db.databaseName, {
      begin: (start) => this.#begin(start),
      change: (change) => this.#give(change),
      reached: (position) => this.#moveOn(position),
    });
  }

  open(options: ReadOptions): FeedReader {
    const reader = new FeedReader(this.#tiers, options);
    if (this.#isClosed) reader.close();
    else this.#readers.add(reader);
    return reader;
  }

  async *read(options: ReadOptions): AsyncGenerator<Change, void, void> {
    const reader = this.open(options);
    try {
      for (;;) {
        const changes = await reader.take(readAhead);
        if (changes.length === 0) return;
        for (const change of changes) {
          if (options.signal.aborted) return;
          yield change;
        }
      }
    } finally {
      reader.close();
    }
  }

  metrics(): FeedMetrics {
    const { ring, waiters, catchUp, given } = this.#tiers;
    return {
      ...catchUp.metrics(),
      ringEntries: ring.size,
      ringBytes: ring.bytes,
      readers: this.#readers.size,
      waiting: waiters.size,
      given: { ...given },
      positionsLost: this.#lost,
      restarts: Math.max(0, this.#begins - 1),
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#detach();
    for (const reader of this.#readers) reader.close();
    await this.#tiers.catchUp.close();
  }

  #begin(start: StreamStart): void {
    const before = this.#tiers.ring.head;
    this.#begins += 1;
    this.#edge = start;
    this.#tiers.ring.restart(start.position);
    // Who waits has missed nothing up to the last change given; from there they go by the other tiers.
    this.#tiers.waiters.wakeAll(before);
  }

  #give(change: Change): void {
    const before = this.#tiers.ring.head;
    this.#tiers.ring.append(change);
    this.#tiers.waiters.wake(change, before);
    this.#tiers.moves.wakeAll(before);
  }

  #moveOn(position: Position): void {
    this.#tiers.ring.moveOn(position);
    this.#tiers.moves.wakeAll(position);
  }

  async #assertReached(position: Position): Promise<void> {
    this.#present = laterPosition(this.#present, this.#tiers.ring.head);
    if (comparePositions(position, this.#present) <= 0) return;
    this.#present = laterPosition(this.#present, positionAt(await presentTime(this.#options.db), afterEvery));
    if (comparePositions(position, this.#present) > 0) throw new PositionLostError('it lies in the future');
  }
}

/** Changes that a reader holds at most while its consumer is busy. */
const readAhead = 64;
