import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { ClientSession, mongo } from 'mongoose';
import type { AuditMark } from './audit-mark.ts';
import { markOf } from './audit-mark.ts';
import { createCollection, insertAll, nativeDb } from './mongo.ts';
import type { PersonKeys, Sealed } from './person-key.ts';

/** One change of state as its author hands it over; `append` adds identity, place and time. */
export interface NewEntry {
  readonly entity: string;
  readonly entityId: string;
  readonly kind: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly why?: string | null;
  /** The entity's version after this change: 1, 2, 3 … each once; 0 when the entity itself is not changed (access, erased). */
  readonly version: number;
  /** What everybody may know (P0/P1); the whole entry is at most 64 KiB of BSON. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** What only some may know: stored as ciphertext under that person's key. */
  readonly sealed?: { readonly personId: string; readonly value: unknown };
  /**
   * Ids of the persons whom the payload names, where peers need to know whom a fact is about: when one of them is erased,
   * the payload becomes `{ erased: true }`.
   */
  readonly about?: readonly string[];
  /** Stream topics such as `Report:<id>`; an entry without topics never reaches a stream. */
  readonly topics: readonly string[];
  readonly actor?: { readonly role: string; readonly id?: string };
  /** A read or write of sensitive data (P4), or what the audit has to know of: it is sealed in the chain (audit-seal.ts). */
  readonly audited?: boolean;
}

/**
 * A journal entry as it is stored; it never changes but for `pos`, which the stamper adds once, and for an erasure (erase-person.ts). It
 * is never deleted but for a look or a refusal past its retention (audit-retention.ts).
 */
export interface JournalEntry extends Omit<NewEntry, 'sealed' | 'audited'> {
  readonly _id: string;
  /** Place among the entries of its transaction, from 0. */
  readonly ordinal: number;
  /** Hub clock, not wall clock. */
  readonly at: Date;
  readonly sealed?: Sealed;
  readonly audit?: AuditMark;
  /** Cluster time of the commit, missing until stamped. */
  readonly pos?: mongo.Timestamp;
}

export const journalName = 'journal';

export const maxEntryBytes = 64 * 1024;

export interface Journal {
  readonly collection: mongo.Collection<JournalEntry>;
  /** Stores one entry in the caller's transaction. */
  append(entry: NewEntry, at: AppendPlace): Promise<JournalEntry>;
  /** The same for many; `ordinal` is that of the first. */
  appendAll(
    entries: readonly { readonly entry: NewEntry; readonly at: Date }[],
    at: Omit<AppendPlace, 'now'>,
  ): Promise<readonly JournalEntry[]>;
  /** The entry that made this version of an entity; null when there is none. */
  ofVersion(of: EntityVersion): Promise<JournalEntry | null>;
  /** @throws Error when there is none: entries are never deleted */
  get(id: string, session?: ClientSession): Promise<JournalEntry>;
}

export interface EntityVersion {
  readonly entity: string;
  readonly entityId: string;
  /** From 1 on. */
  readonly version: number;
}

export interface AppendPlace {
  readonly session: ClientSession;
  readonly ordinal: number;
  readonly now: Date;
}

export interface JournalKeys {
  readonly personKeys: PersonKeys;
  readonly auditKey: Buffer;
}

/** Opens the append-only collection `journal` with its indexes. */
export async function openJournal(
  db: mongoose.Connection,
  { personKeys, auditKey }: JournalKeys,
): Promise<Journal> {
  const keys = { personKeys, auditKey };
  await createCollection(nativeDb(db), journalName);
  const collection = nativeDb(db).collection<JournalEntry>(journalName, { ignoreUndefined: true });
  await collection.createIndexes(indexes);
  return {
    collection,
    append: async (entry, place) => {
      const stored = await toStored(entry, place, keys);
      await collection.insertOne(stored, { session: place.session });
      return stored;
    },
    appendAll: async (entries, { session, ordinal }) => {
      const stored = await Promise.all(
        entries.map(({ entry, at }, index) =>
          toStored(entry, { session, ordinal: ordinal + index, now: at }, keys),
        ),
      );
      await insertAll(collection, stored, session);
      return stored;
    },
    ofVersion: ({ entity, entityId, version }) => collection.findOne({ entity, entityId, version }),
    get: async (id, session) => {
      const entry = await collection.findOne({ _id: id }, session ? { session } : {});
      if (!entry) throw new Error(`expected the journal entry ${id}, got nothing`);
      return entry;
    },
  };
}

const indexes: mongo.IndexDescription[] = [
  // Position order (`n` stands beside `pos` in a stamped row, change.ts); and, since a missing `pos` is indexed as null,
  // the stamper's `{ pos: null }` as well: a partial index cannot ask for a missing field.
  { name: 'position', key: { pos: 1, n: 1 } },
  { name: 'topicPosition', key: { topics: 1, pos: 1, n: 1 } },
  // Position order of what is sealed; entries that are not audited are not in it.
  {
    name: 'audited',
    key: { 'audit.v': 1, pos: 1, n: 1 },
    partialFilterExpression: { 'audit.v': 1 },
  },
  // The looks at one person, for the person's erasure.
  { name: 'looks', key: { 'payload.whose': 1 }, partialFilterExpression: { kind: 'access' } },
  // The entries that name one person, for the person's erasure.
  { name: 'about', key: { about: 1 }, partialFilterExpression: { about: { $exists: true } } },
  // The last guard of "versions are 1, 2, 3 without repeats": two writers of one version cannot both commit.
  {
    name: 'entityVersion',
    key: { entity: 1, entityId: 1, version: 1 },
    unique: true,
    partialFilterExpression: { version: { $gt: 0 } },
  },
];

async function toStored(
  entry: NewEntry,
  place: AppendPlace,
  { personKeys, auditKey }: JournalKeys,
): Promise<JournalEntry> {
  const { sealed, audited = false, ...open } = entry;
  const unmarked: JournalEntry = {
    // First, as MongoDB gives it back: an entry returned now and the same one read later are equal to the byte.
    _id: randomUUID(),
    ...open,
    ordinal: place.ordinal,
    at: place.now,
    ...(sealed && { sealed: await personKeys.seal(sealed.personId, sealed.value) }),
  };
  const stored = audited ? { ...unmarked, audit: markOf(unmarked, auditKey) } : unmarked;
  const bytes = mongoose.mongo.BSON.calculateObjectSize(stored, { ignoreUndefined: true });
  if (bytes > maxEntryBytes) {
    throw new Error(
      `expected a journal entry of at most ${maxEntryBytes} bytes, got ${bytes} for ${entry.entity} ${entry.kind}`,
    );
  }
  return stored;
}
