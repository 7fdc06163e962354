import { setTimeout as sleep } from 'node:timers/promises';
import type { Collection, MongoClient } from 'mongodb';
import type { Logger } from './process/logger.ts';

/** The hub's clock: what rules, deadlines and stored times read. Tokens, signatures, leases and TTLs use real time. */
export interface Clock {
  now(): Date;
}

export interface OpenClock extends Clock {
  /** Calls `listener` after each move; the function that is given back ends it. */
  onMove(listener: () => void): () => void;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface ClockOptions {
  readonly client: MongoClient;
  /** The clock stands in database `<prefix>clock`. */
  readonly prefix: string;
  /** HUB_NOW: the clock starts there when it is first given or given anew, and runs. */
  readonly hubNow?: Date | undefined;
  /** In production the hub's clock is real time: a move has no effect, and `hubNow` is refused. */
  readonly production: boolean;
  readonly log: Logger;
}

/**
 * Real time plus an offset that is one for all processes; each sees a move within a second.
 * @throws Error when `hubNow` is given in production
 */
export async function openClock(options: ClockOptions): Promise<OpenClock> {
  if (options.production) {
    if (options.hubNow) throw new Error('HUB_NOW is refused when HUB_ENV is production.');
    return realClock;
  }
  const clock = new MovableClock(options);
  await clock.start();
  return clock;
}

export const realClock: OpenClock = Object.freeze({
  now: () => new Date(),
  onMove: () => () => undefined,
  close: () => Promise.resolve(),
});

/**
 * Moves the clock of every process that is not in production; `deltaMs` may be negative.
 * Answers what the hub's time is afterwards.
 */
export async function moveClock(client: MongoClient, prefix: string, deltaMs: number): Promise<Date> {
  const row = await clockRows(client, prefix).findOneAndUpdate(
    { _id: 'clock' },
    { $inc: { offsetMs: deltaMs } },
    { upsert: true, returnDocument: 'after' },
  );
  return new Date(Date.now() + (row?.offsetMs ?? deltaMs));
}

interface ClockRow {
  readonly _id: 'clock';
  readonly offsetMs: number;
  /** The HUB_NOW that the offset began with. */
  readonly hubNow?: Date;
}

const pollMs = 400;

class MovableClock implements OpenClock {
  readonly #options: ClockOptions;
  readonly #rows: Collection<ClockRow>;
  readonly #listeners = new Set<() => void>();
  readonly #closing = new AbortController();
  #offsetMs = 0;
  #polling: Promise<void> = Promise.resolve();

  constructor(options: ClockOptions) {
    this.#options = options;
    this.#rows = clockRows(options.client, options.prefix);
  }

  async start(): Promise<void> {
    const { hubNow } = this.#options;
    if (hubNow) await this.#startAt(hubNow);
    await this.#read();
    this.#polling = this.#poll();
  }

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  onMove(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#polling;
  }

  /** A second process, and a second start, with the same HUB_NOW find the clock running. */
  async #startAt(hubNow: Date): Promise<void> {
    await this.#rows.updateOne({ _id: 'clock' }, { $setOnInsert: { offsetMs: 0 } }, { upsert: true });
    await this.#rows.updateOne(
      { _id: 'clock', hubNow: { $ne: hubNow } },
      { $set: { offsetMs: hubNow.getTime() - Date.now(), hubNow } },
    );
  }

  async #poll(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await sleep(pollMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      // While the database is away the clock runs on with the offset it has.
      await this.#read().catch((err: unknown) =>
        this.#options.log.warn({ err }, 'the clock could not be read'),
      );
    }
  }

  async #read(): Promise<void> {
    const offsetMs = (await this.#rows.findOne({ _id: 'clock' }))?.offsetMs ?? 0;
    if (offsetMs === this.#offsetMs) return;
    this.#offsetMs = offsetMs;
    for (const listener of this.#listeners) listener();
  }
}

function clockRows(client: MongoClient, prefix: string): Collection<ClockRow> {
  return client
    .db(`${prefix}clock`)
    .collection<ClockRow>('clock', { readConcern: { level: 'majority' }, writeConcern: { w: 'majority' } });
}
