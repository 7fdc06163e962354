import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession, Collection, Db } from 'mongodb';
import { endAbandonedTransactions } from './abandoned-transactions.ts';
import { isDuplicateKey } from './mongo.ts';
import type { Logger } from './process/logger.ts';

/** What the holder of a lease works with. */
export interface Lease {
  /** Grows with every new holder of this name: what an old one still sends can be told from what the present one does. */
  readonly token: number;
  /** Aborts when the lease can no longer be vouched for, at the latest when its time is over. */
  readonly signal: AbortSignal;
  /**
   * Ties the caller's transaction to the lease: it cannot commit once somebody else holds it.
   * @throws Error when it is already lost
   */
  fence(session: ClientSession): Promise<void>;
}

export interface LeaseOptions {
  readonly db: Db;
  /** What is leased: one holder per name and database. */
  readonly name: string;
  readonly log: Logger;
  /** How long a lease lives without renewal. A killed holder is followed by another after this and one poll. */
  readonly ttlMs?: number;
  readonly pollMs?: number;
}

export interface LeaseHolding {
  /** True while this process holds the lease. */
  held(): boolean;
  /** Lets go, so that another takes over at once. Idempotent. */
  close(): Promise<void>;
}

export const leaseTtlMs = 4_000;
export const leasePollMs = 1_000;

/**
 * Runs `work` whenever this process is the one holder of a lease, again and again until closed. Times are the server's
 * ($$NOW), so clocks of processes do not matter. `work` has to end soon after its lease's signal; what it throws is
 * logged and it is run again.
 */
export function holdLease(options: LeaseOptions, work: (lease: Lease) => Promise<void>): LeaseHolding {
  const holder = new LeaseHolder(options, work);
  return { held: () => holder.held, close: () => holder.close() };
}

interface LeaseRow {
  readonly _id: string;
  readonly holder: string | null;
  readonly until: Date;
  readonly token: number;
  readonly fences?: number;
}

class LeaseHolder {
  readonly #options: LeaseOptions;
  readonly #work: (lease: Lease) => Promise<void>;
  readonly #rows: Collection<LeaseRow>;
  readonly #me = randomUUID();
  readonly #ttlMs: number;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  held = false;

  constructor(options: LeaseOptions, work: (lease: Lease) => Promise<void>) {
    this.#options = options;
    this.#work = work;
    this.#ttlMs = options.ttlMs ?? leaseTtlMs;
    this.#rows = options.db.collection<LeaseRow>('leases', {
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority', wtimeoutMS: this.#ttlMs },
    });
    this.#running = this.#run();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const askedAt = performance.now();
      const token = await this.#acquire().catch((error: unknown) =>
        this.#complain(error, 'no lease could be had'),
      );
      // Closed while the lease was being acquired: work that begins with an ended signal would wait for it for ever.
      if (token && signal.aborted) await this.#giveBack(token);
      else if (token) await this.#hold(token, askedAt);
      await sleep(this.#options.pollMs ?? leasePollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The token, or undefined when somebody else holds it. */
  async #acquire(): Promise<number | undefined> {
    const { name } = this.#options;
    await this.#freeFromTheDead();
    const row = await this.#rows.findOneAndUpdate(
      { _id: name, $expr: { $lte: ['$until', '$$NOW'] } },
      [{ $set: { holder: this.#me, until: this.#untilNext(), token: { $add: ['$token', 1] } } }],
      { returnDocument: 'after', maxTimeMS: this.#ttlMs },
    );
    if (row) return row.token;
    return (await this.#makeRow()) ? this.#acquire() : undefined;
  }

  /** A holder that was killed within a fenced transaction has the row locked, and what its work was about. */
  async #freeFromTheDead(): Promise<void> {
    const { db, name } = this.#options;
    const isDead = { _id: name, holder: { $ne: null }, $expr: { $lte: ['$until', '$$NOW'] } };
    if (!(await this.#rows.findOne(isDead, { projection: { _id: 1 } }))) return;
    await endAbandonedTransactions(db).catch((error: unknown) =>
      this.#complain(
        error,
        'transactions of a dead process could not be ended; the server will, in a minute or more',
      ),
    );
  }

  /** The first of all makes the row, free for who asks next: an upsert may not look at the server's clock. */
  async #makeRow(): Promise<boolean> {
    const free = { holder: null, until: new Date(0), token: 0 };
    try {
      const made = await this.#rows.updateOne(
        { _id: this.#options.name },
        { $setOnInsert: free },
        { upsert: true },
      );
      return made.upsertedCount === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async #hold(token: number, askedAt: number): Promise<void> {
    const ending = new AbortController();
    const { signal } = ending;
    const end = (): void => ending.abort();
    this.#closing.signal.addEventListener('abort', end, { once: true });
    this.held = true;
    const renewing = this.#renew(token, askedAt, ending);
    const lease: Lease = { token, signal, fence: (session) => this.#fence(token, session) };
    await this.#work(lease).catch((error: unknown) => {
      if (!signal.aborted) this.#complain(error, 'the work of a leaseholder failed');
    });
    ending.abort();
    this.held = false;
    this.#closing.signal.removeEventListener('abort', end);
    await renewing;
    await this.#giveBack(token);
  }

  /** Never rejects: a lease that could not be given back ends by its time. */
  async #giveBack(token: number): Promise<void> {
    await this.#release(token).catch((error: unknown) => this.#complain(error, 'a lease was not given back'));
  }

  /** Renews three times per life. Counted from before the request that renewed it, the lease ends here before it ends there. */
  async #renew(token: number, askedAt: number, ending: AbortController): Promise<void> {
    const { signal } = ending;
    for (let safeUntil = askedAt + this.#ttlMs * 0.9; !signal.aborted; ) {
      const expiry = setTimeout(() => ending.abort(), Math.max(0, safeUntil - performance.now()));
      await sleep(this.#ttlMs / 3, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) {
        const at = performance.now();
        const renewed = await this.#extend(token).catch((error: unknown) => {
          this.#complain(error, 'a lease was not renewed');
          return undefined;
        });
        if (renewed) safeUntil = at + this.#ttlMs * 0.9;
        if (renewed === false) ending.abort();
      }
      clearTimeout(expiry);
    }
  }

  /** False when it belongs to somebody else by now. */
  async #extend(token: number): Promise<boolean> {
    const renewed = await this.#rows.updateOne({ _id: this.#options.name, token, holder: this.#me }, [
      { $set: { until: this.#untilNext() } },
    ]);
    return renewed.matchedCount === 1;
  }

  async #release(token: number): Promise<void> {
    await this.#rows.updateOne({ _id: this.#options.name, token, holder: this.#me }, [
      { $set: { until: '$$NOW', holder: null } },
    ]);
  }

  async #fence(token: number, session: ClientSession): Promise<void> {
    const mine = { _id: this.#options.name, token, holder: this.#me };
    const touched = await this.#rows.updateOne(mine, { $inc: { fences: 1 } }, { session });
    if (touched.matchedCount !== 1) throw new Error(`the lease ${this.#options.name} was lost`);
  }

  #untilNext(): object {
    return { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: this.#ttlMs } };
  }

  #complain(err: unknown, message: string): undefined {
    this.#options.log.warn({ err, lease: this.#options.name }, message);
    return undefined;
  }
}
