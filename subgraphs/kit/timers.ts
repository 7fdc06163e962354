import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import type { ClientSession, Collection, Db } from 'mongodb';
import type { OpenClock } from './clock.ts';
import type { Lease, LeaseHolding } from './lease.ts';
import { holdLease } from './lease.ts';
import { createCollection } from './mongo.ts';
import type { Logger } from './process/logger.ts';
import type { NewTimer, TimerWriter, Transact, Tx } from './transact.ts';
import { Wakeups } from './wakeups.ts';

/** A deadline that has come. */
export interface Timer {
  readonly kind: string;
  readonly key: string;
  /** When it was due, by the clock that it was set for; the handler may run later (`tx.now`). */
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

interface TimerRow extends Timer {
  readonly _id: string;
  readonly clock: 'hub' | 'real';
  /** How often the handler has thrown. */
  readonly failures?: number;
  /** Real time before which it is not tried again. */
  readonly retryAt?: Date;
}

export interface Timers {
  readonly writer: TimerWriter;
  /**
   * Fires what is due, in order of `at` for each clock, in whichever process holds the lease. The row goes in the same transaction as
   * what its handler writes, so each timer takes effect exactly once, whoever is killed when. A handler that throws is tried
   * again later and later (1 s to 5 min) while the others go on; a kind without a handler waits for one.
   */
  start(options: FireOptions): TimersFiring;
}

export interface TimersFiring extends LeaseHolding {
  /** Of this process, since its start. */
  metrics(): { readonly held: boolean; readonly fired: number; readonly failed: number };
}

export interface FireOptions {
  readonly handlers: Readonly<Record<string, (timer: Timer, tx: Tx) => Promise<void>>>;
  readonly transact: Transact;
  readonly clock: OpenClock;
  readonly log: Logger;
  readonly ttlMs?: number;
  readonly pollMs?: number;
}

/** Opens collection `timers`: one row per (kind, key). */
export async function openTimers(db: Db): Promise<Timers> {
  await createCollection(db, 'timers');
  const rows = db.collection<TimerRow>('timers', { writeConcern: { w: 'majority' } });
  await rows.createIndex({ clock: 1, at: 1, _id: 1 }, { name: 'dueByClock' });
  // Rows of before there were two clocks.
  await rows.updateMany({ clock: { $exists: false } }, { $set: { clock: 'hub' } });
  const wakeups = new Wakeups();
  let hubClock: OpenClock | null = null;
  // Most deadlines are days away: a look for each of them would cost more than the timer.
  const isNear = ({ clock = 'hub', at }: NewTimer): boolean => {
    const now = clock === 'hub' ? hubClock?.now() : new Date();
    return now !== undefined && at.getTime() < now.getTime() + lookMs;
  };
  return {
    writer: {
      set: async (set, session) => {
        await setRows(rows, set, session);
        if (set.some(isNear)) wakeups.wake();
      },
      clear: async (kind, key, session) => {
        await rows.deleteOne({ _id: idOf(kind, key) }, { session });
      },
    },
    start: (options) => {
      hubClock = options.clock;
      return startFiring({ ...options, db, rows, wakeups, counted: { fired: 0, failed: 0 } });
    },
  };
}

/** Setting one again moves it: the new deadline starts without the failures of the old one. */
async function setRows(
  rows: Collection<TimerRow>,
  timers: readonly NewTimer[],
  session: ClientSession,
): Promise<void> {
  const writes = timers.map(({ kind, key, at, clock = 'hub', data = {} }) => ({
    filter: { _id: idOf(kind, key) },
    replacement: { kind, key, at, clock, data },
    upsert: true,
  }));
  const [first, ...more] = writes;
  if (first === undefined) return;
  // One alone need not bear what the driver's bulk costs.
  if (more.length === 0) await rows.replaceOne(first.filter, first.replacement, { upsert: true, session });
  else
    await rows.bulkWrite(
      writes.map((replaceOne) => ({ replaceOne })),
      { session },
    );
}

function idOf(kind: string, key: string): string {
  return JSON.stringify([kind, key]);
}

interface Firing extends FireOptions {
  readonly counted: { fired: number; failed: number };
  readonly db: Db;
  readonly rows: Collection<TimerRow>;
  readonly wakeups: Wakeups;
}

function startFiring(firing: Firing): TimersFiring {
  const { db, log, clock, wakeups, ttlMs, pollMs } = firing;
  const holding = holdLease(
    { db, name: 'timers', log, ...(ttlMs && { ttlMs }), ...(pollMs && { pollMs }) },
    (lease) => fireAll(firing, lease),
  );
  const stopListening = clock.onMove(() => wakeups.wake());
  return {
    held: () => holding.held(),
    metrics: () => ({ held: holding.held(), ...firing.counted }),
    close: async () => {
      stopListening();
      await holding.close();
    },
  };
}

async function fireAll(firing: Firing, lease: Lease): Promise<void> {
  while (!lease.signal.aborted) {
    const wake = firing.wakeups.seen();
    const due = await nextDue(firing);
    if (due) await fire(firing, lease, due);
    // A timer that another process sets shows at the next look; one of this process, and a moved clock, at once.
    else await firing.wakeups.next(wake, { timeoutMs: lookMs, signal: lease.signal });
  }
}

async function nextDue(firing: Firing): Promise<TimerRow | null> {
  const byHub = await nextOf(firing, { clock: 'hub', now: firing.clock.now() });
  return byHub ?? nextOf(firing, { clock: 'real', now: new Date() });
}

function nextOf(
  { rows, handlers }: Firing,
  { clock, now }: { readonly clock: TimerRow['clock']; readonly now: Date },
): Promise<TimerRow | null> {
  const isTried = { $or: [{ retryAt: { $exists: false } }, { retryAt: { $lte: new Date() } }] };
  return rows.findOne(
    { clock, at: { $lte: now }, kind: { $in: Object.keys(handlers) }, ...isTried },
    { sort: { at: 1, _id: 1 } },
  );
}

async function fire(firing: Firing, lease: Lease, row: TimerRow): Promise<void> {
  try {
    const isFired = await firing.transact({}, async (tx) => {
      await lease.fence(tx.session);
      // Moved or cleared since it was read: then there is nothing to fire.
      const taken = await firing.rows.deleteOne({ _id: row._id, at: row.at }, { session: tx.session });
      if (taken.deletedCount === 1) await firing.handlers[row.kind]?.(timerOf(row), tx);
      return taken.deletedCount === 1;
    });
    if (isFired) firing.counted.fired += 1;
  } catch (error) {
    if (lease.signal.aborted) return;
    // No fault of the handler's: it keeps its turn.
    if (isNoFault(error)) return sleep(200, undefined, { ref: false });
    firing.counted.failed += 1;
    firing.log.error({ err: error, kind: row.kind, key: row.key }, 'a timer failed and will be tried again');
    await postpone(firing.rows, row);
  }
}

function isNoFault(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  return error.extensions['code'] === 'UNAVAILABLE' || error.extensions['code'] === 'OVERLOADED';
}

async function postpone(rows: Collection<TimerRow>, { _id, at, failures = 0 }: TimerRow): Promise<void> {
  const waitMs = Math.min(1_000 * 2 ** failures, 300_000);
  const later = { retryAt: new Date(Date.now() + waitMs), failures: failures + 1 };
  await rows.updateOne({ _id, at }, { $set: later });
}

function timerOf({ kind, key, at, data }: TimerRow): Timer {
  return { kind, key, at, data };
}

const lookMs = 500;
