import { setTimeout as sleep } from 'node:timers/promises';
import type { Collection, Db } from 'mongodb';
import type { JournalEntry } from './journal.ts';
import { parseJournalEntry } from './journal-page.ts';
import type { Lease, LeaseHolding } from './lease.ts';
import { holdLease } from './lease.ts';
import { callPeer } from './peer-call.ts';
import { createPace } from './pace.ts';
import type { Logger } from './process/logger.ts';
import type { Transact, Tx } from './transact.ts';

/** A subgraph keeps its own copy of another's facts. */
export interface Follow<Store> {
  /** Name of the subgraph that is followed. */
  readonly source: string;
  /**
   * Called for every entry of its journal, in order, exactly once per life of its data: the place is saved in the
   * transaction `tx`. What it throws is logged, and the entry is tried again: nothing is passed over.
   */
  readonly apply: (entry: JournalEntry, tx: Tx, store: Store) => Promise<void>;
}

export interface FollowOptions {
  readonly db: Db;
  /** Of this following; two of one source have two places. */
  readonly name: string;
  readonly source: string;
  readonly url: string;
  readonly signingKey: string;
  readonly transact: Transact;
  readonly apply: (entry: JournalEntry, tx: Tx) => Promise<void>;
  readonly log: Logger;
  readonly ttlMs?: number;
  readonly pollMs?: number;
}

export interface Following {
  /** True once everything was applied that the source had at some moment after the first start; stays true when it is away. */
  ready(): boolean;
  metrics(): FollowMetrics;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface FollowMetrics {
  readonly name: string;
  /** Whether this process does the copying; of another the counters stand still. */
  readonly held: boolean;
  readonly applied: number;
  readonly failures: number;
  /** For how long there has been more to read, or the source has been away; 0 when everything was read. */
  readonly behindMs: number;
}

/**
 * Pulls the journal of a peer and applies it here. One process per subgraph does it; each goes on from the saved place,
 * also after a restart of either side, and waits with growing, random pauses while the peer is down. When the
 * peer's data set was replaced it begins at the beginning, with a warning: `apply` then sees every entry of the new one.
 */
export function startFollow(options: FollowOptions): Following {
  return new Follower(options);
}

interface FollowRow {
  readonly _id: string;
  readonly source: string;
  /** The peer's cursor after the last applied entry; null at the beginning. */
  readonly cursor: string | null;
  readonly caughtUp: boolean;
}

interface Page {
  readonly entries: readonly JournalEntry[];
  readonly end: string;
  readonly lost: boolean;
}

interface Pulled {
  /** Where the following stands now. */
  readonly row: FollowRow;
  readonly count: number;
  /** Whether that was all there was. */
  readonly hasAll: boolean;
}

class Follower implements Following {
  readonly #options: FollowOptions;
  readonly #rows: Collection<FollowRow>;
  readonly #closing = new AbortController();
  readonly #holding: LeaseHolding;
  readonly #watching: Promise<void>;
  #ready = false;
  #applied = 0;
  #failures = 0;
  #behindSince: number | null = Date.now();

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#rows = options.db.collection<FollowRow>('follows', { writeConcern: { w: 'majority' } });
    this.#holding = holdLease({ ...options, name: `follow:${options.name}` }, (lease) => this.#pull(lease));
    this.#watching = this.#watchReady();
  }

  ready(): boolean {
    return this.#ready;
  }

  metrics(): FollowMetrics {
    const held = this.#holding.held();
    const behindMs = held && this.#behindSince !== null ? Date.now() - this.#behindSince : 0;
    return { name: this.#options.name, held, applied: this.#applied, failures: this.#failures, behindMs };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#holding.close(), this.#watching]);
  }

  async #pull(lease: Lease): Promise<void> {
    this.#behindSince = Date.now();
    const pace = createPace();
    // What is written only here need not be read at each turn; another process that took over shows when the place is moved.
    let row: FollowRow | null = null;
    for (let failures = 0; !lease.signal.aborted; ) {
      try {
        const from: FollowRow = row ?? (await this.#row());
        const pulled = await this.#pullOnce(from, lease);
        row = pulled.row;
        failures = 0;
        if (pulled.hasAll) await pace.pause(pulled.count, lease.signal);
      } catch (error) {
        row = null;
        if (lease.signal.aborted) return;
        this.#failures += 1;
        this.#behindSince ??= Date.now();
        this.#tellFailure(error, failures);
        // Full jitter: those who follow one peer do not all come back in the same moment.
        await sleep(Math.random() * Math.min(200 * 2 ** failures, 5_000), undefined, {
          signal: lease.signal,
        }).catch(() => undefined);
        failures += 1;
      }
    }
  }

  /** A peer that starts, or is started again, is away for a moment: only one that stays away is worth a warning, once. */
  #tellFailure(error: unknown, failures: number): void {
    const { log, source } = this.#options;
    if (failures === worthWarning)
      log.warn({ source, reason: String(error) }, 'a followed subgraph stays away');
    else log.debug({ source, reason: String(error), failures }, 'following stopped for a moment');
  }

  async #pullOnce(row: FollowRow, lease: Lease): Promise<Pulled> {
    const page = await this.#fetch(row, lease.signal);
    if (page.lost && row.cursor !== null)
      this.#options.log.warn(
        { source: this.#options.source },
        'the data of the source was replaced; copying it anew',
      );
    if (page.entries.length > 0 || page.end !== row.cursor) await this.#apply(row, page);
    this.#applied += page.entries.length;
    const hasAll = page.entries.length < pageSize;
    this.#behindSince = hasAll ? null : (this.#behindSince ?? Date.now());
    if (hasAll && !row.caughtUp) await this.#rows.updateOne({ _id: row._id }, { $set: { caughtUp: true } });
    const next = { ...row, cursor: page.end, caughtUp: row.caughtUp || hasAll };
    return { row: next, count: page.entries.length, hasAll };
  }

  async #row(): Promise<FollowRow> {
    const { name, source } = this.#options;
    const fresh = { source, cursor: null, caughtUp: false };
    const row = await this.#rows.findOneAndUpdate(
      { _id: name },
      { $setOnInsert: fresh },
      { upsert: true, returnDocument: 'after' },
    );
    return row ?? { _id: name, ...fresh };
  }

  async #fetch(row: FollowRow, signal: AbortSignal): Promise<Page> {
    const { url, signingKey } = this.#options;
    const waitMs = row.caughtUp ? longPollMs : 0;
    const variables = { after: row.cursor, first: pageSize, waitMs };
    const data = await callPeer({ url, signingKey, query, variables, timeoutMs: waitMs + 40_000, signal });
    return parsePage(data['_journal']);
  }

  /** All or nothing; and nothing when another process has moved the place meanwhile. */
  async #apply(row: FollowRow, page: Page): Promise<void> {
    await this.#options.transact({ queue: `follow:${row._id}` }, async (tx) => {
      const moved = await this.#rows.updateOne(
        { _id: row._id, cursor: row.cursor },
        { $set: { cursor: page.end } },
        { session: tx.session },
      );
      if (moved.matchedCount !== 1) throw new Error(`${row._id} is followed by another process`);
      for (const entry of page.entries) await this.#options.apply(entry, tx);
    });
  }

  /** Whoever does the copying, its being caught up is in the row. */
  async #watchReady(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted && !this.#ready) {
      const row = await this.#rows.findOne({ _id: this.#options.name }).catch(() => null);
      this.#ready = row?.caughtUp ?? false;
      if (!this.#ready) await sleep(readyLookMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

const pageSize = 100;
const longPollMs = 15_000;
/** Failures in a row, by full-jitter back-off some seconds. */
const worthWarning = 8;
const readyLookMs = 200;

const query = `query ($after: String, $first: Int!, $waitMs: Int) {
  _journal(after: $after, first: $first, waitMs: $waitMs) { entries end lost }
}`;

function parsePage(page: unknown): Page {
  const { entries, end, lost } = (page ?? {}) as { entries?: unknown; end?: unknown; lost?: unknown };
  if (!Array.isArray(entries) || typeof end !== 'string')
    throw new Error('expected a page of the journal, got something else');
  return { entries: entries.map(parseJournalEntry), end, lost: lost === true };
}
