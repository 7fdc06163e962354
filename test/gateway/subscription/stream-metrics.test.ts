import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph, EventLog } from '../../kit/cursor-subgraph.ts';
import { publicLink } from '../../kit/fake-subgraph.ts';
import { fetchText } from '../../kit/fetch-text.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

const signingKey = 'the key of the tests, long enough to be one';
const sdl = `${publicLink}
  type Query { hello: String }
  type Subscription { changed: Thing @public }
  type Thing @key(fields: "id") { id: ID! @public }`;
const query = 'subscription { changed { id } }';

describe('what is counted of live streams', () => {
  const log: EventLog = { entries: [] };
  let things: CursorSubgraph;
  let gateway: TestGateway;
  const clients: LiveClient[] = [];

  beforeAll(async () => {
    things = await startCursorSubgraph({ name: 'things', sdl, field: 'changed', signingKey, log });
    gateway = await startTestGateway([things], { signingKey });
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await gateway.close();
    await things.kill();
  });

  const open = async (extensions: object = {}): Promise<LiveClient> => {
    const client = await openLiveClient(gateway.url);
    clients.push(client);
    client.subscribe('s', query, { extensions });
    await client.events('s', 1);
    return client;
  };
  const value = async (name: string): Promise<number> => {
    const text = await fetchText(new URL('/metrics', gateway.url));
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1] ?? Number.NaN,
    );
  };
  const hop = (name: string): Promise<number> => value(`hub_event_seconds_count{hop="${name}"}`);

  test('streams, topics, lanes, upstreams and sockets as they are now', async () => {
    await open();
    await open();
    await until(async () => (await value('hub_topic_lanes')) === 1);
    expect(await value('hub_subscribers')).toBe(2);
    expect(await value('hub_topics')).toBe(1);
    expect(await value('hub_upstream_streams')).toBe(1);
    expect(await value('hub_client_sockets')).toBe(2);
    for (const name of ['hub_queued_events', 'hub_queued_bytes', 'hub_queued_events_max'])
      expect(await value(name)).toBe(0);
  });

  test('each hop of a live event from its commit to the sockets: once for a topic, and once for each socket', async () => {
    things.emit({ id: '1' });
    await Promise.all(clients.map((client) => client.events('s', 1)));
    expect(await Promise.all(['feed', 'gateway', 'join'].map(hop))).toEqual([1, 1, 1]);
    expect(await Promise.all(['socket', 'all'].map(hop))).toEqual([2, 2]);
    expect(await value('hub_events_delivered_total')).toBe(4);
    const text = await fetchText(new URL('/metrics', gateway.url));
    expect(text).toMatch(/hub_event_seconds_bucket\{hop="all",le="\+Inf"\} 2/);
  });

  test('resumes by what brought what was missed, and resyncs', async () => {
    await open({ after: 'c0' });
    await open({ after: 'no cursor' });
    expect(await value('hub_streams_resumed_total{by="topic"}')).toBe(1);
    expect(await value('hub_streams_resynced_total')).toBe(1);
  });

  test('upstreams that were opened again', async () => {
    const { port } = things;
    await things.kill();
    things = await startCursorSubgraph({ name: 'things', sdl, field: 'changed', signingKey, log, port });
    await until(async () => (await value('hub_upstream_reopened_total{subgraph="things"}')) >= 1);
  });

  test('ends by their reason, and everything comes back to nothing', async () => {
    clients[0]?.send({ id: 's', type: 'complete' });
    await until(async () => (await value('hub_streams_ended_total{reason="client"}')) === 1);
    const refused = await openLiveClient(gateway.url);
    clients.push(refused);
    things.behave({ error: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] });
    refused.subscribe('s', query, { extensions: { after: 'somewhere else' } });
    await refused.errorsOf('s');
    expect(await value('hub_streams_ended_total{reason="FORBIDDEN"}')).toBe(1);
    await Promise.all(clients.map((client) => client.close()));
    for (const name of [
      'hub_subscribers',
      'hub_topics',
      'hub_topic_lanes',
      'hub_upstream_streams',
      'hub_client_sockets',
    ])
      await until(async () => (await value(name)) === 0);
  });
});
