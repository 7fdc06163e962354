/**
 * The log of a run: what was asked, answered and delivered, one record after the other in the order in which this
 * process saw it. An answer that never came is `info`, never `fail`: the write may or may not have happened.
 */
export type HistoryRecord =
  | WriteRecord
  | ReadRecord
  | TokenRecord
  | RevocationRecord
  | SubscribeRecord
  | DeliverRecord
  | RefusedRecord
  | LeaveRecord
  | TruthRecord
  | SecretRecord
  | NemesisRecord;

interface Timed {
  /** Milliseconds since the run began, monotonic. */
  readonly t: number;
}

export interface WriteRecord extends Timed {
  readonly op: 'write';
  readonly type: 'invoke' | 'ok' | 'fail' | 'info';
  /** One per attempt; `idem` is the same for all attempts at one write. */
  readonly opId: number;
  readonly idem: string;
  /** The report; of one that is being made, known from `ok` on. */
  readonly key: string;
  readonly actor: string;
  /** The version that the write made, of `ok`. */
  readonly ver?: number;
  readonly code?: string;
}

/** One look at a report by whoever also writes; an answer that never came, or without the report, is `info`. */
export interface ReadRecord extends Timed {
  readonly op: 'read';
  readonly type: 'invoke' | 'ok' | 'info';
  readonly opId: number;
  readonly key: string;
  readonly actor: string;
  /** Of `ok`. */
  readonly ver?: number;
}

/** A token was given out, for a subscriber to come with. */
export interface TokenRecord extends Timed {
  readonly op: 'token';
  readonly token: string;
  readonly actor: string;
  /** On the clock of the records, the hub's leeway included; null for one that outlives the run. */
  readonly endsAt: number | null;
}

/** Somebody ends all sessions: what was given out before it was asked for is no good from `ok` on. */
export interface RevocationRecord extends Timed {
  readonly op: 'revocation';
  readonly type: 'invoke' | 'ok';
  readonly actor: string;
}

/** A subscriber begins or takes up its stream. */
export interface SubscribeRecord extends Timed {
  readonly op: 'subscribe';
  readonly subscriber: string;
  readonly actor: string;
  readonly after: string | null;
  readonly to: string;
  /** With which it came; absent for a stranger. */
  readonly token?: string;
}

/** One event as the SDK gave it out; one of a list is about many reports at its beginning. */
export interface DeliverRecord extends Timed {
  readonly op: 'deliver';
  readonly subscriber: string;
  readonly actor: string;
  readonly cursor: string | null;
  readonly mark: 'start' | 'resync' | 'change';
  readonly reports: readonly SeenReport[];
  /** Everything that was delivered, as it came. */
  readonly text: string;
}

export interface SeenReport {
  readonly key: string;
  readonly ver: number;
  readonly state: string;
}

/** A subscription that was refused, or ended, for a reason that no retry with the same token mends. */
export interface RefusedRecord extends Timed {
  readonly op: 'refused';
  readonly subscriber: string;
  readonly actor: string;
  readonly code: string;
}

/** From here on the subscriber wants nothing more and need not have seen the rest. */
export interface LeaveRecord extends Timed {
  readonly op: 'leave';
  readonly subscriber: string;
}

/** A majority read of one report's journal and notes after the last fault. */
export interface TruthRecord extends Timed {
  readonly op: 'truth';
  readonly key: string;
  readonly entries: readonly { readonly ver: number; readonly from: string | null; readonly to: string }[];
  /** Keys of the writes whose effect is there. */
  readonly idems: readonly string[];
}

/** What nobody but these may ever be shown. */
export interface SecretRecord extends Timed {
  readonly op: 'secret';
  readonly value: string;
  readonly readers: readonly string[];
}

export interface NemesisRecord extends Timed {
  readonly op: 'nemesis';
  readonly what: string;
}

/** Takes records and gives them a time. */
export class History {
  readonly #records: HistoryRecord[] = [];
  readonly #beganMs = performance.now();

  get records(): readonly HistoryRecord[] {
    return this.#records;
  }

  /** The time of a record that would be added now. */
  get nowMs(): number {
    return Math.round(performance.now() - this.#beganMs);
  }

  add(record: WithoutTime<HistoryRecord>): void {
    this.#records.push({ ...record, t: this.nowMs });
  }
}

type WithoutTime<T> = T extends unknown ? Omit<T, 't'> : never;
