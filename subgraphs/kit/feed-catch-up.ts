import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';
import type { RingEdge } from './catch-up-streams.ts';
import { CatchUpStreams } from './catch-up-streams.ts';
import type { Segment, SegmentBounds } from './feed-segment.ts';
import { covers, PositionLostError } from './feed-segment.ts';
import { readStampedJournal } from './stamped-journal.ts';
import { isUnavailable } from './mongo.ts';
import type { Position } from './position.ts';
import { comparePositions, isRecovered } from './position.ts';
import type { Logger } from './process/logger.ts';

export interface CatchUpOptions {
  readonly db: Db;
  readonly edge: RingEdge;
  /** Change streams open at once, and pieces read at once. */
  readonly streams: number;
  readonly segment: SegmentBounds;
  /** Pieces kept for other readers ('drop-oldest'). */
  readonly segments: number;
  /** How long a reader waits for entries to be stamped before its place counts as lost. */
  readonly stampWaitMs: number;
  readonly log: Logger;
}

export interface CatchUpMetrics {
  readonly streamsOpened: number;
  readonly streamsOpen: number;
  readonly streamSegments: number;
  readonly journalSegments: number;
}

/**
 * What lies behind the ring, in pieces: from the oplog while it holds the place, otherwise from the journal. Pieces are
 * read for positions, not for readers: whoever stands within a piece takes it, and few are read at once, the lowest
 * place first. So ten thousand readers that come back at once cost the pieces between the lowest of them
 * and the ring, not ten thousand streams; a slow one keeps nothing in memory and nobody waiting.
 */
export class FeedCatchUp {
  readonly #options: CatchUpOptions;
  readonly #streams: CatchUpStreams;
  readonly #closing = new AbortController();
  /** Oldest first. */
  readonly #kept: Segment[] = [];
  readonly #waiting = new Set<Waiting>();
  readonly #reading = new Map<string, Promise<void>>();
  readonly #read = { stream: 0, journal: 0 };

  constructor(options: CatchUpOptions) {
    this.#options = options;
    // One more than pieces are read at once: the stamper's own.
    this.#streams = new CatchUpStreams({
      db: options.db,
      bounds: options.segment,
      most: options.streams + 1,
    });
  }

  metrics(): CatchUpMetrics {
    return {
      streamsOpened: this.#streams.opened,
      streamsOpen: this.#streams.open,
      streamSegments: this.#read.stream,
      journalSegments: this.#read.journal,
    };
  }

  /**
   * A piece that covers `position`; undefined when `signal` aborts.
   * @throws PositionLostError when no tier holds the position
   */
  segmentAt(position: Position, signal: AbortSignal): Promise<Segment | undefined> {
    const kept = this.#kept.find((segment) => covers(segment, position));
    if (kept) return Promise.resolve(kept);
    if (signal.aborted) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        signal.removeEventListener('abort', abort);
        this.#waiting.delete(waiting);
      };
      const abort = (): void => waiting.give(undefined);
      const waiting: Waiting = {
        position,
        give: (segment) => (settle(), resolve(segment)),
        fail: (error) => (settle(), reject(error)),
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.add(waiting);
      this.#readOn();
    });
  }

  /**
   * The same from the oplog only, by itself: for one reader per process, the stamper.
   * @throws PositionLostError when the oplog does not hold the position
   */
  async oplogSegmentAt(position: Position, signal: AbortSignal): Promise<Segment | undefined> {
    const segment = await this.#streams.read(position, this.#options.edge, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      return undefined;
    });
    if (segment) this.#read[segment.tier] += 1;
    if (segment === null) throw new PositionLostError('the oplog does not hold it');
    return segment;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    for (const waiting of this.#waiting) waiting.give(undefined);
    await Promise.all(this.#reading.values());
    await this.#streams.close();
  }

  /** Begins to read the lowest places that somebody waits for, as long as there is room. */
  #readOn(): void {
    while (this.#reading.size < this.#options.streams && !this.#closing.signal.aborted) {
      const next = lowest([...this.#waiting].filter(({ position }) => !this.#reading.has(keyOf(position))));
      if (!next) return;
      const key = keyOf(next.position);
      const reading = this.#readFrom(next.position).finally(() => {
        this.#reading.delete(key);
        this.#readOn();
      });
      this.#reading.set(key, reading);
    }
  }

  /** Never rejects: what went wrong goes to those who wait at exactly this place. */
  async #readFrom(position: Position): Promise<void> {
    try {
      this.#keep(await this.#segmentAfter(position));
    } catch (error) {
      for (const waiting of this.#waiting)
        if (comparePositions(waiting.position, position) === 0) waiting.fail(error);
    }
  }

  #keep(segment: Segment): void {
    this.#read[segment.tier] += 1;
    for (const waiting of this.#waiting) if (covers(segment, waiting.position)) waiting.give(segment);
    this.#kept.push(segment);
    if (this.#kept.length > this.#options.segments) this.#kept.shift();
  }

  async #segmentAfter(position: Position): Promise<Segment> {
    const { signal } = this.#closing;
    const deadline = Date.now() + this.#options.stampWaitMs;
    for (let waitMs = 20; ; waitMs = Math.min(waitMs * 2, 500)) {
      try {
        const segment = await this.#tryTiers(position);
        if (segment) return segment;
        if (Date.now() > deadline)
          throw new PositionLostError('the entries after it were not stamped in time');
      } catch (error) {
        if (error instanceof PositionLostError || signal.aborted) throw error;
        // A server that answers, but never with this place, does not hold it.
        if (Date.now() > deadline && !isUnavailable(error)) throw new PositionLostError(String(error));
        this.#options.log.warn({ err: error }, 'catching up failed; trying again');
      }
      await sleep(waitMs, undefined, { signal });
    }
  }

  async #tryTiers(position: Position): Promise<Segment | null> {
    // A recovered entry has no commit in the oplog; what follows it may still be recovered entries.
    const fromOplog = isRecovered(position)
      ? null
      : await this.#streams.read(position, this.#options.edge, this.#closing.signal);
    return fromOplog ?? (await readStampedJournal(this.#options.db, position, this.#options.segment));
  }
}

interface Waiting {
  readonly position: Position;
  give(segment: Segment | undefined): void;
  fail(error: unknown): void;
}

function lowest(waiting: readonly Waiting[]): Waiting | undefined {
  return waiting.reduce<Waiting | undefined>(
    (low, next) => (low && comparePositions(low.position, next.position) <= 0 ? low : next),
    undefined,
  );
}

function keyOf({ t, i, n }: Position): string {
  return `${t}.${i}.${n}`;
}
