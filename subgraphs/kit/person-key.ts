import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientSession, mongo } from 'mongoose';
import { gatherReads } from './gather-reads.ts';
import { createCollection } from './mongo.ts';
import type { BoxKey } from './process/secret-box.ts';
import { openBox, sealBox } from './process/secret-box.ts';

/** A private value as it is stored: it says whose it is, and opens only while that person's key exists. */
export interface Sealed {
  readonly personId: string;
  readonly keyId: string;
  /** base64 of nonce, tag and ciphertext. */
  readonly box: string;
}

/** Private bytes as they are stored; whose they are stands elsewhere. */
export interface SealedBytes {
  readonly keyId: string;
  readonly box: Buffer;
}

/**
 * One AES-256-GCM key per person, kept wrapped by a key derived from the root secret. Deleting a person's key makes
 * everything sealed under it unreadable at once, in the journal and in backups of it too.
 */
export interface PersonKeys {
  /** Encrypts `value` (JSON) under the person's key, which is made on first use and survives an aborted transaction. */
  seal(personId: string, value: unknown): Promise<Sealed>;
  /** The value; null once the key is erased. @throws Error when the box was altered or moved to another person */
  open(sealed: Sealed): Promise<unknown>;
  /** As `open` for many, in the same order, with one read. */
  openAll(sealed: readonly Sealed[]): Promise<unknown[]>;
  /** For several seals of one person's: the key is read once. Keep it no longer than one call, for it may be erased. */
  keyOf(personId: string): Promise<PersonKey>;
  /** As `seal` and `open` for bytes, which need no detour by text. */
  sealBytes(personId: string, bytes: Buffer): Promise<SealedBytes>;
  openBytes(personId: string, sealed: SealedBytes): Promise<Buffer | null>;
  /**
   * The topic of entries that concern this person and nobody else. It is random and kept with the key: the journal says that
   * entries belong together, not to whom, and `erasePerson` takes even that out of it.
   */
  topic(personId: string): Promise<string>;
  /** Deletes the key in the caller's transaction; gives the topic that went with it, null when there was no key. */
  erase(personId: string, session: ClientSession): Promise<string | null>;
}

/** A person's key, made on first use. */
export interface PersonKey {
  readonly topic: string;
  seal(value: unknown): Sealed;
}

interface KeyRow {
  readonly _id: string;
  readonly keyId: string;
  readonly wrapped: string;
  readonly topic: string;
}

export interface PersonKeysOptions {
  readonly db: mongo.Db;
  /** 32 bytes that wrap the persons' keys. */
  readonly wrappingKey: Buffer;
}

export async function openPersonKeys({ db, wrappingKey }: PersonKeysOptions): Promise<PersonKeys> {
  const name = 'personKeys';
  await createCollection(db, name);
  const keys = db.collection<KeyRow>(name);
  // Each write of a person's begins with that person's key.
  const find = gatherReads(async (ids) => {
    const rows = await keys.find({ _id: { $in: [...ids] } }).toArray();
    return new Map(rows.map((row) => [row._id, row]));
  });
  const rowOf = async (personId: string): Promise<KeyRow> =>
    (await find(personId)) ?? makeRow(keys, personId, wrappingKey);

  const boxKeyOf = ({ _id, keyId, wrapped }: KeyRow): BoxKey => {
    const binding = bindingOf(_id, keyId);
    const text = openBox(Buffer.from(wrapped, 'base64'), { key: wrappingKey, binding }).toString('utf8');
    return { key: Buffer.from(text, 'base64'), binding };
  };

  const openAll = async (sealed: readonly Sealed[]): Promise<unknown[]> => {
    const ids = [...new Set(sealed.map((box) => box.personId))];
    const rows = ids.length > 0 ? await keys.find({ _id: { $in: ids } }).toArray() : [];
    const byId = new Map(rows.map((row) => [row._id, row]));
    return sealed.map(({ personId, keyId, box }) => {
      const row = byId.get(personId);
      if (row?.keyId !== keyId) return null;
      return JSON.parse(openBox(Buffer.from(box, 'base64'), boxKeyOf(row)).toString('utf8'));
    });
  };

  const sealBytes = async (personId: string, bytes: Buffer): Promise<SealedBytes> => {
    const row = await rowOf(personId);
    return { keyId: row.keyId, box: sealBox(bytes, boxKeyOf(row)) };
  };

  const keyOf = async (personId: string): Promise<PersonKey> => {
    const row = await rowOf(personId);
    const key = boxKeyOf(row);
    return {
      topic: row.topic,
      seal: (value) => {
        const box = sealBox(Buffer.from(JSON.stringify(value ?? null)), key);
        return { personId, keyId: row.keyId, box: box.toString('base64') };
      },
    };
  };

  return {
    seal: async (personId, value) => (await keyOf(personId)).seal(value),
    keyOf,
    open: async (sealed) => (await openAll([sealed]))[0] ?? null,
    openAll,
    sealBytes,
    openBytes: async (personId, { keyId, box }) => {
      const row = await keys.findOne({ _id: personId });
      return row?.keyId === keyId ? openBox(box, boxKeyOf(row)) : null;
    },
    topic: async (personId) => (await rowOf(personId)).topic,
    erase: async (personId, session) =>
      (await keys.findOneAndDelete({ _id: personId }, { session }))?.topic ?? null,
  };
}

/** Outside of any transaction on purpose: a key without data is harmless, and two first writes do not collide. */
async function makeRow(
  keys: mongo.Collection<KeyRow>,
  personId: string,
  wrappingKey: Buffer,
): Promise<KeyRow> {
  const keyId = randomUUID();
  const text = Buffer.from(randomBytes(32).toString('base64'));
  const wrapped = sealBox(text, { key: wrappingKey, binding: bindingOf(personId, keyId) }).toString('base64');
  const topic = `Person:${randomUUID()}`;
  const made = { $setOnInsert: { keyId, wrapped, topic } };
  const row = await keys.findOneAndUpdate({ _id: personId }, made, {
    upsert: true,
    returnDocument: 'after',
  });
  if (!row) throw new Error('expected the key that was just made, got nothing');
  return row;
}

/** What a ciphertext is bound to: moved to another person or key, it does not open. */
function bindingOf(personId: string, keyId: string): string {
  return JSON.stringify([personId, keyId]);
}
