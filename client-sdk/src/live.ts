import { createClient, type Client } from 'graphql-ws';
import { HubError, type WireError } from './errors.ts';
import type { Connection, HubRequest } from './http.ts';
import { backoffMs, pause } from './retry.ts';

/** One event of a stream. */
export interface LiveEvent<TData> {
  readonly data: TData;
  /** Keep it: `after: cursor` goes on behind this event, on any gateway, also tomorrow. Absent for streams without positions. */
  readonly cursor: string | undefined;
  /** The present state when the stream began, not a change. */
  readonly start: boolean;
  /** The hub no longer held what followed your cursor: this is the present state, and changes in between are not told. */
  readonly resync: boolean;
  /** What could not be joined to this event: null in `data`, and why, at its path. Empty for a whole event. */
  readonly errors: readonly WireError[];
}

export interface LiveOptions {
  readonly after?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told of each break, before the wait for the next try. */
  readonly onBreak?: ((attempt: number, cause: unknown) => void) | undefined;
}

interface WireEvent {
  readonly data?: unknown;
  readonly errors?: readonly WireError[] | undefined;
  readonly extensions?: unknown;
}

/** Codes after which the same subscription is worth another try from its cursor. Any other error is the answer. */
const passing = new Set([
  'SERVER_DRAINING',
  'SLOW_CONSUMER',
  'OVERLOADED',
  'UNAVAILABLE',
  'SUBGRAPH_UNAVAILABLE',
  'SUBSCRIPTION_SCHEMA_RELOAD',
]);

/**
 * Every event of one subscription, across any number of broken connections: after a break it waits with full
 * jitter, connects again and resumes behind the last event it gave out, so none is missed and none comes twice.
 * Ends when the hub completes the stream or the signal aborts.
 * @throws HubError when the hub refuses the subscription or ends it for a reason that a retry cannot mend
 */
export async function* live(
  connection: Connection,
  request: HubRequest,
  options: LiveOptions = {},
): AsyncGenerator<LiveEvent<unknown>, void, void> {
  const signal = options.signal ?? new AbortController().signal;
  let cursor = options.after;
  let attempt = 0;
  while (!signal.aborted) {
    try {
      for await (const event of connectOnce(connection, withCursor(request, cursor), signal)) {
        attempt = 0;
        if (event.cursor !== undefined && event.cursor === cursor) continue;
        cursor = event.cursor ?? cursor;
        yield event;
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof HubError && !passing.has(error.code)) throw error;
      options.onBreak?.(++attempt, error);
      await pause(backoffMs(attempt), signal);
    }
  }
}

async function* connectOnce(
  connection: Connection,
  payload: SubscribePayload,
  signal: AbortSignal,
): AsyncGenerator<LiveEvent<unknown>> {
  const client = openSocket(connection);
  const stop = (): void => void client.dispose();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const result of client.iterate(payload)) yield parseEvent(result);
  } catch (error) {
    throw Array.isArray(error) ? new HubError(error) : error;
  } finally {
    signal.removeEventListener('abort', stop);
    await client.dispose();
  }
}

function openSocket(connection: Connection): Client {
  return createClient({
    url: connection.url.replace(/^http/, 'ws'),
    retryAttempts: 0,
    ...(connection.webSocket ? { webSocketImpl: connection.webSocket } : {}),
    connectionParams: async () => {
      const token = await connection.token?.();
      return token ? { Authorization: `Bearer ${token}` } : {};
    },
  });
}

interface SubscribePayload {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

function withCursor(request: HubRequest, after: string | undefined): SubscribePayload {
  const variables = { ...Object(request.variables ?? {}) };
  return { query: request.query, variables, ...(after === undefined ? {} : { extensions: { after } }) };
}

function parseEvent(result: WireEvent): LiveEvent<unknown> {
  if (result.errors?.length && (result.data === undefined || result.data === null))
    throw new HubError(result.errors);
  const { cursor, start, resync } = Object(result.extensions ?? {}) as Record<string, unknown>;
  return {
    data: result.data,
    cursor: typeof cursor === 'string' ? cursor : undefined,
    start: start === true,
    errors: result.errors ?? [],
    resync: resync === true,
  };
}
