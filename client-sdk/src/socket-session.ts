import { HubError, type WireError } from './errors.ts';
import type { Connection } from './connection.ts';
import { LiveBreakError, parseMembers } from './live-event.ts';
import type { SubscribePayload, WireEvent } from './live-event.ts';
import { askToken, keepRenewed } from './token-renewal.ts';

/** What of the WebSocket class is used: that of browsers, and of the package `ws`. */
interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/** One stream of a session; hears nothing more after its end. */
export interface SessionStream {
  next(event: WireEvent): void;
  end(error?: Error): void;
}

interface Message {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly payload?: unknown;
}

const openMs = 10_000;
const pingMs = 15_000;

/** What the hub closes a socket with for good, and as what that is told. Any other close is a break. */
const refusals: ReadonlyMap<number, string> = new Map([
  [4400, 'BAD_REQUEST'],
  [4401, 'UNAUTHENTICATED'],
  [4403, 'UNAUTHENTICATED'],
  [4406, 'BAD_REQUEST'],
]);

/** Going away, service restart, try again later: said to all sockets of a hub at once. */
const restarts: ReadonlySet<number> = new Set([1001, 1012, 1013]);

/** How long the hub may take to answer where it is asked whether it is still there. */
const checkMs = 5_000;

/**
 * One WebSocket from its opening to its end. It is closed when the last who entered has left, when the hub is silent
 * for two pings, or by the hub; it never opens again.
 */
export class SocketSession {
  /** Resolves when streams may be begun. Rejects with what `SessionStream.end` is told. */
  readonly ready: Promise<void>;
  readonly #connection: Connection;
  readonly #over = new AbortController();
  readonly #streams = new Map<string, SessionStream>();
  #socket: SocketLike | undefined;
  #lastId = 0;
  #entered = 0;
  #isConnecting = false;
  #hasGiven = false;
  #endedBy: Error | undefined;
  #heard = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #stopRenewal: () => void = () => undefined;
  #settle: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;

  /** @param wait before it is opened; may be aborted */
  constructor(connection: Connection, wait: (signal: AbortSignal) => Promise<void>) {
    this.#connection = connection;
    this.ready = this.#open(wait);
    this.ready.catch((error: unknown) => this.#end(error instanceof Error ? error : undefined));
  }

  /** Aborted when nothing goes over it any more. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Streams and others that keep it open. */
  get entered(): number {
    return this.#entered;
  }

  /** What it ended by, when it was not closed by who has it. */
  get endedBy(): Error | undefined {
    return this.#endedBy;
  }

  /** The hub was asked and no `connection_ack` came. */
  get isUnanswered(): boolean {
    return this.#isConnecting;
  }

  /** At least one event came over it. */
  get hasGiven(): boolean {
    return this.#hasGiven;
  }

  /** Keeps it open until the function returned is called. */
  enter(): () => void {
    this.#entered += 1;
    return () => {
      this.#entered -= 1;
      if (this.#entered === 0) this.close();
    };
  }

  /** Begins a stream; the function returned ends it, idempotent. Only when ready. */
  subscribe(payload: SubscribePayload, stream: SessionStream): () => void {
    if (this.#over.signal.aborted) {
      stream.end(this.#endedBy ?? new LiveBreakError('The socket was closed.', { waitMs: 0 }));
      return () => undefined;
    }
    const id = String((this.#lastId += 1));
    this.#streams.set(id, stream);
    this.#send({ id, type: 'subscribe', payload });
    return () => {
      if (this.#streams.delete(id)) this.#send({ id, type: 'complete' });
    };
  }

  close(): void {
    this.#end(undefined);
  }

  /** Whoever was asleep or in a tunnel asks at once whether the hub is still there, instead of at the next ping. */
  check(): void {
    if (this.#timer === undefined || this.#over.signal.aborted) return;
    this.#heard = false;
    this.#send({ type: 'ping' });
    const timer = setTimeout(() => {
      if (!this.#heard) this.#end(new LiveBreakError('The hub is silent.', { waitMs: 0 }));
    }, checkMs);
    this.#over.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  async #open(wait: (signal: AbortSignal) => Promise<void>): Promise<void> {
    await wait(this.#over.signal);
    const token = await askToken(this.#connection);
    await new Promise<void>((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#connect(token);
    });
    // It may have ended between its first word and this one.
    if (this.#over.signal.aborted) return;
    this.#keepAlive();
    this.#stopRenewal = keepRenewed({
      token,
      next: () => askToken(this.#connection),
      send: (fresh) => this.#send({ type: 'ping', payload: { Authorization: `Bearer ${fresh}` } }),
    });
  }

  #connect(token: string | undefined): void {
    if (this.#over.signal.aborted)
      return this.#settle?.reject(new LiveBreakError('The socket was closed.', { waitMs: 0 }));
    this.#isConnecting = true;
    const timer = setTimeout(
      () => this.#end(new LiveBreakError('The hub did not answer in time.', { waitMs: 0 })),
      openMs,
    );
    this.#over.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    const socket = newSocket(this.#connection);
    this.#socket = socket;
    socket.onopen = () =>
      this.#send({ type: 'connection_init', payload: credentials(this.#connection, token) });
    socket.onmessage = ({ data }) => {
      this.#heard = true;
      const message = parseMessage(data);
      if (message.type !== 'connection_ack') return this.#receive(message);
      clearTimeout(timer);
      this.#isConnecting = false;
      this.#settle?.resolve();
    };
    // What is wrong is said by the close that follows.
    socket.onerror = () => undefined;
    socket.onclose = ({ code, reason }) => this.#end(closedBy(code, reason));
  }

  #receive({ type, id, payload }: Message): void {
    if (type === 'ping') return this.#send({ type: 'pong', ...(payload === undefined ? {} : { payload }) });
    const key = String(id);
    const stream = this.#streams.get(key);
    if (type === 'next') {
      this.#hasGiven = true;
      return stream?.next(parseMembers(payload));
    }
    if (type !== 'error' && type !== 'complete') return;
    this.#streams.delete(key);
    stream?.end(type === 'error' ? new HubError(parseErrors(payload)) : undefined);
  }

  /** A peer that went away without a word answers no ping. */
  #keepAlive(): void {
    this.#timer = setInterval(() => {
      if (!this.#heard) return this.#end(new LiveBreakError('The hub is silent.', { waitMs: 0 }));
      this.#heard = false;
      this.#send({ type: 'ping' });
    }, pingMs);
  }

  #send(message: object): void {
    if (this.#over.signal.aborted) return;
    try {
      this.#socket?.send(JSON.stringify(message));
    } catch (error) {
      this.#end(new LiveBreakError('The socket takes nothing more.', { waitMs: 0, cause: error }));
    }
  }

  #end(error: Error | undefined): void {
    if (this.#over.signal.aborted) return;
    this.#endedBy = error;
    this.#over.abort();
    clearInterval(this.#timer);
    this.#stopRenewal();
    this.#settle?.reject(error ?? new LiveBreakError('The socket was closed.', { waitMs: 0 }));
    for (const stream of this.#streams.values()) stream.end(error);
    this.#streams.clear();
    this.#socket?.close(1000);
  }
}

/** Whether there is a WebSocket class to be used here. */
export function hasSocket({ webSocket }: Connection): boolean {
  return typeof (webSocket ?? parseMembers(globalThis)['WebSocket']) === 'function';
}

function newSocket({ url, webSocket }: Connection): SocketLike {
  const found: unknown = webSocket ?? parseMembers(globalThis)['WebSocket'];
  if (typeof found !== 'function')
    throw new Error('There is no WebSocket here: hand over `webSocket`, or choose `live: "sse"`.');
  const Socket = parseSocketClass(found);
  return new Socket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
}

function credentials({ apiKey }: Connection, token: string | undefined): object {
  if (token) return { Authorization: `Bearer ${token}` };
  return apiKey ? { 'X-API-Key': apiKey } : {};
}

function closedBy(code: number, reason: string): Error {
  const refusal = refusals.get(code);
  if (refusal === undefined)
    return new LiveBreakError(`The socket was closed with ${code}${reason ? ` ${reason}` : ''}.`, {
      waitMs: 0,
      isRestart: restarts.has(code),
    });
  const said = reason ? ` (${reason})` : '';
  const what = refusal === 'UNAUTHENTICATED' ? 'does not take this token or API key' : 'refused the socket';
  return new HubError([{ message: `The hub ${what}${said}.`, extensions: { code: refusal } }]);
}

function parseSocketClass(found: unknown): new (url: string, protocol: string) => SocketLike {
  return found as new (
    url: string,
    protocol: string,
  ) => SocketLike;
}

/** What is no message of the protocol is none at all. */
function parseMessage(data: unknown): Message {
  try {
    return Object(JSON.parse(String(data))) as Message;
  } catch {
    return {};
  }
}

function parseErrors(payload: unknown): readonly WireError[] {
  return Array.isArray(payload) ? (payload as readonly WireError[]) : [];
}
