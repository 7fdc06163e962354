import type { ResultOf, TypedDocument, VariablesOf } from './document.ts';
import { sendRequest, type Connection } from './http.ts';
import { follow, openTransport, type LiveOptions } from './live.ts';
import type { LiveEvent } from './live-event.ts';

export interface Hub {
  /** Runs one query or mutation. @throws HubError, HubUnreachableError */
  request<D extends TypedDocument>(
    document: D,
    variables: VariablesOf<D>,
    signal?: AbortSignal,
  ): Promise<ResultOf<D>>;
  /** Follows one subscription over any number of breaks; all of them share one WebSocket. @throws HubError */
  subscribe<D extends TypedDocument>(
    document: D,
    variables: VariablesOf<D>,
    options?: LiveOptions,
  ): AsyncIterable<LiveEvent<ResultOf<D>>>;
  /** Ends all streams; nothing can be followed any more. Idempotent. */
  close(): void;
}

/** A client of one hub. Nothing is opened until something is asked. */
export function createHub(connection: Connection): Hub {
  const transport = openTransport(connection);
  return {
    request: (document, variables, signal) =>
      parseResult(sendRequest(connection, { query: document.toString(), variables }, signal)),
    subscribe: (document, variables, options) =>
      parseStream(follow(transport, { query: document.toString(), variables }, options)),
    close: () => transport.close(),
  };
}

/** The hub checks its answers against its schema, from which the generator made these types. */
function parseResult<T>(result: Promise<unknown>): Promise<T> {
  return result as Promise<T>;
}

function parseStream<T>(events: AsyncIterable<LiveEvent<unknown>>): AsyncIterable<LiveEvent<T>> {
  return events as AsyncIterable<LiveEvent<T>>;
}
