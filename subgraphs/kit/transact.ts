import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession, Connection } from 'mongoose';
import type { Clock } from './clock.ts';
import { unlessAborted, withDeadline } from './deadline.ts';
import { hubError } from './errors.ts';
import type { Journal, JournalEntry, NewEntry } from './journal.ts';
import { databaseError, isLostConnection, isNoServer, transactionOptions } from './mongo.ts';
import type { Lines, Slots } from './slots.ts';

/** A deadline to be kept: upserted by (kind, key) in the transaction that causes it. */
export interface NewTimer {
  readonly kind: string;
  readonly key: string;
  readonly at: Date;
  /** By which clock `at` is meant: the hub's unless said otherwise, real time for what tickets and leases leave behind. */
  readonly clock?: 'hub' | 'real';
  readonly data?: Readonly<Record<string, unknown>>;
}

/** How timers are written; `timers.ts` gives it. */
export interface TimerWriter {
  set(timers: readonly NewTimer[], session: ClientSession): Promise<void>;
  clear(kind: string, key: string, session: ClientSession): Promise<void>;
}

/** An entry that happened at another moment than the transaction. */
export interface DatedEntry {
  readonly entry: NewEntry;
  readonly at: Date;
}

/** One running transaction: what is done through it commits together or not at all. One operation at a time. */
export interface Tx {
  readonly session: ClientSession;
  /** Hub clock at the start of this attempt. */
  readonly now: Date;
  append(entry: NewEntry): Promise<JournalEntry>;
  /** As `append` for many in one command, each dated by itself; in the order given. */
  appendAll(entries: readonly DatedEntry[]): Promise<readonly JournalEntry[]>;
  setTimer(timer: NewTimer): Promise<void>;
  /** As `setTimer` for many in one command. */
  setTimers(timers: readonly NewTimer[]): Promise<void>;
  clearTimer(kind: string, key: string): Promise<void>;
}

export interface TransactOptions {
  /** Writes with the same queue name wait for each other inside this process, so that they do not collide. */
  readonly queue?: string;
  /** Instead of the hub's clock: sample data is written in the past. */
  readonly now?: Date;
}

/**
 * Runs `body` in one transaction with majority read and write concern. `body` may run several times, so it must have no
 * effect outside `tx`; what it throws ends the transaction and is thrown on.
 * @throws GraphQLError UNAVAILABLE (no primary, no majority, 10 s passed: the write may or may not be stored) or
 * OVERLOADED (too many writes wait: nothing was stored)
 */
export type Transact = <T>(options: TransactOptions, body: (tx: Tx) => Promise<T>) => Promise<T>;

/** Thrown by a body to have its transaction undone and run again from the start. */
export class RunAgain extends Error {}

export interface TransactParts {
  readonly db: Connection;
  readonly clock: Pick<Clock, 'now'>;
  readonly journal: Journal;
  readonly timers: TimerWriter;
  /** Caps the transactions of this process: past some 16 writers only waiting grows. */
  readonly slots: Slots;
  readonly lines: Lines;
  readonly deadlineMs?: number;
}

export const maxTransactions = { size: 24, maxWaiting: 1_000 } as const;
/** How many writes may wait for one entity. */
export const maxLine = 200;

export function createTransact(parts: TransactParts): Transact {
  return <T>(options: TransactOptions, body: (tx: Tx) => Promise<T>) =>
    withDeadline(parts.deadlineMs ?? 10_000, (signal) => {
      const { now } = options;
      const its = now ? { ...parts, clock: { now: () => now } } : parts;
      const run = (): Promise<T> =>
        parts.slots.run(signal, () => unlessAborted(signal, attempts(its, body, signal), deadlinePassed));
      return options.queue === undefined ? run() : parts.lines.run(options.queue, signal, run);
    });
}

async function attempts<T>(
  parts: TransactParts,
  body: (tx: Tx) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const session = parts.db.getClient().startSession();
    try {
      session.startTransaction(transactionOptions);
      const result = await body(openTx(parts, session)).catch(runAgainIfLost);
      signal.throwIfAborted();
      await commit(session, signal);
      return result;
    } catch (error) {
      if (signal.aborted) throw deadlinePassed();
      if (!mayRunAgain(error)) throw databaseError(error) ?? error;
    } finally {
      await endSession(session);
    }
    await sleep(backOffMs(attempt), undefined, { signal }).catch(() => undefined);
  }
}

/** Before the commit is asked for nothing can have been stored, whether or not the driver's label says so. */
function runAgainIfLost(error: unknown): never {
  throw isLostConnection(error) ? new RunAgain('the connection was lost', { cause: error }) : error;
}

function openTx(parts: TransactParts, session: ClientSession): Tx {
  const now = parts.clock.now();
  let ordinal = 0;
  return {
    session,
    now,
    append: (entry) => parts.journal.append(entry, { session, now, ordinal: ordinal++ }),
    appendAll: (entries) => {
      const first = ordinal;
      ordinal += entries.length;
      return parts.journal.appendAll(entries, { session, ordinal: first });
    },
    setTimer: (timer) => parts.timers.set([timer], session),
    setTimers: (timers) => parts.timers.set(timers, session),
    clearTimer: (kind, key) => parts.timers.clear(kind, key, session),
  };
}

/** Commits; an answer that got lost is asked for again, since committing twice is the same as once. */
async function commit(session: ClientSession, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      if (signal.aborted || isNoServer(error) || !isUnknownResult(error)) throw error;
    }
    await sleep(backOffMs(attempt), undefined, { signal }).catch(() => undefined);
  }
}

function mayRunAgain(error: unknown): boolean {
  if (error instanceof RunAgain) return true;
  return hasLabel(error, 'TransientTransactionError') && !isNoServer(error);
}

// A majority that does not come within the write concern's time (64) is waited for once, not until the deadline.
function isUnknownResult(error: unknown): boolean {
  const timedOut = error instanceof Error && 'code' in error && (error.code === 64 || error.code === 50);
  return !timedOut && (isLostConnection(error) || hasLabel(error, 'UnknownTransactionCommitResult'));
}

function hasLabel(error: unknown, label: string): boolean {
  if (!(error instanceof Error) || !('hasErrorLabel' in error)) return false;
  return typeof error.hasErrorLabel === 'function' && error.hasErrorLabel(label) === true;
}

/** Ends the session, which aborts what was not committed. Without a server that takes long and nobody needs to wait. */
async function endSession(session: ClientSession): Promise<void> {
  const ended = session.endSession().catch(() => undefined);
  await Promise.race([ended, sleep(500, undefined, { ref: false })]);
}

/** Random, so that two writers which collided do not collide again; up to 5, 10, 20 … 320 ms. */
function backOffMs(attempt: number): number {
  return Math.random() * 5 * 2 ** Math.min(attempt - 1, 6);
}

function deadlinePassed(): Error {
  return hubError(
    'UNAVAILABLE',
    'The change could not be confirmed in time. Send it again with the same clientMutationId.',
  );
}
