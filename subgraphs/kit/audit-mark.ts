import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { BSON } from 'mongodb';
import type { Position } from './position.ts';

/**
 * What an audited entry of the journal carries: proof that a process with the key wrote it as it is. What an erasure takes
 * out of an entry (whose it was, which thing, why) is in the proof as a digest only, and the digest's salt goes with it: the proof
 * stays good, and nothing can be found from it by trying.
 */
export interface AuditMark {
  /** Of this form. */
  readonly v: 1;
  /** base64, 16 random bytes; taken away when a person is erased whom the entry names. */
  readonly salt?: string;
  /** base64 of SHA-256 over the salt and what may be erased. */
  readonly hidden: string;
  /** base64 of HMAC-SHA-256 over everything else and `hidden`. */
  readonly mac: string;
  /** Which erasure took the salt: `payload.redaction.id` of its own entry. */
  readonly erasedBy?: string;
}

/** What of a journal entry is proved: all but its topics, which are no part of what happened. */
export interface Provable {
  readonly _id: string;
  readonly entity: string;
  readonly entityId: string;
  readonly kind: string;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly why?: unknown;
  readonly version: number;
  readonly ordinal: number;
  readonly at: Date;
  readonly payload: unknown;
  readonly about?: unknown;
  readonly actor?: unknown;
  readonly sealed?: unknown;
}

interface Marked {
  readonly audit?: AuditMark;
}

/** The mark of an entry that is about to be stored. */
export function markOf(entry: Provable, key: Buffer): AuditMark {
  const salt = randomBytes(16).toString('base64');
  const hidden = hiddenOf(entry, salt);
  return { v: 1, salt, hidden, mac: macOf(entry, hidden, key) };
}

export type MarkVerdict = 'good' | 'erased' | 'bad';

/** Whether a stored entry is what was written; `erased` when what may be erased has gone from it, the rest being as it was. */
export function checkMark(entry: Provable & Marked, key: Buffer): MarkVerdict {
  const { audit } = entry;
  if (!audit || !isEqual(macOf(entry, audit.hidden, key), audit.mac)) return 'bad';
  if (audit.salt !== undefined) return hiddenOf(entry, audit.salt) === audit.hidden ? 'good' : 'bad';
  return audit.erasedBy === undefined ? 'bad' : 'erased';
}

/** Bytes of a leaf. */
export const leafBytes = 16;

/** What a seal holds of an entry: its proof and its place. */
export function leafOf({ audit }: Marked, { t, i, n }: Position): Buffer {
  const digest = createHash('sha256')
    .update(`${audit?.mac ?? ''}|${t}|${i}|${n}`)
    .digest();
  return digest.subarray(0, leafBytes);
}

function hiddenOf({ entityId, payload, about }: Provable, salt: string): string {
  return createHash('sha256').update(salt).update(bytesOf({ entityId, payload, about })).digest('base64');
}

function macOf(entry: Provable, hidden: string, key: Buffer): string {
  const { _id, entity, kind, from, to, why, version, ordinal, at, actor, sealed } = entry;
  const fixed = { _id, entity, kind, from, to, why, version, ordinal, at, actor, sealed, hidden };
  return createHmac('sha256', key).update(bytesOf(fixed)).digest('base64');
}

/** BSON gives the same bytes for a value before it is stored and after it is read: order, dates and kinds of numbers stay. */
function bytesOf(value: object): Uint8Array {
  return BSON.serialize(value, { ignoreUndefined: true });
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
