import type { Timestamp } from 'mongodb';
import { isStartLost, watchJournal } from '../../../subgraphs/kit/journal-watch.ts';
import { nativeDb } from '../../../subgraphs/kit/mongo.ts';
import { fetchText } from '../../kit/fetch-text.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import { upTo } from '../../kit/live-world.ts';
import type { OwnMongod } from '../../kit/mongod.ts';
import { startOwnMongod } from '../../kit/mongod.ts';
import type { NotesLive } from '../../kit/notes-live.ts';
import { noteChanged, startNotesLive } from '../../kit/notes-live.ts';

const versionOf = (payload: LivePayload): number =>
  (payload.data as { noteChanged: { version: number } }).noteChanged.version;

/**
 * The same resume through gateway and subgraph, each time from another place: which tier brought what was missed stands in the
 * gateway's metrics. The ring holds 8, the oplog as little as it can.
 */
describe('a stream that resumes through a gateway', () => {
  let mongod: OwnMongod;
  let world: NotesLive;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    mongod = await startOwnMongod({ oplogSizeMb: 16, extraArguments: ['--syncdelay', '1'] });
    world = await startNotesLive({ mongoUri: mongod.uri, feed: { ringEntries: 8, segmentEntries: 20 } });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    // The gateway lets the upstream go, so that the next one is not served from what it still has.
    await until(async () => (await metric('hub_topics')) === 0);
  });
  afterAll(async () => {
    await world.close();
    await mongod.close();
  });

  const metric = async (name: string): Promise<number> => {
    const text = await fetchText(new URL('/metrics', world.gateway.url));
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.split(' ').at(-1) ?? 0);
  };
  const resumedBy = async (): Promise<Record<string, number>> => {
    const tiers = ['topic', 'ring', 'stream', 'journal'];
    const counts = tiers.map(
      async (by) => [by, await metric(`hub_streams_resumed_total{by="${by}"}`)] as const,
    );
    return Object.fromEntries(await Promise.all(counts));
  };
  const open = async (after?: string): Promise<LiveClient> => {
    const client = await openLiveClient(world.gateway.url, { init: await world.init() });
    clients.push(client);
    const extensions = after === undefined ? {} : { after };
    client.subscribe('s', noteChanged, { variables: { id: world.noteId }, extensions });
    return client;
  };
  /** Where a stream stands now. */
  const leave = async (): Promise<string> => {
    const client = await open();
    const [start] = await client.events('s', 1);
    await client.close();
    await until(async () => (await metric('hub_topics')) === 0);
    return String(start?.extensions?.['cursor']);
  };
  /** Comes back while a writer goes on, reads `count` versions, and sees each once. */
  const comeBack = async (after: string, from: number): Promise<Record<string, number>> => {
    const before = await resumedBy();
    const client = await open(after);
    await world.writeTo(world.version() + 15, { perTransaction: 2 });
    const events = await client.events('s', world.version() - from);
    expect(events.map(versionOf)).toEqual(upTo(world.version(), from + 1));
    expect(events.every(({ extensions }) => !extensions?.['resync'] && !extensions?.['start'])).toBe(true);
    const now = await resumedBy();
    return Object.fromEntries(Object.entries(now).map(([by, count]) => [by, count - (before[by] ?? 0)]));
  };
  const only = (by: string): object => ({ topic: 0, ring: 0, stream: 0, journal: 0, [by]: 1 });

  test('behind one of the last events of a stream that others watch asks the subgraph for nothing', async () => {
    const watcher = await open();
    await watcher.events('s', 1);
    await world.writeTo(world.version() + 2);
    const [event] = await watcher.events('s', 2);
    expect(await comeBack(String(event?.extensions?.['cursor']), versionOf(event!))).toEqual(only('topic'));
  });

  test('a little behind is given what the ring of 8 holds', async () => {
    const cursor = await leave();
    const from = world.version();
    await world.writeTo(from + 5);
    expect(await comeBack(cursor, from)).toEqual(only('ring'));
  });

  test('further behind than the ring reaches is given it from the change stream', async () => {
    const cursor = await leave();
    const from = world.version();
    await world.writeTo(from + 60, { perTransaction: 3 });
    expect(await comeBack(cursor, from)).toEqual(only('stream'));
  });

  test('to a subgraph that was restarted, whose ring is empty, is given it from the change stream', async () => {
    const cursor = await leave();
    const from = world.version();
    await world.writeTo(from + 3);
    await world.restart();
    expect(await comeBack(cursor, from)).toEqual(only('stream'));
  });

  test('G10 behind what the oplog has forgotten is given it from the journal', async () => {
    const cursor = await leave();
    const from = world.version();
    await world.writeTo(from + 60, { perTransaction: 3 });
    const db = nativeDb(world.store().parts.db);
    await until(
      async () => (await db.collection('journal').countDocuments({ pos: { $exists: false } })) === 0,
    );
    const last = await db.collection<{ pos: Timestamp }>('journal').findOne({}, { sort: { pos: -1 } });
    await rollOver(last!.pos);
    await world.restart();
    expect(await comeBack(cursor, from)).toEqual(only('journal'));
  });

  test.each([
    ['forged', (cursor: string) => cursor.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['of no form at all', () => 'no cursor'],
  ])(
    'with a cursor that is %s is told a resync with the present state, never silence',
    async (_what, spoil) => {
      const cursor = await leave();
      const before = await metric('hub_streams_resynced_total');
      const client = await open(spoil(cursor));
      const [event] = await client.events('s', 1);
      expect([versionOf(event!), event?.extensions?.['resync']]).toEqual([world.version(), true]);
      expect(await metric('hub_streams_resynced_total')).toBe(before + 1);
      const from = world.version();
      await world.writeTo(from + 2);
      expect((await client.events('s', 2)).map(versionOf)).toEqual([from + 1, from + 2]);
    },
  );

  /** Writes until the oplog no longer holds a place. */
  async function rollOver(place: Timestamp): Promise<void> {
    const db = nativeDb(world.store().parts.db);
    const filler = db.client.db('filler').collection('filler');
    const text = 'x'.repeat(1024 * 1024);
    for (;;) {
      for (let round = 0; round < 2; round += 1) {
        await filler.insertMany(upTo(8).map((number) => ({ number, text })));
        await filler.deleteMany({});
      }
      const stream = watchJournal(db, { startAtOperationTime: place, maxAwaitTimeMS: 10 });
      const error: unknown = await stream.tryNext().then(
        () => undefined,
        (refused: unknown) => refused,
      );
      await stream.close();
      if (isStartLost(error)) return;
    }
  }
});
