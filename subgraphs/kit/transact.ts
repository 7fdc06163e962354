import type { ClientSession } from 'mongoose';
import type { JournalEntry, NewEntry } from './journal.ts';

/** A deadline to be kept: upserted by (kind, key) in the transaction that causes it. */
export interface NewTimer {
  readonly kind: string;
  readonly key: string;
  /** Hub clock. */
  readonly at: Date;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** How timers are written; `timers.ts` gives it. */
export interface TimerWriter {
  set(timer: NewTimer, session: ClientSession): Promise<void>;
  clear(kind: string, key: string, session: ClientSession): Promise<void>;
}

/** One running transaction. Everything done through it commits or vanishes together. */
export interface Tx {
  readonly session: ClientSession;
  /** Hub clock at the start of this attempt. */
  readonly now: Date;
  append(entry: NewEntry): Promise<JournalEntry>;
  setTimer(timer: NewTimer): Promise<void>;
  clearTimer(kind: string, key: string): Promise<void>;
}

export interface TransactOptions {
  /** Writes with the same queue name wait for each other inside this process, so that they do not collide. */
  readonly queue?: string;
}

/**
 * Runs `body` in one transaction with majority read and write concern. `body` may run several times, so it must
 * have no effect outside `tx`.
 * @throws GraphQLError UNAVAILABLE (no primary, no majority, deadline) or OVERLOADED (queue full)
 */
export type Transact = <T>(options: TransactOptions, body: (tx: Tx) => Promise<T>) => Promise<T>;
