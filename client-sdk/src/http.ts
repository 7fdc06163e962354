import type { CallOptions } from './call-options.ts';
import type { OperationKind } from './document.ts';
import { HubError, HubUnreachableError, type WireError } from './errors.ts';

/** What the hub is asked: a document made by the generator (or any GraphQL text) and its variables. */
export interface HubRequest {
  readonly query: string;
  readonly variables: unknown;
  readonly kind?: OperationKind | undefined;
  /** SHA-256 of `query`, where the generator made the document. */
  readonly hash?: string | undefined;
  /** The document takes a `$clientMutationId`. */
  readonly keyed?: boolean | undefined;
}

export interface Connection {
  readonly url: string;
  /** Asked before each request and each (re)connect, and a minute before the token of an open stream ends. */
  readonly token?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Of an app that asks for itself, in place of a token. */
  readonly apiKey?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** The road of live streams; 'sse' where no WebSocket gets through. */
  readonly live?: 'ws' | 'sse' | undefined;
  /** The WebSocket class where there is no global one (Node 20: the `WebSocket` of the package `ws`). */
  readonly webSocket?: unknown;
  readonly deadlineMs?: number | undefined;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly WireError[];
}

/**
 * Sends one query or mutation.
 * @returns the answer's `data`; where the hub gave partial data, its errors are dropped only if `data` is whole
 * @throws HubError when the hub answered with errors; HubUnreachableError when nothing or no GraphQL answered
 */
export async function sendRequest(
  connection: Connection,
  request: HubRequest,
  options: CallOptions = {},
): Promise<unknown> {
  const answer = await post(connection, request, options);
  if (answer.errors?.length || answer.data === undefined || answer.data === null)
    throw new HubError(answer.errors ?? []);
  return answer.data;
}

/** Who asks, as headers. */
export function credentialHeaders(
  { apiKey }: Connection,
  token: string | undefined,
): Readonly<Record<string, string>> {
  if (token) return { authorization: `Bearer ${token}` };
  return apiKey ? { 'x-api-key': apiKey } : {};
}

async function post(
  connection: Connection,
  { query, variables }: HubRequest,
  { signal, deadlineMs, headers }: CallOptions,
): Promise<Answer> {
  const deadline = AbortSignal.timeout(deadlineMs ?? connection.deadlineMs ?? 30_000);
  const token = await connection.token?.();
  const send = connection.fetch ?? fetch;
  try {
    const response = await send(connection.url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...credentialHeaders(connection, token),
      },
      body: JSON.stringify({ query, variables }),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    return parseAnswer(await response.text(), response.status);
  } catch (error) {
    if (error instanceof HubUnreachableError || signal?.aborted) throw error;
    throw new HubUnreachableError(`No answer from ${connection.url}.`, { cause: error });
  }
}

function parseAnswer(text: string, status: number): Answer {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer))
      return answer as Answer;
  } catch {
    // falls through: a proxy's HTML page is as good as no answer
  }
  throw new HubUnreachableError(`What answered with HTTP ${status} is not a GraphQL server.`);
}
