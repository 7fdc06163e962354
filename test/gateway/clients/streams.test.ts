import { ApolloClient, CombinedProtocolErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import type { ApolloLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, createRequest, fetchExchange, subscriptionExchange } from '@urql/core';
import type { Exchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { until } from '../../kit/live-client.ts';
import { changed, startStreamWorld } from '../../kit/stream-world.ts';
import type { StreamWorld } from '../../kit/stream-world.ts';

/** One result as a client hands it to its app, whatever the client. */
interface Seen {
  readonly id: string | null;
  readonly cursor: unknown;
}

interface Watching {
  readonly seen: readonly Seen[];
  /** The codes with which the client was told that its stream is over; undefined while it runs. */
  readonly over: () => readonly unknown[] | undefined;
  readonly stop: () => void;
}

type Watch = (url: string, after?: string) => Watching;

const text = changed;
const document = gql(text);
const wsUrl = (url: string): string => url.replace('http', 'ws');

/** What people have in their apps today, unchanged, against the gateway as it is. */
describe('live streams read by the clients of others', () => {
  let world: StreamWorld;
  // A browser has one of its own, and Apollo Client looks at it; Node has had one from 22 on.
  beforeAll(() => void Object.assign(globalThis, { WebSocket }));
  afterEach(() => world.close());

  /** Beats of HTTP streams come often, so that each client has to pass over some; a socket's want an answer in time. */
  const begin = async (name: string): Promise<void> => {
    world = await startStreamWorld(isSocket(name) ? {} : { sockets: { keepAliveMs: 20 } });
  };
  const isSocket = (name: string): boolean => /graphql-ws|GraphQLWs/.test(name);

  const clients: [string, Watch][] = [
    ['Apollo Client by multipart over HttpLink', (url, after) => watchApollo(httpLink(url), after)],
    ['Apollo Client by GraphQLWsLink', (url, after) => watchApollo(socketLink(url), after)],
    ['urql by fetchSubscriptions', (url, after) => watchUrql(url, fetchExchange, after)],
    ['urql by graphql-ws', (url, after) => watchUrql(url, urqlOverSocket(url), after)],
    ['urql by graphql-sse', (url, after) => watchUrql(url, urqlOverEvents(url), after)],
    ['graphql-ws', watchSocketClient],
    ['graphql-sse', watchEventsClient],
  ];

  test.each(clients)('%s takes the present state, then what happens, and leaves', async (name, watch) => {
    await begin(name);
    const watching = watch(world.gateway.url);
    await until(() => watching.seen.length > 0);
    // Some beats of a quiet stream.
    await new Promise((resolve) => setTimeout(resolve, 100));
    world.emit(3);
    await until(() => watching.seen.at(-1)?.cursor === 'c3');
    expect(distinct(watching.seen)).toEqual([
      { id: null, cursor: 'c0' },
      { id: '1', cursor: 'c1' },
      { id: '2', cursor: 'c2' },
      { id: '3', cursor: 'c3' },
    ]);
    expect(watching.over()).toBeUndefined();
    watching.stop();
    await until(() => world.things.openStreams() === 0);
  });

  test.each(clients)('%s goes on behind a cursor', async (name, watch) => {
    await begin(name);
    world.emit(3);
    const watching = watch(world.gateway.url, 'c1');
    await until(() => watching.seen.at(-1)?.cursor === 'c3');
    expect(distinct(watching.seen).map(({ cursor }) => cursor)).toEqual(['c2', 'c3']);
    watching.stop();
  });

  test.each(clients)('%s is told SERVER_DRAINING, and goes on elsewhere', async (name, watch) => {
    await begin(name);
    const watching = watch(world.gateway.url);
    await until(() => watching.seen.length > 0);
    await world.gateway.close();
    await until(() => watching.over() !== undefined);
    expect(watching.over()).toEqual(['SERVER_DRAINING']);
    watching.stop();
    world.emit(1);
    const { url } = await world.restart();
    const again = watch(url, String(watching.seen.at(-1)?.cursor));
    await until(() => again.seen.length > 0);
    expect(again.seen[0]).toEqual({ id: '1', cursor: 'c1' });
    again.stop();
  });

  test.each(clients.map(([name]) => name).filter((name) => !isSocket(name)))(
    '%s runs queries and mutations at the same address',
    async (name) => {
      await begin(name);
      const { url } = world.gateway;
      const query = `query ($name: String) { hello(name: $name) }`;
      const variables = { name: 'Huế' };
      if (name.startsWith('Apollo')) {
        const client = apollo(httpLink(url));
        const { data } = await client.query({ query: gql(query), variables });
        expect(data).toEqual({ hello: 'Hello Huế' });
        client.stop();
      } else if (name === 'graphql-sse') {
        const client = createSseClient({ url });
        const results = client.iterate({ query, variables });
        expect((await results.next()).value).toEqual({ data: { hello: 'Hello Huế' } });
        expect((await results.next()).done).toBe(true);
        client.dispose();
      } else {
        const client = urql(url, [fetchExchange]);
        expect((await client.query(query, variables).toPromise()).data).toEqual({ hello: 'Hello Huế' });
        const { data } = await client.mutation('mutation { rename(name: "x") }', {}).toPromise();
        expect(data).toEqual({ rename: 'x' });
      }
    },
  );
});

/** urql tells of each heartbeat of a multipart answer with the result before once more. */
function distinct(seen: readonly Seen[]): Seen[] {
  return seen.filter(({ cursor }, index) => cursor !== seen[index - 1]?.cursor);
}

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: Record<string, unknown> | undefined }[] | undefined;
  readonly extensions?: Record<string, unknown> | undefined;
}

/** Gathers what any client gives. */
class Gathering {
  readonly seen: Seen[] = [];
  #over: unknown[] | undefined;

  readonly over = (): readonly unknown[] | undefined => this.#over;

  next({ data, errors, extensions }: Result): void {
    if (errors && errors.length > 0) return this.end(errors);
    const { changed } = data as { changed: { id: string } | null };
    this.seen.push({ id: changed?.id ?? null, cursor: extensions?.['cursor'] });
  }

  end(errors: Result['errors'] = []): void {
    this.#over ??= errors.map(({ extensions }) => extensions?.['code']);
  }

  fail(error: unknown): void {
    this.end(Array.isArray(error) ? (error as Result['errors']) : [{ extensions: { code: String(error) } }]);
  }
}

function httpLink(uri: string): ApolloLink {
  return new HttpLink({ uri, includeExtensions: true });
}

function socketLink(url: string): ApolloLink {
  return new GraphQLWsLink(
    createWsClient({ url: wsUrl(url), webSocketImpl: WebSocket, shouldRetry: () => false }),
  );
}

function apollo(link: ApolloLink): ApolloClient {
  return new ApolloClient({ link, cache: new InMemoryCache() });
}

function watchApollo(link: ApolloLink, after?: string): Watching {
  const client = apollo(link);
  const gathering = new Gathering();
  const subscription = client
    .subscribe({ query: document, ...(after === undefined ? {} : { extensions: { after } }) })
    .subscribe({
      next: ({ data, error, extensions }) => {
        if (error) gathering.end(codesOf(error));
        else gathering.next({ data, extensions });
      },
      error: (error: unknown) => gathering.fail(error),
      complete: () => gathering.end(),
    });
  const stop = (): void => {
    subscription.unsubscribe();
    client.stop();
  };
  return { seen: gathering.seen, over: gathering.over, stop };
}

function codesOf(error: unknown): Result['errors'] {
  if (CombinedProtocolErrors.is(error)) return error.errors as Result['errors'];
  return typeof error === 'object' && error !== null && 'errors' in error
    ? (error.errors as Result['errors'])
    : [{ extensions: { code: String(error) } }];
}

function urql(url: string, exchanges: Exchange[]): Client {
  return new Client({ url, preferGetMethod: false, fetchSubscriptions: true, exchanges });
}

function watchUrql(url: string, exchange: Exchange, after?: string): Watching {
  const gathering = new Gathering();
  const request = createRequest(text, {}, after === undefined ? undefined : { after });
  const subscription = urql(url, [exchange])
    .executeSubscription(request)
    .subscribe(({ data, error, extensions }) => {
      const errors = error?.graphQLErrors;
      if (error && (!errors || errors.length === 0)) gathering.fail(error);
      else gathering.next({ data, errors, extensions });
    });
  return { seen: gathering.seen, over: gathering.over, stop: () => subscription.unsubscribe() };
}

function urqlOverSocket(url: string): Exchange {
  const client = createWsClient({ url: wsUrl(url), webSocketImpl: WebSocket, shouldRetry: () => false });
  return subscriptionExchange({
    forwardSubscription: (request) => ({
      subscribe: (sink) => ({
        unsubscribe: client.subscribe({ ...request, query: request.query ?? '' }, sink as never),
      }),
    }),
  });
}

function urqlOverEvents(url: string): Exchange {
  const client = createSseClient({ url, retryAttempts: 0 });
  return subscriptionExchange({
    forwardSubscription: (request) => ({
      subscribe: (sink) => ({
        unsubscribe: client.subscribe({ ...request, query: request.query ?? '' } as never, sink as never),
      }),
    }),
  });
}

function watchSocketClient(url: string, after?: string): Watching {
  const client = createWsClient({ url: wsUrl(url), webSocketImpl: WebSocket, shouldRetry: () => false });
  const gathering = new Gathering();
  const stop = client.subscribe<Record<string, unknown>>(
    { query: text, ...(after === undefined ? {} : { extensions: { after } }) },
    {
      next: (result) => gathering.next(result as Result),
      error: (error) => gathering.fail(error),
      complete: () => gathering.end(),
    },
  );
  return { seen: gathering.seen, over: gathering.over, stop };
}

function watchEventsClient(url: string, after?: string): Watching {
  const client = createSseClient({ url, retryAttempts: 0 });
  const gathering = new Gathering();
  const stop = client.subscribe<Record<string, unknown>>(
    { query: text, ...(after === undefined ? {} : { extensions: { after } }) },
    {
      next: (result) => gathering.next(result as Result),
      error: (error) => gathering.fail(error),
      complete: () => gathering.end(),
    },
  );
  return { seen: gathering.seen, over: gathering.over, stop };
}
