import type { mongo } from 'mongoose';
import type { Sealed } from './person-key.ts';

/** One change of state as its author hands it over; `append` adds identity, place and time. */
export interface NewEntry {
  readonly entity: string;
  readonly entityId: string;
  readonly kind: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly why?: string | null;
  /** The entity's version after this change: 1, 2, 3 … without a hole. */
  readonly version: number;
  /** What everybody may know (P0/P1), at most 64 KiB of BSON. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** What only some may know: stored as ciphertext under that person's key. */
  readonly sealed?: { readonly personId: string; readonly value: unknown };
  /** Stream topics such as `Report:<id>`; an entry without topics never reaches a stream. */
  readonly topics: readonly string[];
  readonly actor?: { readonly role: string; readonly id?: string };
}

/** A journal entry as it is stored; it never changes but for `pos`, which the stamper adds once. */
export interface JournalEntry extends Omit<NewEntry, 'sealed'> {
  readonly _id: string;
  /** Place among the entries of its transaction, from 0. */
  readonly ordinal: number;
  /** Hub clock, not wall clock. */
  readonly at: Date;
  readonly sealed?: Sealed;
  /** Cluster time of the commit, missing until stamped. */
  readonly pos?: mongo.Timestamp;
}
