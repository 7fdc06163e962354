import { openDataSetLife } from '../../../subgraphs/kit/data-set-life.ts';
import { nativeDb } from '../../../subgraphs/kit/mongo.ts';
import { comparePositions } from '../../../subgraphs/kit/position.ts';
import { openLiveWorld, readChanges, writeThing } from '../../kit/live-world.ts';
import { openTestParts } from '../../kit/subgraph-parts.ts';

test('begins once, however many processes start together, and stays the same', async () => {
  const parts = await openTestParts('life');
  const db = nativeDb(parts.db);
  const lives = await Promise.all(Array.from({ length: 10 }, () => openDataSetLife(db)));
  expect(new Set(lives.map(({ id }) => id)).size).toBe(1);
  await expect(openDataSetLife(db)).resolves.toEqual(lives[0]);
  await parts.close();
});

test('a replaced data set has another life', async () => {
  const parts = await openTestParts('life');
  const db = nativeDb(parts.db);
  const first = await openDataSetLife(db);
  await db.dropDatabase();
  const second = await openDataSetLife(db);
  expect(second.id).not.toBe(first.id);
  expect(comparePositions(second.start, first.start)).toBeGreaterThan(0);
  await parts.close();
});

test('its start lies before the first entry', async () => {
  const world = await openLiveWorld('life');
  await writeThing(world, 'a', { from: 1, to: 1 });
  const [first] = await readChanges(world.feed, { after: world.life.start, count: 1 });
  expect(comparePositions(world.life.start, first!.position)).toBeLessThan(0);
  await world.close();
});
