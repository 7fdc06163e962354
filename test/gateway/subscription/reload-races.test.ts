import { writeFileSync } from 'node:fs';
import type { GatewayExtras } from '../../../gateway/src/gateway.ts';
import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph, EventLog } from '../../kit/cursor-subgraph.ts';
import { publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { composeFakes, startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';

const signingKey = 'the key of the tests, long enough to be one';
const sdl = `${publicLink}
  type Subscription { changed: Thing @public }
  type Thing @key(fields: "id") {
    id: ID! @public  version: Int @public  secret: String @public @policy(policies: [["see"]])
  }`;
const thing = (version: number): object => ({ id: '7', version, secret: 'told' });

/** What passes only when it is let, in the order in which it came. */
function openGate() {
  const waiting: (() => void)[] = [];
  let isOpen = true;
  return {
    hold: () => void (isOpen = false),
    pass: (): Promise<void> => (isOpen ? Promise.resolve() : new Promise((done) => waiting.push(done))),
    waits: () => waiting.length,
    letOne: () => waiting.shift()?.(),
  };
}

describe('H08 a new supergraph that comes at a bad moment', () => {
  let log: EventLog;
  let things: CursorSubgraph;
  let plain: FakeSubgraph;
  let issuer: TestIssuer;
  let gateway: TestGateway;
  const gate = openGate();
  const others: CursorSubgraph[] = [];
  const clients: LiveClient[] = [];

  const startThings = (): Promise<CursorSubgraph> =>
    startCursorSubgraph({ name: 'things', sdl, field: 'changed', signingKey, log });
  const start = async (extras: GatewayExtras = {}): Promise<void> => {
    gateway = await startTestGateway(
      [things, plain],
      {
        signingKey,
        issuers: [issuer.config],
        upstream: { reloadSpreadMs: 50, backOff: { firstMs: 10, maxMs: 50 } },
        grantPolicies: async () => {
          await gate.pass();
          return ['see'];
        },
      },
      extras,
    );
  };
  beforeEach(async () => {
    log = { entries: [] };
    issuer = await startIssuer();
    things = await startThings();
    things.emit(thing(1));
    plain = await startFakeSubgraph({
      name: 'plain',
      sdl: 'type Query { hello: String }',
      resolvers: { Query: { hello: () => 'hello' } },
    });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await gateway.close();
    await Promise.all([
      plain.close(),
      issuer.close(),
      ...[things, ...others.splice(0)].map((each) => each.kill()),
    ]);
  });

  const open = async (): Promise<LiveClient> => {
    const client = await openLiveClient(gateway.url, {
      init: { Authorization: `Bearer ${await issuer.token('lan')}` },
    });
    clients.push(client);
    return client;
  };
  const serve = async (text: string): Promise<void> => {
    const before = gateway.snapshotInfo().schemaId;
    writeFileSync(gateway.supergraphFile, text);
    await until(() => gateway.snapshotInfo().schemaId !== before);
  };
  /** Another process of the same subgraph, which the next generation asks. */
  const move = async (): Promise<CursorSubgraph> => {
    const moved = await startThings();
    others.push(moved);
    await serve(composeFakes([moved, plain]));
    return moved;
  };

  test('has in it also the stream that was being paid for', async () => {
    const charging = openGate();
    const metered = {
      charge: () => charging.pass(),
      trySpend: () => true,
      spend: () => Promise.resolve(),
    };
    await start({ meter: { of: () => metered } });
    charging.hold();
    const client = await open();
    client.subscribe('s', 'subscription { changed { version } }');
    await until(() => charging.waits() === 1);
    const moved = await move();
    charging.letOne();
    expect(await client.events('s', 1)).toMatchObject([{ data: { changed: { version: 1 } } }]);
    expect([things.openStreams(), moved.openStreams()]).toEqual([0, 1]);
  }, 20_000);

  test('takes a stream to the last of two generations, though the first was not done with it', async () => {
    await start();
    const client = await open();
    client.subscribe('s', 'subscription { changed { version secret } }');
    await client.events('s', 1);
    gate.hold();
    const first = await move();
    await until(() => gate.waits() === 1);
    const second = await move();
    await until(() => gate.waits() === 2);
    gate.letOne();
    // Time enough to go where nobody looks any more.
    for (let asked = 0; asked < 20; asked += 1) await gateway.post({ query: '{ hello }' });
    gate.letOne();
    await until(() => second.openStreams() === 1 && things.openStreams() === 0);
    second.emit(thing(2));
    expect(await client.events('s', 1)).toMatchObject([{ data: { changed: { version: 2 } } }]);
    expect(first.subscribes).toEqual([]);
  }, 20_000);
});
