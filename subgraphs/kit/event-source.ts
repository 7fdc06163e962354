import type { ClientSession, Db } from 'mongodb';
import { canonicalJson } from './canonical-json.ts';
import type { Change } from './change.ts';
import type { Cursors } from './cursor.ts';
import { asError } from './errors.ts';
import type { FeedReader, Tier } from './feed-reader.ts';
import { PositionLostError } from './feed-segment.ts';
import type { Feed } from './feed.ts';
import { positionText } from './position.ts';
import type { Position } from './position.ts';
import type { Viewer } from './process/viewer.ts';
import { readSnapshot } from './snapshot.ts';

/** What a stream field shows. */
export interface StreamSpec<T> {
  /**
   * A change of any of these is a possible event. Where they depend on data, a function that reads them as they are now: it is
   * asked after the stream's place is fixed, so that what joins them later comes as a change, and again after each change that
   * `turns` the stream. `event` then drops what comes too early by a topic that was not yet the stream's at that place.
   */
  readonly topics: readonly string[] | (() => Promise<readonly string[]>);
  /** Whether the topics are to be asked for anew after this change: what follows it is then read by the new ones. */
  readonly turns?: (change: Change) => boolean;
  /**
   * The present state, read with `session` only (one snapshot). Null when there is nothing to show. It may be called
   * more than once. What it throws ends the stream with that error.
   */
  readonly snapshot: (session: ClientSession) => Promise<T | null>;
  /**
   * The event of one change, or null when it is none for this viewer. What it throws is the error of that event only; a
   * database that does not answer ends the stream before it (`subscribeLive`).
   */
  readonly event: (change: Change) => Promise<T | null>;
}

/** Live streams of one `subscribe`, bound to its field, arguments, viewer, cursor and end. */
export interface LiveStreams {
  /**
   * Root values for the subscribed field, each with its extensions: with a good cursor every later event, otherwise
   * first the present state (`start`, or `resync` when a cursor was given that no longer leads anywhere) and what
   * follows it without a hole. Return it from the field's `subscribe` as it is.
   */
  stream<T>(spec: StreamSpec<T>): AsyncIterable<unknown>;
}

/** `extensions` of each result of a stream. */
export interface EventExtensions {
  readonly cursor: string;
  readonly start?: true;
  readonly resync?: true;
  /** ISO 8601, wall clock of the commit (of the look, for a present state). */
  readonly committedAt: string;
  /** Only for a gateway that asked (`LiveRequest.tell`); it does not pass it on. */
  readonly place?: EventPlace;
}

/** By this a gateway can put one stream in place of another that is equal, without a hole and without a repeat. */
export interface EventPlace {
  /** `positionText`. */
  readonly position: string;
  /** `<entity>:<id>` that the change is about; absent for a present state. */
  readonly entity?: string;
  /** When this process had it, ms. */
  readonly readAtMs: number;
}

/**
 * `extensions` of a result without data, given once per stream to a gateway that asked: everything up to `position`
 * that concerns this stream has been given, and nothing else is at hand.
 */
export interface ReachedExtensions {
  readonly reached: { readonly position: string; readonly tier: Tier };
}

const extensionsKey = Symbol('extensions of a stream event');

/** The extensions that `stream` attached to a root value; undefined for what another source yielded. */
export function extensionsOf(root: unknown): EventExtensions | undefined {
  return root instanceof LiveEvent ? root[extensionsKey] : undefined;
}

/** Of a root value that is no event but the word that the stream has caught up. */
export function reachedOf(root: unknown): ReachedExtensions | undefined {
  return root instanceof Reached ? root : undefined;
}

class Reached implements ReachedExtensions {
  readonly reached: ReachedExtensions['reached'];

  constructor({ position, deepest }: Pick<FeedReader, 'position' | 'deepest'>) {
    this.reached = { position: positionText(position), tier: deepest };
  }
}

/** A root value: one member, named as the field. */
class LiveEvent {
  readonly [extensionsKey]: EventExtensions;
  readonly [field: string]: unknown;

  constructor(field: string, value: unknown, extensions: EventExtensions) {
    this[extensionsKey] = extensions;
    Object.defineProperty(this, field, { value, enumerable: true });
  }
}

/** What live streams stand on, one per subgraph. */
export interface LiveParts {
  readonly db: Db;
  readonly feed: Feed;
  readonly cursors: Cursors;
  /** How long a cursor leads back, ms. */
  readonly retentionMs: number;
}

/** One `subscribe`. */
export interface LiveRequest {
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  /** The field is marked @public: what it gives does not depend on who asks, so its cursors serve everybody. */
  readonly isPublic: boolean;
  /** `extensions.after`, whatever the client sent. */
  readonly after: unknown;
  /**
   * A gateway's wish: the place of each event, and once, as soon as all up to this place
   * has been given and nothing else is at hand, a word of it.
   */
  readonly tell?: Position | undefined;
  readonly signal: AbortSignal;
}

/** Retention of resume: design.md §3. */
export const defaultRetentionMs = 7 * 24 * 60 * 60 * 1000;

export function createLiveStreams(parts: LiveParts, request: LiveRequest): LiveStreams {
  return { stream: (spec) => new EventSource(parts, request, spec).events() };
}

class EventSource<T> {
  readonly #parts: LiveParts;
  readonly #request: LiveRequest;
  readonly #spec: StreamSpec<T>;
  readonly #bound: string;
  /** The place of which a word is still to be given. */
  #untold: Position | null;

  constructor(parts: LiveParts, request: LiveRequest, spec: StreamSpec<T>) {
    this.#parts = parts;
    this.#request = request;
    this.#spec = spec;
    this.#bound = boundOf(request);
    this.#untold = request.tell ?? null;
  }

  async *events(): AsyncGenerator<LiveEvent | Reached, void, void> {
    const { after, signal } = this.#request;
    let position = this.#resumeFrom(after);
    for (let mark: Mark = isGiven(after) ? 'resync' : 'start'; !signal.aborted; mark = 'resync') {
      if (!position) {
        const present = await this.#present(mark);
        position = present.position;
        yield present.event;
      }
      try {
        yield* this.#follow(position);
        // Ended, not lost: the client has gone or the subgraph closes.
        return;
      } catch (error) {
        if (!(error instanceof PositionLostError)) throw error;
      }
      // Lost on the way: told to the client by the present state, never by silence.
      position = undefined;
    }
  }

  async *#follow(after: Position): AsyncGenerator<LiveEvent | Reached, void, void> {
    for (let from: Position | undefined = after; from; ) from = yield* this.#readFrom(from);
  }

  /** Reads by the topics of now; gives the place of the change that turned the stream, undefined when the reading has ended. */
  async *#readFrom(after: Position): AsyncGenerator<LiveEvent | Reached, Position | undefined, void> {
    const { topics } = this.#spec;
    const now = typeof topics === 'function' ? await topics() : topics;
    const reader = this.#parts.feed.open({ after, topics: now, signal: this.#request.signal });
    try {
      for (;;) {
        const changes = await this.#take(reader);
        if (changes instanceof Reached) {
          yield changes;
          continue;
        }
        if (changes.length === 0) return undefined;
        const turn = yield* this.#eventsOf(changes);
        if (turn) return turn;
      }
    } finally {
      reader.close();
    }
  }

  async *#eventsOf(changes: readonly Change[]): AsyncGenerator<LiveEvent, Position | undefined, void> {
    for (const change of changes) {
      if (this.#request.signal.aborted) return undefined;
      const value = await this.#valueOf(change);
      const { position, committedAt, entry } = change;
      const entity = `${entry.entity}:${entry.entityId}`;
      if (value !== null) yield this.#event(value, position, { committedAt, entity });
      // The rest was looked for by the old topics.
      if (this.#spec.turns?.(change)) return position;
    }
    return undefined;
  }

  /** What comes next: changes, or the word that there are none up to the place asked for. Empty when the reading has ended. */
  async #take(reader: FeedReader): Promise<readonly Change[] | Reached> {
    const place = this.#untold;
    if (!place) return reader.take(readAhead);
    const changes = await reader.takeUpTo(place, readAhead);
    if (changes.length > 0 || this.#request.signal.aborted) return changes;
    this.#untold = null;
    return new Reached(reader);
  }

  /** An error is yielded as the field's value: execution reports it at the field's path, and the stream goes on. */
  async #valueOf(change: Change): Promise<T | Error | null> {
    try {
      return await this.#spec.event(change);
    } catch (error) {
      return asError(error);
    }
  }

  async #present(mark: Mark): Promise<{ position: Position; event: LiveEvent }> {
    const { value, position } = await readSnapshot(this.#parts.db, this.#spec.snapshot);
    return { position, event: this.#event(value, position, { committedAt: new Date(), mark }) };
  }

  #event(value: T | Error | null, position: Position, about: EventAbout): LiveEvent {
    const { committedAt, mark, entity } = about;
    const place = { position: positionText(position), ...(entity && { entity }), readAtMs: Date.now() };
    return new LiveEvent(this.#request.field, value, {
      cursor: this.#parts.cursors.seal(position, this.#bound),
      ...(mark && { [mark]: true }),
      committedAt: committedAt.toISOString(),
      ...(this.#request.tell && { place }),
    });
  }

  #resumeFrom(after: unknown): Position | undefined {
    const position = typeof after === 'string' ? this.#parts.cursors.open(after, this.#bound) : null;
    if (!position) return undefined;
    const isHeld = position.t * 1000 >= Date.now() - this.#parts.retentionMs;
    return isHeld ? position : undefined;
  }
}

type Mark = 'start' | 'resync';

interface EventAbout {
  readonly committedAt: Date;
  readonly mark?: Mark;
  readonly entity?: string;
}

/** Changes that are taken at a time while the consumer is busy. */
const readAhead = 64;

function isGiven(after: unknown): boolean {
  return after !== undefined && after !== null;
}

/** What a cursor of this subscribe is good for: the field with these arguments and, where it is private, this viewer. */
function boundOf(request: LiveRequest): string {
  const who = request.isPublic ? '' : `viewer:${request.viewer.id ?? 'anonymous'}`;
  return canonicalJson([request.field, request.args, who]);
}
