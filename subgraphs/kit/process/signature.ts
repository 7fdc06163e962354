import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Hmac, KeyObject } from 'node:crypto';

/**
 * How the gateway's calls to a subgraph are signed (threats.md B01, B02). One form for HTTP and for WebSocket:
 * HTTP sends `hub-signature: t=<ms>,s=<hex>` and `hub-viewer`; on a socket the same two strings stand in
 * `connection_init.payload.hub` and, for each `subscribe`, in `payload.extensions.hub`.
 */
export const signatureHeader = 'hub-signature';
export const viewerHeader = 'hub-viewer';
export const requestIdHeader = 'hub-request-id';

export const signatureLifetimeMs = 60_000;

export interface SignedParts {
  /** What the bytes are for: `POST /graphql`, `connection_init` or `subscribe`; keeps one from being replayed as another. */
  readonly purpose: string;
  /** The encoded viewer, or '' where the call carries no identity. */
  readonly viewer: string;
  /** The exact bytes of the body; on a socket the canonical JSON of { query, variables, operationName, after }. */
  readonly body: string | Buffer;
  /** The body is known to be all ASCII, as nearly all are: its bytes need not be worked out. */
  readonly isAscii?: boolean;
}

export function sign(parts: SignedParts, key: string, nowMs: number = Date.now()): string {
  return `t=${nowMs},s=${hmacOf(parts, key, nowMs).digest('hex')}`;
}

/** True when the signature was made with `key` over exactly these parts, at most a minute ago or ahead. */
export function verify(
  signature: unknown,
  parts: SignedParts,
  options: { readonly keys: readonly string[]; readonly nowMs?: number },
): boolean {
  const match = typeof signature === 'string' ? /^t=(\d{1,15}),s=([0-9a-f]{64})$/.exec(signature) : null;
  if (!match?.[1] || !match[2]) return false;
  const at = Number(match[1]);
  if (Math.abs((options.nowMs ?? Date.now()) - at) > signatureLifetimeMs) return false;
  const given = Buffer.from(match[2], 'hex');
  return options.keys.some((key) => timingSafeEqual(given, hmacOf(parts, key, at).digest()));
}

function hmacOf(parts: SignedParts, key: string, at: number): Hmac {
  const { purpose, viewer, body, isAscii } = parts;
  const hmac = createHmac('sha256', keyObject(key));
  const head = `${at}\n${purpose}\n${viewer}\n`;
  // Each update crosses into OpenSSL: text goes over in one.
  if (typeof body === 'string') return hmac.update(head + body, isAscii === true ? 'latin1' : 'utf8');
  return hmac.update(head).update(body);
}

/** Keys come from the configuration: a few of them, each used for every call. */
const keyObjects = new Map<string, KeyObject>();
const maxKeyObjects = 64;

function keyObject(key: string): KeyObject {
  const before = keyObjects.get(key);
  if (before) return before;
  if (keyObjects.size >= maxKeyObjects) keyObjects.clear();
  const made = createSecretKey(key, 'utf8');
  keyObjects.set(key, made);
  return made;
}

/** The bytes that a `subscribe` signature covers. */
export function subscribeBody(payload: {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly after?: unknown;
}): string {
  return JSON.stringify([
    payload.query,
    payload.operationName ?? null,
    payload.variables ?? null,
    payload.after ?? null,
  ]);
}
