import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Position } from './position.ts';

/**
 * Opaque, signed cursors of live streams. A cursor holds a position and nothing else; what it is bound to
 * (subgraph, life of the data set, and a text of the caller: field, arguments, person) is covered by the signature
 * and never travels. The key comes from configuration, so every replica can check every cursor.
 */
export interface Cursors {
  seal(position: Position, bound: string): string;
  /**
   * The position, or null when the cursor was not sealed here, for this data set and for exactly this `bound`: the
   * caller answers with a resync. The signature is checked, in constant time, before anything is decoded.
   */
  open(text: string, bound: string): Position | null;
}

export interface CursorScope {
  /** At least 32 characters (process/secrets.ts). */
  readonly key: string;
  readonly subgraph: string;
  /** data-set-life.ts: a position of another data set means nothing here. */
  readonly life: string;
}

const placeBytes = 12;
// 128 bits are out of reach for guessing and keep the cursor, which goes with every event, at 38 characters.
const tagBytes = 16;
const textLength = Math.ceil(((placeBytes + tagBytes) * 4) / 3);

export function createCursors(scope: CursorScope): Cursors {
  const { subgraph, life } = scope;
  if (scope.key.length < 32) throw new Error(`cursor key: expected 32 characters, got ${scope.key.length}`);
  const tagOf = (place: Buffer, bound: string): Buffer =>
    createHmac('sha256', scope.key)
      .update(JSON.stringify(['hub-cursor-1', subgraph, life, bound]))
      .update(place)
      .digest()
      .subarray(0, tagBytes);

  return {
    seal(position, bound) {
      const place = encodePlace(position);
      return Buffer.concat([place, tagOf(place, bound)]).toString('base64url');
    },
    open(text, bound) {
      const bytes = decodeText(text);
      if (!bytes) return null;
      const place = bytes.subarray(0, placeBytes);
      return timingSafeEqual(bytes.subarray(placeBytes), tagOf(place, bound)) ? decodePlace(place) : null;
    },
  };
}

/** Exactly one text per cursor: what does not encode back to itself is not ours. */
function decodeText(text: string): Buffer | null {
  if (text.length !== textLength) return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === placeBytes + tagBytes && bytes.toString('base64url') === text ? bytes : null;
}

// `beforeEvery` is -1, so ordinals are written one higher.
function encodePlace({ t, i, n }: Position): Buffer {
  const place = Buffer.allocUnsafe(placeBytes);
  place.writeUInt32BE(t, 0);
  place.writeUInt32BE(i, 4);
  place.writeUInt32BE(n + 1, 8);
  return place;
}

function decodePlace(place: Buffer): Position {
  return { t: place.readUInt32BE(0), i: place.readUInt32BE(4), n: place.readUInt32BE(8) - 1 };
}
