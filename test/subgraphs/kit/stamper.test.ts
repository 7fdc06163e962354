import type { StampedRow } from '../../../subgraphs/kit/change.ts';
import { changeOfRow } from '../../../subgraphs/kit/change.ts';
import { lastStamped } from '../../../subgraphs/kit/stamped-journal.ts';
import type { LiveWorld } from '../../kit/live-world.ts';
import { openLiveWorld, readChanges, thingEntry, until, upTo, writeThing } from '../../kit/live-world.ts';
import { testUri } from '../../kit/subgraph-parts.ts';
import { startTestProcess } from '../../kit/test-process.ts';

let world: LiveWorld;
beforeEach(async () => {
  world = await openLiveWorld('stamper');
});
afterEach(() => world.close());

const journal = () => world.native.collection<StampedRow>('journal');
const stamped = (): Promise<StampedRow[]> =>
  journal()
    .find({ pos: { $exists: true } })
    .sort({ pos: 1, n: 1 })
    .toArray();
const untilStamped = (count: number): Promise<void> => until(async () => (await stamped()).length === count);

test('each entry gets the place and the commit time that its live change had', async () => {
  world.startStamper();
  await writeThing(world, 'a', { from: 1, to: 10 });
  await world.transact({}, async (tx) => {
    for (const version of upTo(15, 11)) await tx.append(thingEntry('a', version, { topics: [] }));
  });
  await untilStamped(15);
  const live = await readChanges(world.feed, { after: world.life.start, count: 15 });
  const rows = (await stamped()).map(changeOfRow);
  expect(rows.map(({ position, committedAt }) => ({ position, committedAt }))).toEqual(
    live.map(({ position, committedAt }) => ({ position, committedAt })),
  );
  await expect(lastStamped(world.native)).resolves.toEqual(live[14]?.position);
});

test('what is stamped is always a prefix of the order', async () => {
  const ids: string[] = [];
  const writing = writeThing(world, 'a', { from: 1, to: 300 });
  world.startStamper();
  for (let done = false; !done; ) {
    const rows = await stamped();
    expect(rows.map(({ version }) => version)).toEqual(upTo(rows.length));
    done = rows.length === 300;
    ids.push(...rows.slice(ids.length).map(({ _id }) => _id));
  }
  await writing;
  expect(new Set(ids).size).toBe(300);
});

test('a stamper that is killed is followed by another, which goes on where it stopped', async () => {
  const child = startTestProcess('stamp-journal.ts', {
    TEST_MONGODB_URI: testUri(),
    TEST_DB: world.native.databaseName,
  });
  await child.untilOutput('held');
  await writeThing(world, 'a', { from: 1, to: 50 });
  await until(async () => (await stamped()).length > 0);
  child.kill();
  await child.ended;
  const places = (await stamped()).map(({ _id, pos, n }) => ({ _id, pos, n }));
  world.startStamper();
  await writeThing(world, 'a', { from: 51, to: 80 });
  await untilStamped(80);
  const rows = await stamped();
  expect(rows.map(({ version }) => version)).toEqual(upTo(80));
  expect(rows.slice(0, places.length).map(({ _id, pos, n }) => ({ _id, pos, n }))).toEqual(places);
});

test('of two only one stamps at a time, and both together change nothing', async () => {
  const both = [world.startStamper(), world.startStamper()];
  await writeThing(world, 'a', { from: 1, to: 40 });
  await untilStamped(40);
  expect(both.filter((stamper) => stamper.held())).toHaveLength(1);
  expect((await stamped()).map(({ version }) => version)).toEqual(upTo(40));
});
