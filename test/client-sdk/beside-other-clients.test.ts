import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, createRequest, fetchExchange } from '@urql/core';
import { WebSocket } from 'ws';
import { liveLink } from '../../client-sdk/src/apollo.ts';
import type { Hub } from '../../client-sdk/src/client.ts';
import { createHub } from '../../client-sdk/src/client.ts';
import { memoryCursors } from '../../client-sdk/src/cursor-store.ts';
import type { LiveOptions } from '../../client-sdk/src/live.ts';
import { liveExchange } from '../../client-sdk/src/urql.ts';
import type { CutLine } from '../kit/cut-line.ts';
import { startCutLine } from '../kit/cut-line.ts';
import { until } from '../kit/live-client.ts';
import { changed, startStreamWorld } from '../kit/stream-world.ts';
import type { StreamWorld } from '../kit/stream-world.ts';

interface Watching {
  readonly cursors: readonly unknown[];
  /** Codes of the errors that the client was told. */
  readonly codes: readonly unknown[];
  readonly stop: () => void;
}

interface Place {
  readonly url: string;
  readonly hub: Hub;
  readonly text?: string;
  readonly after?: string;
  readonly live?: LiveOptions;
}

const clients = [
  ['Apollo Client by liveLink', watchApollo, askApollo],
  ['urql by liveExchange', watchUrql, askUrql],
] as const;

describe.each(clients)('%s', (_name, watch, ask) => {
  let world: StreamWorld;
  let line: CutLine;
  let hub: Hub;
  beforeEach(async () => {
    world = await startStreamWorld();
    line = await startCutLine(world.gateway.url);
    hub = createHub({ url: line.url, webSocket: WebSocket });
  });
  afterEach(async () => {
    hub.close();
    await line.close();
    await world.close();
  });
  const upTo = (last: number): string[] => Array.from({ length: last + 1 }, (_, n) => `c${n}`);

  test('sees one stream while its line is cut and its gateway replaced again and again: nothing lost, nothing twice', async () => {
    const watching = watch({ url: line.url, hub });
    await until(() => watching.cursors.length === 1);
    for (let round = 1; round <= 6; round += 1) {
      world.emit(5);
      if (round % 3 === 0) await world.restart();
      else line.cut();
      world.emit(5);
      await until(() => watching.cursors.at(-1) === `c${round * 10}`);
    }
    expect(watching.cursors).toEqual(upTo(60));
    expect(watching.codes).toEqual([]);
    watching.stop();
    await until(() => world.things.openStreams() === 0);
  });

  test('goes on behind a cursor that it is given, and behind the one that a store keeps', async () => {
    world.emit(3);
    const given = watch({ url: line.url, hub, after: 'c1' });
    await until(() => given.cursors.length === 2);
    expect(given.cursors).toEqual(['c2', 'c3']);
    given.stop();
    const store = memoryCursors();
    await store.save('mine', 'c2');
    const kept = watch({ url: line.url, hub, live: { keep: { store, key: 'mine' } } });
    await until(() => kept.cursors.length === 1);
    expect(kept.cursors).toEqual(['c3']);
    kept.stop();
  });

  test('is told a refusal as an error of GraphQL', async () => {
    const watching = watch({ url: line.url, hub, text: 'subscription { unknown }' });
    await until(() => watching.codes.length > 0);
    // urql gives its last result once more when a stream is over.
    expect([...new Set(watching.codes)]).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(watching.cursors).toEqual([]);
    watching.stop();
  });

  test('has its queries go where they went before', async () => {
    expect(await ask({ url: line.url, hub })).toEqual({ hello: 'Hello Huế' });
  });
});

const hello = 'query ($name: String) { hello(name: $name) }';

function apollo({ url, hub }: Place): ApolloClient {
  const link = liveLink(hub).concat(new HttpLink({ uri: url }));
  return new ApolloClient({ link, cache: new InMemoryCache() });
}

function watchApollo(place: Place): Watching {
  const { text = changed, after, live } = place;
  const cursors: unknown[] = [];
  const codes: unknown[] = [];
  const client = apollo(place);
  const subscription = client
    .subscribe({
      query: gql(text),
      context: { live },
      ...(after === undefined ? {} : { extensions: { after } }),
    })
    .subscribe(({ error, extensions }) => {
      if (error) codes.push(...codesOf(error));
      else cursors.push(extensions?.['cursor']);
    });
  const stop = (): void => {
    subscription.unsubscribe();
    client.stop();
  };
  return { cursors, codes, stop };
}

async function askApollo(place: Place): Promise<unknown> {
  const client = apollo(place);
  const { data } = await client.query({ query: gql(hello), variables: { name: 'Huế' } });
  client.stop();
  return data;
}

function urql({ url, hub }: Place): Client {
  return new Client({ url, preferGetMethod: false, exchanges: [liveExchange(hub), fetchExchange] });
}

function watchUrql(place: Place): Watching {
  const { text = changed, after, live } = place;
  const cursors: unknown[] = [];
  const codes: unknown[] = [];
  const request = createRequest(text, {}, after === undefined ? undefined : { after });
  const subscription = urql(place)
    .executeSubscription(request, { live } as object)
    .subscribe(({ error, extensions }) => {
      if (error) codes.push(...error.graphQLErrors.map(({ extensions: { code } }) => code));
      else cursors.push(extensions?.['cursor']);
    });
  return { cursors, codes, stop: () => subscription.unsubscribe() };
}

async function askUrql(place: Place): Promise<unknown> {
  return (await urql(place).query(hello, { name: 'Huế' }).toPromise()).data;
}

function codesOf(error: object): unknown[] {
  const { errors } = error as { errors: readonly { readonly extensions?: Record<string, unknown> }[] };
  return errors.map(({ extensions }) => extensions?.['code']);
}
