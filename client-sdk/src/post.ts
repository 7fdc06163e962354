import type { Connection } from './connection.ts';
import { credentialHeaders } from './connection.ts';
import { HubUnreachableError, noAnswerFrom, type WireError } from './errors.ts';
import { retryAfterOf } from './retry.ts';

/** One answer of the hub, whatever it says. */
export interface Answer {
  readonly data?: unknown;
  readonly errors: readonly WireError[];
  readonly status: number;
  readonly requestId: string | undefined;
  /** Seconds, where the header names them. */
  readonly retryAfter: number | undefined;
}

export interface Post {
  readonly body: object;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Sends one GraphQL request, once. @throws HubUnreachableError when nothing or no GraphQL server answered, or the signal aborted */
export async function post(connection: Connection, { body, token, signal, headers }: Post): Promise<Answer> {
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
      body: JSON.stringify(body),
      signal,
    });
    return parseAnswer(await response.text(), response);
  } catch (error) {
    if (error instanceof HubUnreachableError) throw error;
    throw noAnswerFrom(connection.url, error);
  }
}

/** @throws HubUnreachableError for what is no GraphQL answer */
export function parseAnswer(text: string, { status, headers }: Pick<Response, 'status' | 'headers'>): Answer {
  const retryAfter = retryAfterOf(headers);
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer)) {
      const { data, errors = [] } = answer as { data?: unknown; errors?: readonly WireError[] };
      return { data, errors, status, requestId: headers.get('hub-request-id') ?? undefined, retryAfter };
    }
  } catch {
    // falls through: a proxy's HTML page is as good as no answer
  }
  throw new HubUnreachableError(`What answered with HTTP ${status} is not a GraphQL server.`, {
    status,
    retryAfter,
  });
}
