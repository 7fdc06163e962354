const maxKnown = 500;
const hashes = new Map<string, Promise<string>>();

/**
 * The SHA-256 of a document in small hex digits, by which the hub knows it. Undefined where the platform has no digest, as on a page
 * that is neither https nor localhost: the text is sent then.
 */
export async function hashOf(text: string): Promise<string | undefined> {
  const before = hashes.get(text);
  if (before) return before;
  if (!globalThis.crypto?.subtle) return undefined;
  const hash = sha256Hex(parseBuffer(new TextEncoder().encode(text)));
  if (hashes.size >= maxKnown) hashes.clear();
  hashes.set(text, hash);
  return hash;
}

/** @throws TypeError where the platform has no digest */
export async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A key that nobody else has. `crypto.randomUUID` is missing on pages that are neither https nor localhost. */
export function newKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** A copy, which is never shared and holds nothing else. */
function parseBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}
