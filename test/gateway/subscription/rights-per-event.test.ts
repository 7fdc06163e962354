import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { publicLink } from '../../kit/fake-subgraph.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';
import { startIssuer } from '../../kit/start-issuer.ts';

const signingKey = 'the key of the tests, long enough to be one';
const sdl = `${publicLink}
  type Query { hello: String }
  type Subscription { changed: Thing @public  guarded: Thing @public @policy(policies: [["watch"]]) }
  type Thing @key(fields: "id") { id: ID! @public  secret: String @public @policy(policies: [["see"]]) }`;
const query = 'subscription { changed { id secret } }';

describe('a policy that is decided otherwise in the midst of a stream', () => {
  let issuer: TestIssuer;
  let things: CursorSubgraph;
  let gateway: TestGateway;
  let granted: readonly string[];
  let isFailing: boolean;
  let asked: number;
  const clients: LiveClient[] = [];

  beforeAll(async () => {
    issuer = await startIssuer();
  });
  const start = async (field = 'changed'): Promise<void> => {
    granted = ['see', 'watch'];
    isFailing = false;
    asked = 0;
    things = await startCursorSubgraph({ name: 'things', sdl, field, signingKey });
    gateway = await startTestGateway([things], {
      signingKey,
      issuers: [issuer.config],
      grantPolicies: (_policies, { name }) => {
        asked += 1;
        if (isFailing) throw new Error('nobody to ask');
        return name === 'minh' ? ['see', 'watch'] : granted;
      },
    });
  };
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await gateway.close();
    await things.kill();
  });
  afterAll(() => issuer.close());

  const open = async (sub: string): Promise<LiveClient> => {
    const client = await openLiveClient(gateway.url, {
      init: { Authorization: `Bearer ${await issuer.token(sub)}` },
    });
    clients.push(client);
    return client;
  };
  const secretOf = ({ data }: LivePayload): unknown =>
    (data?.['changed'] as { secret: unknown } | undefined)?.secret;
  /** Emits and reads, one after the other, until an event fits; gives all. */
  const emitUntil = async (
    client: LiveClient,
    fits: (event: LivePayload) => boolean,
  ): Promise<LivePayload[]> => {
    const events: LivePayload[] = [];
    while (!events.some(fits)) {
      things.emit({ id: 'x', secret: 'told' });
      events.push(...(await client.events('s', 1)));
    }
    return events;
  };

  test('C20 has the field null with FORBIDDEN from an event on, and again as it was; no event is missed and none comes twice', async () => {
    await start();
    const client = await open('lan');
    client.subscribe('s', query);
    await client.events('s', 1);
    const before = await emitUntil(client, (event) => secretOf(event) === 'told');
    granted = ['watch'];
    const lost = await emitUntil(client, (event) => secretOf(event) === null);
    expect(lost.at(-1)?.errors).toMatchObject([
      { path: ['changed', 'secret'], extensions: { code: 'FORBIDDEN' } },
    ]);
    const without = await emitUntil(client, () => true);
    expect(secretOf(without[0]!)).toBeNull();
    granted = ['see', 'watch'];
    const regained = await emitUntil(client, (event) => secretOf(event) === 'told');
    const all = [...before, ...lost, ...without, ...regained];
    expect(all.map(({ extensions }) => extensions?.['cursor'])).toEqual(all.map((_, n) => `c${n + 1}`));
    // While it is not granted it is not even asked for.
    expect(things.subscribes.map((each) => each.query.includes('secret'))).toEqual([true, false, true]);
  });

  test('takes it from one and leaves it to another who watches the same', async () => {
    await start();
    const [lan, minh] = [await open('lan'), await open('minh')];
    for (const client of [lan, minh]) {
      client.subscribe('s', query);
      await client.events('s', 1);
    }
    granted = [];
    const lost = await emitUntil(lan, (event) => secretOf(event) === null);
    const his = await minh.events('s', lost.length);
    expect(new Set(his.map(secretOf))).toEqual(new Set(['told']));
  });

  test('counts as not granted when it cannot be asked for', async () => {
    await start();
    const client = await open('lan');
    client.subscribe('s', query);
    await client.events('s', 1);
    isFailing = true;
    await emitUntil(client, (event) => secretOf(event) === null);
  });

  test('C06 ends the stream whose root field it is, with SUBSCRIPTION_RIGHTS_ENDED behind its last event', async () => {
    await start('guarded');
    const client = await open('lan');
    client.subscribe('s', 'subscription { guarded { id } }');
    await client.events('s', 1);
    granted = [];
    for (let n = 0; ; n += 1) {
      things.emit({ id: String(n) });
      const message = await client.nextOf('s');
      if (message.type === 'next') continue;
      expect(message).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'SUBSCRIPTION_RIGHTS_ENDED', cursor: `c${n}` } }],
      });
      break;
    }
    await until(() => things.openStreams() === 0);
  });

  test('is asked for once a second and not for each of many events', async () => {
    await start();
    const client = await open('lan');
    client.subscribe('s', query);
    await client.events('s', 1);
    const beganMs = performance.now();
    for (let n = 0; n < 500; n += 1) things.emit({ id: String(n), secret: 'told' });
    await client.events('s', 500);
    expect(asked).toBeLessThanOrEqual(2 + Math.ceil((performance.now() - beganMs) / 1_000));
  });
});
