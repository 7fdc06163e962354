/** Where the hub is, who asks, and by what means. */
export interface Connection {
  readonly url: string;
  /** Asked before each try of a request, at each (re)connect, and a minute before the token of an open stream ends. */
  readonly token?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Of an app that asks for itself, in place of a token. */
  readonly apiKey?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /**
   * The road of live streams: 'auto', a WebSocket, and server-sent events where there is none or none gets through; 'ws' and
   * 'sse' for one of them alone. 'auto' unless given.
   */
  readonly live?: 'auto' | 'ws' | 'sse' | undefined;
  /** The WebSocket class where there is no global one (Node 20: the `WebSocket` of the package `ws`). */
  readonly webSocket?: unknown;
  /** For how long a page may be hidden before its streams are let go, to go on behind their cursors when it is seen again; ever unless given. */
  readonly hiddenMs?: number | undefined;
  /** Over all tries of one request; 30 s unless given. */
  readonly deadlineMs?: number | undefined;
  /** How often a request that is safe to repeat is tried again; 4 unless given, 0 for never. */
  readonly retries?: number | undefined;
  /** False: send documents as text always, instead of their hash first. */
  readonly persisted?: boolean | undefined;
}

/** Who asks, as headers. */
export function credentialHeaders(
  { apiKey }: Connection,
  token: string | undefined,
): Readonly<Record<string, string>> {
  if (token) return { authorization: `Bearer ${token}` };
  return apiKey ? { 'x-api-key': apiKey } : {};
}
