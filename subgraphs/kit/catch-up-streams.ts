import type { Db } from 'mongodb';
import { BSON } from 'mongodb';
import type { Change } from './change.ts';
import { changeOfInsert } from './change.ts';
import type { Segment, SegmentBounds } from './feed-segment.ts';
import type { JournalChangeStream } from './journal-watch.ts';
import { isStartLost, tokenOf, watchJournal } from './journal-watch.ts';
import type { Position } from './position.ts';
import { comparePositions, laterPosition, timeOf } from './position.ts';

export interface RingEdge {
  /** The place at which the ring began, when a stream at `token` has passed it; undefined otherwise. */
  passedBy(token: string): Position | undefined;
}

/**
 * The oplog as a source: change streams opened at a position. A stream whose segment was full stays parked for a moment,
 * since whoever read the segment soon asks for the next one; at most `most` are open, the longest parked goes first.
 */
export class CatchUpStreams {
  readonly #db: Db;
  readonly #bounds: SegmentBounds;
  readonly #most: number;
  /** Oldest first. */
  readonly #parked: Parked[] = [];
  /** Every place up to here was refused: the oplog only moves on, so it need not be asked again. */
  #refused: Position | undefined;
  #opened = 0;
  #open = 0;

  constructor(options: { readonly db: Db; readonly bounds: SegmentBounds; readonly most: number }) {
    this.#db = options.db;
    this.#bounds = options.bounds;
    this.#most = options.most;
  }

  get opened(): number {
    return this.#opened;
  }
  get open(): number {
    return this.#open;
  }

  /**
   * The next piece after `after`, or null when the oplog no longer holds it. Waits while there is nothing to give.
   * Callers run at most `most` at once.
   */
  async read(after: Position, edge: RingEdge, signal: AbortSignal): Promise<Segment | null> {
    if (this.#refused && comparePositions(after, this.#refused) <= 0) return null;
    const stream = this.#unpark(after) ?? this.#openAt(after);
    const abort = (): void => void stream.close().catch(() => undefined);
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      const segment = await this.#readSegment(stream, after, edge);
      if (segment.changes.length > 0) this.#park(stream, segment.until);
      else await this.#close(stream);
      return segment;
    } catch (error) {
      await this.#close(stream);
      if (!isStartLost(error)) throw error;
      this.#refused = this.#refused ? laterPosition(this.#refused, after) : after;
      return null;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#parked.splice(0).map((parked) => this.#closeParked(parked)));
  }

  async #readSegment(stream: JournalChangeStream, after: Position, edge: RingEdge): Promise<Segment> {
    const changes: Change[] = [];
    for (let bytes = 0; changes.length < this.#bounds.entries && bytes < this.#bounds.bytes; ) {
      const insert = await stream.tryNext();
      if (!insert) {
        if (changes.length > 0) break;
        const passed = edge.passedBy(tokenOf(stream));
        // The ring's own beginning lies behind a reader that it has overtaken: then there is a change to come.
        if (passed && comparePositions(passed, after) > 0) return pieceOf(after, passed, changes);
        continue;
      }
      const change = changeOfInsert(insert);
      // The start is inclusive, and entries of one transaction share its time.
      if (comparePositions(change.position, after) <= 0) continue;
      changes.push(change);
      bytes += BSON.calculateObjectSize(change.entry);
    }
    return pieceOf(after, changes.at(-1)?.position ?? after, changes);
  }

  #openAt(after: Position): JournalChangeStream {
    const oldest = this.#open >= this.#most ? this.#parked.shift() : undefined;
    if (oldest) void this.#closeParked(oldest);
    this.#opened += 1;
    this.#open += 1;
    return watchJournal(this.#db, { startAtOperationTime: timeOf(after), maxAwaitTimeMS: 100 });
  }

  #park(stream: JournalChangeStream, at: Position): void {
    const parked: Parked = { stream, at, expiry: setTimeout(() => this.#expire(parked), parkedMs) };
    this.#parked.push(parked);
  }

  #unpark(at: Position): JournalChangeStream | undefined {
    const index = this.#parked.findIndex((parked) => comparePositions(parked.at, at) === 0);
    const parked = index < 0 ? undefined : this.#parked.splice(index, 1)[0];
    clearTimeout(parked?.expiry);
    return parked?.stream;
  }

  #expire(parked: Parked): void {
    this.#parked.splice(this.#parked.indexOf(parked), 1);
    void this.#close(parked.stream);
  }

  async #closeParked(parked: Parked): Promise<void> {
    clearTimeout(parked.expiry);
    await this.#close(parked.stream);
  }

  async #close(stream: JournalChangeStream): Promise<void> {
    this.#open -= 1;
    await stream.close().catch(() => undefined);
  }
}

function pieceOf(after: Position, until: Position, changes: readonly Change[]): Segment {
  return { after, until, changes, tier: 'stream', isRecovered: false };
}

const parkedMs = 1_000;

interface Parked {
  readonly stream: JournalChangeStream;
  readonly at: Position;
  readonly expiry: NodeJS.Timeout;
}
