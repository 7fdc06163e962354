import fc from 'fast-check';
import { ShapedReader } from '../../../gateway/src/subscription/shaped-reader.ts';
import { parseShaping } from '../../../gateway/src/subscription/shaping.ts';
import type { Shaping } from '../../../gateway/src/subscription/shaping.ts';
import type { SharedEvent } from '../../../gateway/src/subscription/shared-event.ts';
import { sharedEvent } from '../../kit/shared-event.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function play(shaping: Partial<Shaping>) {
  const given: SharedEvent[] = [];
  let hasRoom = true;
  let makeRoom: () => void = () => undefined;
  const ends: unknown[] = [];
  const reader = new ShapedReader({
    reader: {
      take: (event) => void given.push(event),
      get hasRoom() {
        return hasRoom;
      },
      room: () => new Promise<void>((resolve) => (makeRoom = resolve)),
      end: (error) => void ends.push(error),
    },
    shaping: { latestPerEntity: false, maxPerSecond: undefined, ...shaping },
    onError: (error) => {
      throw error;
    },
  });
  return {
    reader,
    ends,
    cursors: () => given.map(({ cursor }) => cursor),
    given,
    full: () => void (hasRoom = false),
    room: async () => {
      hasRoom = true;
      makeRoom();
      await Promise.resolve();
    },
  };
}

const of = (n: number, entity: string): SharedEvent => sharedEvent(n, { entity });

describe('a shaped stream', () => {
  test('gives at most so many a second, and the last one always', () => {
    const { reader, cursors } = play({ maxPerSecond: 2 });
    for (let n = 1; n <= 10; n += 1) reader.take(sharedEvent(n));
    expect(cursors()).toEqual(['c1']);
    jest.advanceTimersByTime(499);
    expect(cursors()).toEqual(['c1']);
    jest.advanceTimersByTime(1);
    expect(cursors()).toEqual(['c1', 'c10']);
    jest.advanceTimersByTime(5_000);
    expect(cursors()).toEqual(['c1', 'c10']);
    reader.take(sharedEvent(11));
    expect(cursors()).toEqual(['c1', 'c10', 'c11']);
  });

  test('gives in each round the latest of every entity, in the order of those', () => {
    const { reader, cursors } = play({ maxPerSecond: 1, latestPerEntity: true });
    reader.take(of(1, 'a'));
    for (const [n, entity] of ['a', 'b', 'a', 'c', 'b'].entries()) reader.take(of(n + 2, entity));
    jest.advanceTimersByTime(1_000);
    expect(cursors()).toEqual(['c1', 'c4', 'c5', 'c6']);
  });

  test('without a rate folds only while the reader has no room, and does not let it be cut', async () => {
    const { reader, cursors, full, room } = play({ latestPerEntity: true });
    reader.take(of(1, 'a'));
    reader.take(of(2, 'a'));
    full();
    for (let n = 3; n <= 1_000; n += 1) reader.take(of(n, n % 2 ? 'a' : 'b'));
    expect(cursors()).toEqual(['c1', 'c2']);
    await room();
    expect(cursors()).toEqual(['c1', 'c2', 'c999', 'c1000']);
  });

  test('gives a present state at once, behind what waits', () => {
    const { reader, cursors } = play({ maxPerSecond: 1 });
    reader.take(sharedEvent(1));
    reader.take(sharedEvent(2));
    reader.take(sharedEvent(3, { state: 'resync' }));
    expect(cursors()).toEqual(['c1', 'c2', 'c3']);
  });

  test('gives what waits before its end, and nothing once its reader has left', () => {
    const ended = play({ maxPerSecond: 1 });
    ended.reader.take(sharedEvent(1));
    ended.reader.take(sharedEvent(2));
    ended.reader.end(undefined);
    expect([ended.cursors(), ended.ends]).toEqual([['c1', 'c2'], [undefined]]);
    const left = play({ maxPerSecond: 1 });
    left.reader.take(sharedEvent(1));
    left.reader.take(sharedEvent(2));
    left.reader.stop();
    jest.advanceTimersByTime(5_000);
    expect(left.cursors()).toEqual(['c1']);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('never leaves an entity without its last word, and never goes back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ entity: fc.constantFrom('a', 'b', 'c', 'd'), waitMs: fc.nat(400) }), {
          maxLength: 60,
        }),
        fc.boolean(),
        (changes, latestPerEntity) => {
          const { reader, given } = play({ maxPerSecond: 3, latestPerEntity });
          const last = new Map<string, number>();
          for (const [n, { entity, waitMs }] of changes.entries()) {
            reader.take(of(n, entity));
            last.set(latestPerEntity ? entity : '', n);
            jest.advanceTimersByTime(waitMs);
          }
          jest.advanceTimersByTime(1_000);
          const positions = given.map(({ position }) => position ?? '');
          expect(positions).toEqual([...positions].sort());
          expect(new Set(positions).size).toBe(positions.length);
          const cursors = given.map(({ cursor }) => cursor);
          for (const n of last.values()) expect(cursors).toContain(`c${n}`);
        },
      ),
    );
  });
});

describe('what a client may ask for', () => {
  test('is one of two things or both', () => {
    expect(parseShaping(undefined, true)).toBeUndefined();
    expect(parseShaping({ maxPerSecond: 5 }, false)).toEqual({ latestPerEntity: false, maxPerSecond: 5 });
    expect(parseShaping({ latestPerEntity: true }, true)).toEqual({
      latestPerEntity: true,
      maxPerSecond: undefined,
    });
  });

  test.each([
    ['a text', 'fast', 'extensions.shaping', 'object'],
    ['a list', [], 'extensions.shaping', 'object'],
    ['nothing', {}, 'extensions.shaping', 'empty'],
    ['no rate', { maxPerSecond: 0 }, 'extensions.shaping.maxPerSecond', 'range'],
    ['a part of a rate', { maxPerSecond: 1.5 }, 'extensions.shaping.maxPerSecond', 'range'],
    ['a text as rate', { maxPerSecond: '5' }, 'extensions.shaping.maxPerSecond', 'range'],
    ['too much', { maxPerSecond: 1_001 }, 'extensions.shaping.maxPerSecond', 'range'],
    ['a text as wish', { latestPerEntity: 'yes' }, 'extensions.shaping.latestPerEntity', 'boolean'],
    ['what is not told', { latestPerEntity: true }, 'extensions.shaping.latestPerEntity', 'not_told'],
    ['what is not known', { maxPerMinute: 1 }, 'extensions.shaping.maxPerMinute', 'unknown_member'],
  ])('is refused as BAD_USER_INPUT with field and rule: %s', (...[, value, field, rule]) => {
    expect(() => parseShaping(value, false)).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', field, rule } }),
    );
  });
});
