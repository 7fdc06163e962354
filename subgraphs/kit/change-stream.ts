import { setTimeout as sleep } from 'node:timers/promises';
import type { MongoClient } from 'mongodb';
import type { Change, JournalInsert } from './change.ts';
import { changeOfInsert } from './change.ts';
import { presentTime } from './data-set-life.ts';
import type { JournalChangeStream, StreamStartPoint } from './journal-watch.ts';
import { isStartLost, timeOfToken, tokenOf, watchJournal, watchJournals } from './journal-watch.ts';
import type { Position } from './position.ts';
import { beforeEvery, comparePositions, earliest, positionAt, timeOf } from './position.ts';
import type { Logger } from './process/logger.ts';

/** From here on the stream gives everything. */
export interface StreamStart {
  /** Every later entry will come; an entry at or before it may have been missed. */
  readonly position: Position;
  /** The stream's place as a token: another stream whose token is not smaller has passed `position`. */
  readonly token: string;
}

export interface ChangeSink {
  /** Each later entry of the database once, in position order. Must not throw. */
  change(change: Change): void;
  /**
   * The stream begins here: called once before the first change, and again when the oplog no longer holds what came
   * after the last one given. What lies before `start` is to be had elsewhere.
   */
  begin(start: StreamStart): void;
  /** Everything up to here has been given, though nothing was: an idle stream moves on with its cluster. */
  reached(position: Position): void;
}

export interface ChangeSource {
  /**
   * Begins to give the changes of one database to `sink`; resolves once the stream is open, with a function that ends
   * it. Waits as long as no server answers.
   */
  attach(database: string, sink: ChangeSink): Promise<() => void>;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface ChangeSourceOptions {
  readonly client: MongoClient;
  /** All databases that will be attached: one is watched by itself, several by one stream of the whole cluster. */
  readonly databases: readonly [string, ...string[]];
  readonly log: Logger;
}

/**
 * The one change stream of a process. The driver resumes it over elections and dropped connections by itself; when it
 * gives up, the stream is opened again where it stood, for as long as it takes. Only when the server refuses
 * that place for good (oplog rolled over) do the sinks get a new `begin`.
 */
export function openChangeSource(options: ChangeSourceOptions): ChangeSource {
  return new JournalStream(options);
}

class JournalStream implements ChangeSource {
  readonly #options: ChangeSourceOptions;
  readonly #sinks = new Map<string, Set<ChangeSink>>();
  readonly #closing = new AbortController();
  #opening: Promise<void> | undefined;
  #running: Promise<void> | undefined;
  #open: OpenStream | undefined;
  /** Nothing at or before it will be given (again). */
  #last: Position = earliest;
  /** Each event's token has begun with its time so far; when one does not, no token is taken for a time any more. */
  #readsTokens = true;

  constructor(options: ChangeSourceOptions) {
    this.#options = options;
  }

  async attach(database: string, sink: ChangeSink): Promise<() => void> {
    if (!this.#options.databases.includes(database))
      throw new Error(`expected one of ${this.#options.databases.join(', ')}, got ${database}`);
    await (this.#opening ??= this.#begin());
    const sinks = this.#sinks.get(database) ?? new Set();
    sink.begin(this.#place());
    this.#sinks.set(database, sinks.add(sink));
    return () => void sinks.delete(sink);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#open?.stream.close().catch(() => undefined);
    await this.#opening?.catch(() => undefined);
    await this.#running;
  }

  async #begin(): Promise<void> {
    const open = await this.#openNow();
    this.#open = open;
    this.#running = this.#run(open);
  }

  /** Gives what comes until the stream ends, then opens the next one where it ended. */
  async #run(first: OpenStream): Promise<void> {
    for (let open = first; ; ) {
      const error = await this.#giveAll(open);
      await open.stream.close().catch(() => undefined);
      if (this.#closing.signal.aborted) return;
      this.#options.log.warn({ err: error }, 'the change stream ended; opening it again');
      const next = await this.#reopen(open.stream.resumeToken, error).catch(() => undefined);
      if (!next) return;
      this.#open = open = next;
    }
  }

  /** Never resolves while the stream lives; the value is why it ended. */
  async #giveAll(open: OpenStream): Promise<unknown> {
    // The token of the last event of a batch moves on before that event is here: looked at in the next turn, by when it is.
    const moved = (): void => void setImmediate(() => this.#tellReached(open));
    open.stream.on('resumeTokenChanged', moved);
    try {
      this.#give(await open.first);
      for (;;) this.#give(await open.stream.next());
    } catch (error) {
      return error;
    } finally {
      open.stream.off('resumeTokenChanged', moved);
    }
  }

  #tellReached({ stream }: OpenStream): void {
    if (this.#open?.stream !== stream || !this.#readsTokens) return;
    const time = timeOfToken(stream.resumeToken);
    // Events of that very time may still come.
    const position = time && positionAt(time, beforeEvery);
    if (!position || comparePositions(position, this.#last) <= 0) return;
    for (const sinks of this.#sinks.values()) for (const sink of sinks) sink.reached(position);
  }

  #give(insert: JournalInsert & { readonly _id: unknown }): void {
    const change = changeOfInsert(insert);
    this.#readsTokens &&= timeOfToken(insert._id)?.equals(insert.clusterTime) ?? false;
    // A start at a cluster time is inclusive: what was given before comes again.
    if (comparePositions(change.position, this.#last) <= 0) return;
    this.#last = change.position;
    for (const sink of this.#sinks.get(insert.ns.db) ?? []) sink.change(change);
  }

  async #reopen(token: unknown, why: unknown): Promise<OpenStream> {
    const starts: StreamStartPoint[] = [{ startAtOperationTime: timeOf(this.#last) }];
    if (token) starts.unshift({ resumeAfter: token });
    // An `invalidate` (the watched database was dropped) ends a stream at its place again and again.
    for (const start of isDropped(why) ? [] : starts) {
      try {
        return await this.#retry(() => this.#openAt(start));
      } catch (error) {
        if (!isStartLost(error)) throw error;
      }
    }
    this.#options.log.error(
      { err: why },
      'the change stream lost its place; readers go on through the journal',
    );
    const open = await this.#openNow();
    const start = { position: this.#last, token: tokenOf(open.stream) };
    for (const sinks of this.#sinks.values()) for (const sink of sinks) sink.begin(start);
    return open;
  }

  #openNow(): Promise<OpenStream> {
    return this.#retry(async () => {
      const time = await presentTime(this.#options.client.db(this.#options.databases[0]));
      const open = await this.#openAt({ startAtOperationTime: time });
      this.#last = positionAt(time, beforeEvery);
      return open;
    });
  }

  /** Resolves when the server has accepted the start. */
  async #openAt(start: StreamStartPoint): Promise<OpenStream> {
    const { client, databases } = this.#options;
    const stream =
      databases.length === 1
        ? watchJournal(client.db(databases[0]), { ...start, maxAwaitTimeMS: idleMs })
        : watchJournals(client, databases, { ...start, maxAwaitTimeMS: idleMs });
    const first = stream.next();
    try {
      // An empty first batch gives a token and no event.
      await Promise.race([
        first,
        new Promise<void>((open) => stream.once('resumeTokenChanged', () => open())),
      ]);
      this.#closing.signal.throwIfAborted();
      return { stream, first };
    } catch (error) {
      first.catch(() => undefined);
      await stream.close().catch(() => undefined);
      throw error;
    }
  }

  /** Tries until it succeeds, is closed, or meets an error that will stay. */
  async #retry<T>(attempt: () => Promise<T>): Promise<T> {
    for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 1_000)) {
      try {
        return await attempt();
      } catch (error) {
        if (this.#closing.signal.aborted || isStartLost(error)) throw error;
        this.#options.log.warn({ err: error }, 'no change stream yet');
        await sleep(waitMs, undefined, { signal: this.#closing.signal });
      }
    }
  }

  #place(): StreamStart {
    if (!this.#open) throw new Error('expected an open change stream, got none');
    return { position: this.#last, token: tokenOf(this.#open.stream) };
  }
}

interface OpenStream {
  readonly stream: JournalChangeStream;
  readonly first: Promise<JournalInsert & { readonly _id: unknown }>;
}

/** How long the server holds an idle request open; closing waits for that. */
const idleMs = 250;

/** The driver's word for a cursor that the server has ended. */
function isDropped(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'MongoRuntimeError';
}
