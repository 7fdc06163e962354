import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { CommandGateways } from '../../kit/command-gateways.ts';
import { openCommandGateways } from '../../kit/command-gateways.ts';
import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { publicLink } from '../../kit/fake-subgraph.ts';
import { openHttpStream } from '../../kit/http-stream.ts';
import type { HttpStreamClient } from '../../kit/http-stream.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';
import { startIssuer } from '../../kit/start-issuer.ts';

const signingKey = 'the key of the tests, long enough to be one';
const sdl = `${publicLink}
  type Query { hello: String }
  type Subscription { changed: Thing @public }
  type Thing @key(fields: "id") { id: ID! @public  mine: String  secret: String @requiresScopes(scopes: [["secrets"]]) }`;
const hidden = 'subscription { changed { id mine } }';

describe('a ticket for a stream', () => {
  let issuer: TestIssuer;
  let things: CursorSubgraph;
  let gateways: CommandGateways;
  let here: TestGateway;
  let elsewhere: TestGateway;
  const logged: unknown[] = [];
  const streams: HttpStreamClient[] = [];
  const write = (fields: object, message: string): void => void logged.push([fields, message]);
  const log: Logger = { debug: write, info: write, warn: write, error: write, child: () => log };

  beforeAll(async () => {
    issuer = await startIssuer();
    things = await startCursorSubgraph({ name: 'things', sdl, field: 'changed', signingKey });
    gateways = await openCommandGateways([things], { signingKey, issuers: [issuer.config], log });
    here = await gateways.start();
    elsewhere = await gateways.start();
  });
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });
  afterAll(async () => {
    await gateways.close();
    await things.kill();
    await issuer.close();
  });

  const create = async (
    sub: string | undefined,
    { claims = {}, key }: { claims?: object; key?: string } = {},
  ): Promise<Record<string, string> & { code?: unknown }> => {
    const query =
      'mutation ($key: String) { createStreamTicket(clientMutationId: $key) { ticket openUntil resumeUntil } }';
    const headers: Record<string, string> =
      sub === undefined ? {} : { authorization: `Bearer ${await issuer.token(sub, { ...claims })}` };
    const { body } = await here.post({ query, variables: { key } }, headers);
    const made = body.data?.['createStreamTicket'] as Record<string, string> | null;
    return { ...made, ...(body.errors ? { code: String(body.errors[0]?.extensions['code']) } : {}) };
  };
  const open = async (
    ticket: string | undefined,
    options: { query?: string; at?: TestGateway; lastEventId?: string } = {},
  ): Promise<HttpStreamClient> => {
    const { query = hidden, at = here, lastEventId } = options;
    const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const stream = await openHttpStream(at.url, { query, ticket: ticket ?? '' }, { method: 'GET', headers });
    streams.push(stream);
    return stream;
  };
  const change = (set: object) =>
    gateways.client.db(gateways.database).collection('stream_tickets').updateMany({}, { $set: set });

  test('A22 opens one stream in its person’s name, without a header, at another gateway, and no second one', async () => {
    const { ticket } = await create('lan');
    const stream = await open(ticket, { at: elsewhere });
    const [first] = await stream.events(1);
    expect(first?.extensions).toMatchObject({ start: true, stream: expect.any(String) });
    expect(things.subscribes.at(-1)?.viewer).toMatchObject({ kind: 'person', name: 'lan' });
    for (const at of [here, elsewhere]) {
      const again = await open(ticket, { at });
      expect([again.status, again.errors[0]?.extensions['code']]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  test('A22 brings the same stream back behind its cursor, as a browser does by itself, and no other stream', async () => {
    const { ticket } = await create('lan');
    const stream = await open(ticket);
    await stream.events(1);
    things.emit({ id: '1', mine: 'one' });
    const [event] = await stream.events(1);
    stream.close();
    things.emit({ id: '2', mine: 'two' });
    const lastEventId = String(event?.extensions?.['cursor']);
    const back = await open(ticket, { at: elsewhere, lastEventId });
    expect((await back.events(1))[0]?.data).toEqual({ changed: { id: '2', mine: 'two' } });
    const other = await open(ticket, { lastEventId, query: 'subscription { changed { mine } }' });
    expect(other.status).toBe(401);
  });

  test.each([
    ['60 seconds after it was made, where nothing was opened', { openUntil: new Date(0) }, false],
    ['once the token behind it has ended', { resumeUntil: new Date(0) }, true],
  ])('A22 opens nothing %s', async (_when, set, wasOpened) => {
    const { ticket } = await create('lan');
    if (wasOpened) await (await open(ticket)).events(1);
    await change(set);
    for (const lastEventId of [undefined, 'c1'])
      expect((await open(ticket, lastEventId === undefined ? {} : { lastEventId })).status).toBe(401);
  });

  test.each(['', 'x', 'A'.repeat(43), '*'.repeat(43), 'A'.repeat(5_000)])(
    'that is none opens nothing (%#)',
    async (ticket) => {
      expect((await open(ticket)).status).toBe(401);
    },
  );

  test('is for somebody: a stranger gets none, and needs none for what is public', async () => {
    expect(await create(undefined)).toEqual({ code: 'UNAUTHENTICATED' });
    const stream = await openHttpStream(
      here.url,
      { query: 'subscription { changed { id } }' },
      { method: 'GET' },
    );
    streams.push(stream);
    await stream.events(1);
  });

  test('is the same for the same key of the same person, and of nobody else', async () => {
    const [first, again, other] = [
      await create('lan', { key: 'k' }),
      await create('lan', { key: 'k' }),
      await create('minh', { key: 'k' }),
    ];
    expect(again).toEqual(first);
    expect(other['ticket']).not.toBe(first['ticket']);
    expect((await create('lan'))['ticket']).not.toBe((await create('lan'))['ticket']);
  });

  test('of fifty that come with it at once lets one in', async () => {
    const { ticket } = await create('lan');
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, n) => open(ticket, { at: n % 2 ? here : elsewhere })),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('opens a stream that ends with its token, and that renewStream keeps', async () => {
    const claims = { exp: Math.floor(Date.now() / 1_000) - 28 };
    const renewed = await open((await create('lan', { claims }))['ticket']);
    const left = await open((await create('lan', { claims }))['ticket']);
    const [first] = await renewed.events(1);
    await left.events(1);
    const query =
      'mutation ($stream: ID!, $token: String!) { renewStream(stream: $stream, token: $token) { stream } }';
    const variables = { stream: first?.extensions?.['stream'], token: await issuer.token('lan') };
    expect((await elsewhere.post({ query, variables })).body.errors).toBeUndefined();
    expect((await left.end())[0]?.extensions['code']).toBe('SUBSCRIPTION_JWT_EXPIRED');
    things.emit({ id: '9', mine: 'kept' });
    expect((await renewed.events(1))[0]?.data).toEqual({ changed: { id: '9', mine: 'kept' } });
  });

  test('stands in no log', async () => {
    const { ticket } = await create('lan');
    await (await open(ticket)).events(1);
    await open(ticket);
    await here.post({ query: '{ hello }' }, { authorization: 'Bearer x.y.z' });
    expect(logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged)).not.toContain(ticket);
  });
});
