import type { CursorStore } from './cursor-store.ts';
import { HubError } from './errors.ts';
import type { Connection, HubRequest } from './http.ts';
import { isTokenTrouble, LiveBreakError, parseEvent } from './live-event.ts';
import type { LiveEvent, LiveTransport, SubscribePayload } from './live-event.ts';
import { LiveSocket } from './live-socket.ts';
import { LiveSse } from './live-sse.ts';
import { backoffMs, pause } from './retry.ts';
import { SeenCursors } from './seen-cursors.ts';

export interface LiveOptions {
  /** A cursor to go on behind; without one the stream begins with the present state. */
  readonly after?: string | undefined;
  /** Ends the stream without an error. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Goes on from what `store` holds under `key`, unless `after` is given. A cursor is kept when its reader asks for the
   * next event: what was being worked on in a crash is given again.
   */
  readonly keep?: { readonly store: CursorStore; readonly key: string } | undefined;
  /** Told of each break, before the wait for the next try. */
  readonly onBreak?: ((attempt: number, cause: unknown) => void) | undefined;
}

/** Codes after which the same subscription is worth another try from its cursor. Any other error is the answer. */
const passing = new Set([
  'SERVER_DRAINING',
  'SLOW_CONSUMER',
  'OVERLOADED',
  'UNAVAILABLE',
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'SUBSCRIPTION_SCHEMA_RELOAD',
]);

/** The road that `connection.live` names. Close it when nothing is followed any more. */
export function openTransport(connection: Connection): LiveTransport {
  return connection.live === 'sse' ? new LiveSse(connection) : new LiveSocket(connection);
}

/** Follows one subscription on a connection of its own; see `follow`. */
export async function* live(
  connection: Connection,
  request: HubRequest,
  options: LiveOptions = {},
): AsyncGenerator<LiveEvent<unknown>, void, void> {
  const transport = openTransport(connection);
  try {
    yield* follow(transport, request, options);
  } finally {
    transport.close();
  }
}

/**
 * Every event of one subscription, across any number of broken connections: after a break it waits with full
 * jitter, connects again and resumes behind the last event it gave out, so none is missed and none comes twice. Where
 * that cannot be, the event says `resync`. Ends when the hub completes the stream or the signal aborts.
 * @throws HubError when the hub refuses the subscription or ends it for a reason that a retry cannot mend
 */
export async function* follow(
  transport: LiveTransport,
  request: HubRequest,
  options: LiveOptions = {},
): AsyncGenerator<LiveEvent<unknown>, void, void> {
  const { keep, signal = new AbortController().signal } = options;
  const progress = new Progress(options.after ?? (await keep?.store.load(keep.key)));
  const tries = new Tries();
  while (!signal.aborted) {
    try {
      for await (const wire of transport.stream(withCursor(request, progress.cursor), signal)) {
        const event = progress.take(parseEvent(wire));
        tries.succeeded();
        if (!event) continue;
        yield event;
        if (event.cursor !== undefined) await keep?.store.save(keep.key, event.cursor);
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      const waitMs = tries.failed(error);
      progress.broke();
      options.onBreak?.(tries.attempt, error);
      await pause(waitMs, signal);
    }
  }
}

/** How far a stream has come, whatever it was carried by. */
class Progress {
  readonly #seen = new SeenCursors();
  #cursor: string | undefined;
  #hasBegun = false;
  #isBroken = false;

  constructor(after: string | undefined) {
    this.#cursor = after;
  }

  get cursor(): string | undefined {
    return this.#cursor;
  }

  broke(): void {
    this.#isBroken = true;
  }

  /** The event as its reader is to have it; undefined for one that it has had. */
  take(event: LiveEvent<unknown>): LiveEvent<unknown> | undefined {
    const isNew = event.cursor === undefined || this.#seen.add(event.cursor);
    if (!isNew && !event.resync) return undefined;
    // Taken up without a place to go on from: what happened in between is not told.
    const isGap = this.#isBroken && this.#hasBegun && this.#cursor === undefined;
    this.#isBroken = false;
    this.#hasBegun = true;
    this.#cursor = event.cursor ?? this.#cursor;
    return isGap ? { ...event, resync: true } : event;
  }
}

/** How often it was tried since the last event, and whether once more is worth it. */
class Tries {
  attempt = 0;
  #refusedTokens = 0;

  succeeded(): void {
    this.attempt = 0;
    this.#refusedTokens = 0;
  }

  /** How long to wait before the next try. @throws the error, when there is to be none */
  failed(error: unknown): number {
    this.attempt += 1;
    if (error instanceof LiveBreakError)
      return error.waitMs === 0 ? 0 : (error.waitMs ?? 0) + backoffMs(this.attempt);
    if (!(error instanceof HubError)) throw error;
    // The hook may have another token by now; the same refused again is the answer.
    if (isTokenTrouble(error) && (this.#refusedTokens += 1) === 1) return 0;
    if (!passing.has(error.code)) throw error;
    return backoffMs(this.attempt);
  }
}

function withCursor(request: HubRequest, after: string | undefined): SubscribePayload {
  const variables = parseVariables(request.variables);
  return { query: request.query, variables, ...(after === undefined ? {} : { extensions: { after } }) };
}

function parseVariables(variables: unknown): Readonly<Record<string, unknown>> {
  return Object(variables ?? {}) as Readonly<Record<string, unknown>>;
}
