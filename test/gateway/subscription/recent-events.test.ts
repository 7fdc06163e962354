import fc from 'fast-check';
import { behind, RecentEvents } from '../../../gateway/src/subscription/recent-events.ts';
import { positionOf, sharedEvent } from '../../kit/shared-event.ts';

const bounds = { maxEvents: 4, maxBytes: 10_000, maxAgeMs: 5_000 };

describe('what a topic gave of late', () => {
  test('is complete behind its floor, whatever has left it', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), fc.nat(14), (floor, count, place) => {
        const recent = new RecentEvents(bounds, positionOf(floor), `c${floor}`);
        const last = floor + count;
        for (let n = floor + 1; n <= last; n += 1) recent.add(sharedEvent(n));
        const from = behind(positionOf(place));
        if (!recent.covers(from)) return expect(place).toBeLessThan(Math.max(floor, last - bounds.maxEvents));
        const expected = Array.from({ length: Math.max(0, last - place) }, (_, n) => `c${place + n + 1}`);
        expect(recent.from(from).map(({ cursor }) => cursor)).toEqual(expected);
      }),
    );
  });

  test('knows the cursors of its events and of its floor, and no other', () => {
    const recent = new RecentEvents(bounds, positionOf(1), 'c1');
    for (const n of [2, 3, 4, 5, 6]) recent.add(sharedEvent(n));
    expect(['c1', 'c2', 'c3', 'c6', 'forged'].map((cursor) => recent.behindCursor(cursor))).toEqual([
      undefined,
      behind(positionOf(2)),
      behind(positionOf(3)),
      behind(positionOf(6)),
      undefined,
    ]);
  });

  test('lets go what is old, and still knows where it stands', () => {
    const recent = new RecentEvents(bounds, positionOf(1), 'c1');
    recent.add(sharedEvent(2, { madeAtMs: 1_000 }));
    recent.add(sharedEvent(3, { madeAtMs: 9_000 }));
    recent.age(7_000);
    expect(recent.floor).toBe(positionOf(2));
    recent.age(60_000);
    expect(recent.behindCursor('c3')).toBe(behind(positionOf(3)));
    expect(recent.from(behind(positionOf(3)))).toEqual([]);
  });

  test('begins anew with a resync, which may lie before what was', () => {
    const recent = new RecentEvents(bounds, positionOf(5), 'c5');
    recent.add(sharedEvent(6));
    recent.add(sharedEvent(2, { state: 'resync' }));
    recent.add(sharedEvent(3));
    expect(recent.from(behind(positionOf(2))).map(({ cursor }) => cursor)).toEqual(['c3']);
    expect([recent.behindCursor('c6'), recent.covers(positionOf(2))]).toEqual([undefined, false]);
  });

  test('does not hold what was given before it began', () => {
    const recent = new RecentEvents(bounds, positionOf(5), 'c5');
    recent.add(sharedEvent(4));
    expect(recent.from(positionOf(0))).toEqual([]);
  });
});
