import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import type { ClientSession, mongo } from 'mongoose';
import { createCollection } from './mongo.ts';

/** A private value as it is stored: it says whose it is, and opens only while that person's key exists. */
export interface Sealed {
  readonly personId: string;
  readonly keyId: string;
  /** base64 of nonce, tag and ciphertext. */
  readonly box: string;
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
  /**
   * The topic of entries that concern this person and nobody else. It is random and kept with the key: the journal says that
   * entries belong together, not to whom, and `erasePerson` takes even that out of it.
   */
  topic(personId: string): Promise<string>;
  /** Deletes the key in the caller's transaction; gives the topic that went with it, null when there was no key. */
  erase(personId: string, session: ClientSession): Promise<string | null>;
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

  const unwrap = (row: KeyRow): Buffer =>
    Buffer.from(decrypt(wrappingKey, row.wrapped, bindingOf(row._id, row.keyId)), 'base64');

  // Outside of any transaction on purpose: a key without data is harmless, and two first writes do not collide.
  const keyOf = async (personId: string): Promise<KeyRow> => {
    const found = await keys.findOne({ _id: personId });
    if (found) return found;
    const keyId = randomUUID();
    const wrapped = encrypt(wrappingKey, randomBytes(32).toString('base64'), bindingOf(personId, keyId));
    const topic = `Person:${randomUUID()}`;
    const made = { $setOnInsert: { keyId, wrapped, topic } };
    const row = await keys.findOneAndUpdate({ _id: personId }, made, {
      upsert: true,
      returnDocument: 'after',
    });
    if (!row) throw new Error('expected the key that was just made, got nothing');
    return row;
  };

  const openAll = async (sealed: readonly Sealed[]): Promise<unknown[]> => {
    const ids = [...new Set(sealed.map((box) => box.personId))];
    const rows = ids.length > 0 ? await keys.find({ _id: { $in: ids } }).toArray() : [];
    const byId = new Map(rows.map((row) => [row._id, row]));
    return sealed.map(({ personId, keyId, box }) => {
      const row = byId.get(personId);
      if (row?.keyId !== keyId) return null;
      return JSON.parse(decrypt(unwrap(row), box, bindingOf(personId, keyId)));
    });
  };

  return {
    seal: async (personId, value) => {
      const row = await keyOf(personId);
      const box = encrypt(unwrap(row), JSON.stringify(value ?? null), bindingOf(personId, row.keyId));
      return { personId, keyId: row.keyId, box };
    },
    open: async (sealed) => (await openAll([sealed]))[0] ?? null,
    openAll,
    topic: async (personId) => (await keyOf(personId)).topic,
    erase: async (personId, session) =>
      (await keys.findOneAndDelete({ _id: personId }, { session }))?.topic ?? null,
  };
}

const nonceBytes = 12;
const tagBytes = 16;

/** What a ciphertext is bound to: moved to another person or key, it does not open. */
function bindingOf(personId: string, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([personId, keyId]));
}

function encrypt(key: Buffer, text: string, binding: Buffer): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(binding);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

function decrypt(key: Buffer, box: string, binding: Buffer): string {
  const bytes = Buffer.from(box, 'base64');
  const nonce = bytes.subarray(0, nonceBytes);
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(binding);
  decipher.setAuthTag(tag);
  const body = bytes.subarray(nonceBytes + tagBytes);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}
