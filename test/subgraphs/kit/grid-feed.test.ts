import type { Box } from '../../../subgraphs/kit/box.ts';
import { isInBox } from '../../../subgraphs/kit/box.ts';
import type { FeedReader } from '../../../subgraphs/kit/feed-reader.ts';
import { cellsCovering, cellsOf } from '../../../subgraphs/kit/grid-cells.ts';
import type { LiveWorld } from '../../kit/live-world.ts';
import { openLiveWorld, thingEntry, until } from '../../kit/live-world.ts';

let world: LiveWorld;
beforeAll(async () => {
  world = await openLiveWorld('boxes');
});
afterAll(() => world.close());

/** 40 × 25 boxes of 0.03 degrees, side by side, their edges nowhere near those of the cells. */
const boxes: Box[] = Array.from({ length: 1_000 }, (_, i) => {
  const [south, west] = [16.0037 + Math.floor(i / 40) * 0.03, 107.0041 + (i % 40) * 0.03];
  return { south, west, north: south + 0.03, east: west + 0.03 };
});

test('of 1,000 watched boxes one change wakes those alone whose cells hold its place', async () => {
  const readers: FeedReader[] = [];
  const woken = new Set<Box>();
  for (const box of boxes) {
    const topics = cellsCovering(box);
    const { signal } = new AbortController();
    const reader = world.feed.open({ after: world.life.start, topics, signal });
    readers.push(reader);
    void reader.take(1).then((changes) => changes.length > 0 && woken.add(box));
  }
  await until(() => world.feed.metrics().waiting === boxes.length);
  const before = world.feed.metrics().given;

  const place = { lat: 16.4637, lon: 107.5909 };
  await world.transact({}, (tx) => tx.append(thingEntry('a', 1, { topics: cellsOf(place) })));
  const matching = boxes.filter((box) => isInBox(box, place));
  expect(matching).toHaveLength(1);
  await until(() => matching.every((box) => woken.has(box)));
  const after = world.feed.metrics();
  // Nobody else was looked at: the rest still waits, and no more was read than by those that were woken.
  expect(after.waiting).toBe(boxes.length - woken.size);
  expect(after.given).toEqual({ ...before, ring: before.ring + woken.size });
  const touchesCell = (box: Box): boolean =>
    box.south < 16.47 && box.north >= 16.46 && box.west < 107.6 && box.east >= 107.59;
  expect(woken).toEqual(new Set(boxes.filter(touchesCell)));
  expect(woken.size).toBeLessThanOrEqual(4);

  await world.transact({}, (tx) => tx.append(thingEntry('a', 2, { topics: cellsOf({ lat: 10, lon: 106 }) })));
  await until(() => world.feed.metrics().ringEntries >= 2);
  expect(world.feed.metrics()).toMatchObject({ waiting: after.waiting, given: after.given });
  for (const reader of readers) reader.close();
});
