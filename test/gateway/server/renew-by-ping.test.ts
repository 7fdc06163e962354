import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { publicLink } from '../../kit/fake-subgraph.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';

const signingKey = 'the key of the tests, long enough to be one';
const sdl = `${publicLink}
  type Query { hello: String }
  type Subscription { changed: Thing @public }
  type Thing @key(fields: "id") { id: ID! @public  text: String @public  mine: String  secret: String @requiresScopes(scopes: [["secrets"]]) }`;
const hidden = 'subscription { changed { id mine } }';

describe('a token in a ping', () => {
  let things: CursorSubgraph;
  let issuer: TestIssuer;
  let gateway: TestGateway;
  const clients: LiveClient[] = [];

  beforeAll(async () => {
    issuer = await startIssuer();
  });
  beforeEach(async () => {
    things = await startCursorSubgraph({ name: 'things', sdl, field: 'changed', signingKey });
    gateway = await startTestGateway([things], { signingKey, issuers: [issuer.config] });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await gateway.close();
    await things.kill();
  });
  afterAll(() => issuer.close());

  const bearer = async (sub: string, claims: object = {}): Promise<string> =>
    `Bearer ${await issuer.token(sub, { ...claims })}`;
  const expiresIn = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;
  const open = async (authorization: string): Promise<LiveClient> => {
    const client = await openLiveClient(gateway.url, { init: { Authorization: authorization } });
    clients.push(client);
    return client;
  };
  const ping = async (client: LiveClient, payload: object): Promise<unknown> => {
    client.send({ type: 'ping', payload });
    for (;;) {
      const message = await client.next();
      if (message.type === 'pong') return message.payload;
    }
  };

  test('renews it in place: the stream outlives its first token without a break, and the token is not sent back', async () => {
    // Within the leeway of 30 seconds, of which some are over.
    const client = await open(await bearer('officer', { exp: expiresIn(-28) }));
    client.subscribe('s', hidden);
    await client.events('s', 1);
    const exp = expiresIn(600);
    expect(await ping(client, { Authorization: await bearer('officer', { exp }) })).toEqual({
      renewed: true,
      expiresAt: new Date(exp * 1_000).toISOString(),
    });
    const other = await open(await bearer('officer', { exp: expiresIn(-28) }));
    other.subscribe('s', hidden);
    await other.events('s', 1);
    // The one that was not renewed has reached its end, so the other has passed it.
    expect((await other.errorsOf('s'))[0]?.extensions['code']).toBe('SUBSCRIPTION_JWT_EXPIRED');
    things.emit({ id: '1', mine: 'still' });
    expect((await client.events('s', 1))[0]?.data).toEqual({ changed: { id: '1', mine: 'still' } });
    expect(things.subscribes.filter(({ after }) => after !== undefined)).toEqual([]);
  });

  test.each([
    ['of another subject', async () => bearer('citizen'), 'FORBIDDEN'],
    ['that is none', async () => 'Bearer x.y.z', 'UNAUTHENTICATED'],
    ['that has ended', async () => bearer('officer', { exp: expiresIn(-600) }), 'UNAUTHENTICATED'],
  ])('%s is refused and changes nothing', async (_what, token, code) => {
    const client = await open(await bearer('officer'));
    client.subscribe('s', hidden);
    await client.events('s', 1);
    expect(await ping(client, { Authorization: await token() })).toEqual({ renewed: false, code });
    things.emit({ id: '1', mine: 'mine' });
    await client.events('s', 1);
    expect(things.openStreams()).toBe(1);
  });

  test('with fewer rights counts at once: the next event has null and FORBIDDEN, none is missed and none comes twice', async () => {
    const client = await open(await bearer('officer', { scope: 'secrets' }));
    client.subscribe('s', 'subscription { changed { id secret } }');
    await client.events('s', 1);
    things.emit({ id: '1', secret: 'open' });
    expect((await client.events('s', 1))[0]?.data).toEqual({ changed: { id: '1', secret: 'open' } });
    expect(await ping(client, { Authorization: await bearer('officer', { scope: '' }) })).toMatchObject({
      renewed: true,
    });
    for (const id of ['2', '3', '4']) things.emit({ id, secret: 'closed' });
    const events = await client.events('s', 3);
    expect(events.map(({ data }) => data)).toEqual(
      ['2', '3', '4'].map((id) => ({ changed: { id, secret: null } })),
    );
    for (const { errors } of events)
      expect(errors).toMatchObject([{ path: ['changed', 'secret'], extensions: { code: 'FORBIDDEN' } }]);
    expect(things.subscribes.at(-1)).toMatchObject({ after: 'c1' });
    expect(things.subscribes.at(-1)?.query).not.toContain('secret');
  });

  test('with more rights gives more from the next event on', async () => {
    const client = await open(await bearer('officer', { scope: '' }));
    client.subscribe('s', 'subscription { changed { id secret } }');
    await client.events('s', 1);
    await ping(client, { Authorization: await bearer('officer', { scope: 'secrets' }) });
    things.emit({ id: '1', secret: 'open' });
    expect((await client.events('s', 1))[0]?.data).toEqual({ changed: { id: '1', secret: 'open' } });
  });

  test('that says the same for longer opens nothing anew', async () => {
    const client = await open(await bearer('officer', { exp: expiresIn(60) }));
    client.subscribe('s', hidden);
    await client.events('s', 1);
    for (let round = 0; round < 3; round += 1)
      await ping(client, { Authorization: await bearer('officer', { exp: expiresIn(600 + round) }) });
    things.emit({ id: '1', mine: 'm' });
    await client.events('s', 1);
    expect(things.subscribes).toHaveLength(1);
  });

  test('before connection_init is refused, and one without a token is answered with what it brought', async () => {
    const early = await openLiveClient(gateway.url, { init: false });
    clients.push(early);
    expect(await ping(early, { Authorization: await bearer('officer') })).toEqual({
      renewed: false,
      code: 'UNAUTHENTICATED',
    });
    expect(await ping(early, { note: 1 })).toEqual({ note: 1 });
    await until(() => early.waiting().length === 0);
  });
});
