import fc from 'fast-check';
import type { Change } from '../../../subgraphs/kit/change.ts';
import { FeedRing } from '../../../subgraphs/kit/feed-ring.ts';
import { beforeEvery, comparePositions } from '../../../subgraphs/kit/position.ts';
import { thingEntry } from '../../kit/live-world.ts';

const start = { t: 0, i: 0, n: beforeEvery };
const roomy = { entries: 100, bytes: 1_000_000 };

function change(number: number, topics: readonly string[] = ['a']): Change {
  const { sealed: _sealed, ...entry } = thingEntry('x', number, { topics });
  return {
    position: { t: number, i: 0, n: 0 },
    entry: { ...entry, _id: `${number}`, ordinal: 0, at: new Date(0) },
    committedAt: new Date(0),
  };
}

const numbersOf = (changes: readonly Change[]): number[] => changes.map(({ position }) => position.t);

test('holds a place exactly when every later change is in it', () => {
  const ring = new FeedRing({ entries: 3, bytes: 1_000_000 }, start);
  expect(ring.holds(start)).toBe(true);
  for (let number = 1; number <= 5; number += 1) ring.append(change(number));
  expect([1, 2, 3].map((t) => ring.holds({ t, i: 0, n: 0 }))).toEqual([false, true, true]);
  expect(numbersOf(ring.find({ t: 2, i: 0, n: 0 }, 'all', 10).changes)).toEqual([3, 4, 5]);
});

test('stays under its byte bound and keeps the newest change even when that alone is larger', () => {
  const ring = new FeedRing({ entries: 100, bytes: 1_000 }, start);
  for (let number = 1; number <= 50; number += 1) ring.append(change(number));
  expect(ring.bytes).toBeLessThanOrEqual(1_000);
  expect(ring.size).toBeGreaterThan(1);
  const large = change(51);
  ring.append({ ...large, entry: { ...large.entry, payload: { text: 'x'.repeat(5_000) } } });
  expect(ring.size).toBe(1);
});

test('a search that found less than asked for has reached the newest change; a full one its last find', () => {
  const ring = new FeedRing(roomy, start);
  for (let number = 1; number <= 6; number += 1) ring.append(change(number, [number % 2 ? 'odd' : 'even']));
  expect(ring.find(start, ['odd'], 2)).toMatchObject({ reached: { t: 3 } });
  expect(ring.find(start, ['odd'], 10)).toMatchObject({ reached: { t: 6 } });
  expect(ring.find(start, ['none'], 10)).toEqual({ changes: [], reached: { t: 6, i: 0, n: 0 } });
});

test('a reader that is ahead of the ring is not led back', () => {
  const ring = new FeedRing(roomy, start);
  ring.append(change(1));
  const ahead = { t: 9, i: 0, n: 0 };
  expect(ring.find(ahead, 'all', 10)).toEqual({ changes: [], reached: ahead });
});

test('after a restart it holds nothing older than its new beginning', () => {
  const ring = new FeedRing(roomy, start);
  ring.append(change(1));
  ring.restart({ t: 10, i: 0, n: beforeEvery });
  expect([ring.size, ring.bytes, ring.holds({ t: 1, i: 0, n: 0 })]).toEqual([0, 0, false]);
  ring.append(change(11));
  expect(numbersOf(ring.find({ t: 10, i: 0, n: 0 }, ['a'], 10).changes)).toEqual([11]);
});

test('finds by topic exactly what a look through everything finds, through any evictions', () => {
  const topic = fc.constantFrom('a', 'b', 'c');
  const topicsOfEach = fc.array(fc.array(topic, { maxLength: 3 }), { maxLength: 60 });
  fc.assert(
    fc.property(topicsOfEach, fc.array(topic, { minLength: 1 }), fc.nat(60), (all, wanted, from) => {
      const bounds = { entries: 7, bytes: 1_000_000 };
      const ring = new FeedRing(bounds, start);
      all.forEach((topics, index) => ring.append(change(index + 1, topics)));
      const after = { t: Math.max(from, all.length - bounds.entries), i: 0, n: 0 };
      const expected = all
        .map((topics, index) => ({ topics, t: index + 1 }))
        .filter(({ topics, t }) => t > after.t && topics.some((one) => wanted.includes(one)))
        .map(({ t }) => t);
      expect(ring.holds(after)).toBe(true);
      const found = ring.find(after, wanted, 4);
      expect(numbersOf(found.changes)).toEqual(expected.slice(0, 4));
      expect(comparePositions(found.reached, after)).toBeGreaterThanOrEqual(0);
    }),
  );
});
