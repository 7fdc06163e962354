import type { CursorStore } from './cursor-store.ts';
import { dispositionOf } from './error-codes.ts';
import { HubDeadlineError, HubError } from './errors.ts';
import type { Connection, HubRequest } from './http.ts';
import { isTokenTrouble, LiveBreakError, parseEvent } from './live-event.ts';
import type { LiveEvent, LiveTransport, SubscribePayload } from './live-event.ts';
import { LiveRoads } from './live-roads.ts';
import { backoffMs } from './retry.ts';
import { SeenCursors } from './seen-cursors.ts';

export interface LiveOptions {
  /** A cursor to go on behind; without one the stream begins with the present state. */
  readonly after?: string | undefined;
  /** How long it may be without the hub, at its beginning or after a break, before it gives up with HubDeadlineError; ever unless given. */
  readonly deadlineMs?: number | undefined;
  /** Ends the stream without an error, whatever it waits for. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Goes on from what `store` holds under `key`, unless `after` is given. A cursor is kept when its reader asks for the
   * next event: what was being worked on in a crash is given again.
   */
  readonly keep?: { readonly store: CursorStore; readonly key: string } | undefined;
  /** Told of each break, before the wait for the next try. */
  readonly onBreak?: ((attempt: number, cause: unknown) => void) | undefined;
  /** Told each time that the hub has been asked for it: at its beginning, and when a break is mended. */
  readonly onOpen?: (() => void) | undefined;
}

/** The road that `connection.live` names. Close it when nothing is followed any more. */
export function openTransport(connection: Connection): LiveRoads {
  return new LiveRoads(connection);
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
 * that cannot be, the event says `resync`. Ends when the hub completes the stream, the signal aborts, or its reader leaves,
 * also while it waits.
 * @throws HubError when the hub refuses the subscription or ends it for a reason that a retry cannot mend, HubDeadlineError
 */
export function follow(
  transport: LiveTransport,
  request: HubRequest,
  options: LiveOptions = {},
): AsyncGenerator<LiveEvent<unknown>, void, void> {
  const leaving = new AbortController();
  const { signal } = options;
  const ends = signal ? AbortSignal.any([signal, leaving.signal]) : leaving.signal;
  const events = followUntil(transport, request, { ...options, signal: ends });
  // The return of a generator waits for the event that it is asked for: that wait is ended first.
  const leave = events.return.bind(events);
  return Object.assign(events, {
    return: () => {
      leaving.abort();
      return leave();
    },
  });
}

async function* followUntil(
  transport: LiveTransport,
  request: HubRequest,
  options: LiveOptions & { readonly signal: AbortSignal },
): AsyncGenerator<LiveEvent<unknown>, void, void> {
  const { keep, signal } = options;
  const { surroundings } = transport;
  const progress = new Progress(options.after ?? (await keep?.store.load(keep.key)));
  const tries = new Tries();
  const patience = new Patience(options.deadlineMs);
  try {
    while (!signal.aborted) {
      const { lull } = surroundings;
      const ends = AbortSignal.any([signal, patience.signal, lull]);
      try {
        const opened = (): void => {
          patience.rest();
          options.onOpen?.();
        };
        for await (const wire of transport.stream(withCursor(request, progress.cursor), ends, opened)) {
          const event = progress.take(parseEvent(wire));
          tries.succeeded();
          if (!event) continue;
          yield event;
          if (event.cursor !== undefined) await keep?.store.save(keep.key, event.cursor);
        }
        if (signal.aborted || !ends.aborted) return;
        // Neither its reader nor the hub ended it.
        throw new LiveBreakError('The platform is offline, or the page hidden.', { waitMs: 0 });
      } catch (error) {
        if (signal.aborted) return;
        const waitMs = tries.failed(error);
        progress.broke();
        patience.begin(error);
        options.onBreak?.(tries.attempt, error);
        await surroundings.wait(waitMs, AbortSignal.any([signal, patience.signal]));
        patience.throwIfOver();
        if (surroundings.isClosed) return;
      }
    }
  } finally {
    patience.rest();
  }
}

/** For how long a stream has been without the hub. */
class Patience {
  readonly #ms: number | undefined;
  readonly #over = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #cause: unknown;

  constructor(ms: number | undefined) {
    this.#ms = ms;
    this.begin(undefined);
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** From the first break on; those that follow it do not begin anew. */
  begin(cause: unknown): void {
    if (!this.#over.signal.aborted) this.#cause = cause;
    if (this.#ms !== undefined) this.#timer ??= setTimeout(() => this.#over.abort(), this.#ms);
  }

  /** The hub is there. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  throwIfOver(): void {
    if (this.#over.signal.aborted)
      throw new HubDeadlineError('The hub was away for too long.', { cause: this.#cause });
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
    if (dispositionOf(error.code) !== 'again') throw error;
    // All that follow something at a hub that stops are told so in the same moment.
    const spread = error.code === 'SERVER_DRAINING' ? 2 : 0;
    return (error.retryAfter ?? 0) * 1_000 + backoffMs(this.attempt + spread);
  }
}

function withCursor(request: HubRequest, after: string | undefined): SubscribePayload {
  const variables = parseVariables(request.variables);
  return { query: request.query, variables, ...(after === undefined ? {} : { extensions: { after } }) };
}

function parseVariables(variables: unknown): Readonly<Record<string, unknown>> {
  return Object(variables ?? {}) as Readonly<Record<string, unknown>>;
}
