import { awaitRoom, fanOut } from '../../../gateway/src/subscription/fan-out.ts';
import type { StreamEndedError } from '../../../gateway/src/subscription/ended.ts';
import type { SharedEvent } from '../../../gateway/src/subscription/shared-event.ts';
import { Subscriber } from '../../../gateway/src/subscription/subscriber.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { positionOf, sharedEvent } from '../../kit/shared-event.ts';

interface Watcher {
  readonly subscriber: Subscriber;
  readonly taken: SharedEvent[];
  readonly ends: (StreamEndedError | undefined)[];
  readonly removed: () => number;
  fill(): void;
  makeRoom(): void;
}

function watch(options: { readonly throws?: boolean } = {}): Watcher {
  const taken: SharedEvent[] = [];
  const ends: (StreamEndedError | undefined)[] = [];
  let hasRoom = true;
  let removed = 0;
  let waiting: (() => void)[] = [];
  const subscriber = new Subscriber({
    reader: {
      take: (event) => {
        if (options.throws) throw new Error('the kitchen door');
        taken.push(event);
      },
      get hasRoom() {
        return hasRoom;
      },
      room: () => new Promise((resolve) => waiting.push(resolve)),
      end: (error) => {
        ends.push(error);
        if (options.throws) throw new Error('and the window');
      },
    },
    who: { viewer: anonymous },
    requestId: 'r',
    log: silentLogger,
    after: undefined,
  });
  subscriber.moveTo({ remove: () => void (removed += 1) });
  return {
    subscriber,
    taken,
    ends,
    removed: () => removed,
    fill: () => void (hasRoom = false),
    makeRoom: () => {
      hasRoom = true;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}

describe('fan-out', () => {
  test('gives everybody the very same event', () => {
    const watchers = [watch(), watch(), watch()];
    const event = sharedEvent(1);
    fanOut(event, new Set(watchers.map(({ subscriber }) => subscriber)));
    for (const { taken } of watchers) expect(taken[0]).toBe(event);
  });

  test('E23 a reader that throws ends alone, masked, and is called no more; the others hear nothing of it', () => {
    const [before, bad, after] = [watch(), watch({ throws: true }), watch()];
    const all = new Set([before, bad, after].map(({ subscriber }) => subscriber));
    fanOut(sharedEvent(1), all);
    expect(bad.ends.map((error) => error?.code)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(JSON.stringify(bad.ends[0]?.errors)).not.toContain('kitchen');
    expect(bad.removed()).toBe(1);
    fanOut(sharedEvent(2), [before.subscriber, after.subscriber]);
    expect([before.taken.length, after.taken.length]).toEqual([2, 2]);
  });

  test('gives one who came over nothing from before its place, and a resync always', () => {
    const watcher = watch();
    watcher.subscriber.moveTo({ remove: () => undefined }, positionOf(3));
    for (const n of [1, 2, 3, 4]) fanOut(sharedEvent(n), [watcher.subscriber]);
    expect(watcher.taken.map(({ cursor }) => cursor)).toEqual(['c3', 'c4']);
    watcher.subscriber.moveTo({ remove: () => undefined }, positionOf(9));
    fanOut(sharedEvent(1, { state: 'resync' }), [watcher.subscriber]);
    fanOut(sharedEvent(2), [watcher.subscriber]);
    expect(watcher.taken.map(({ cursor }) => cursor)).toEqual(['c3', 'c4', 'c1', 'c2']);
  });

  test('leaves once, however often it is told', () => {
    const watcher = watch();
    watcher.subscriber.leave();
    watcher.subscriber.leave();
    watcher.subscriber.end(undefined);
    expect([watcher.removed(), watcher.ends]).toEqual([1, []]);
  });
});

describe('E18 the pace of what was missed', () => {
  const never = new AbortController().signal;
  const setOf = (watchers: readonly Watcher[]): Set<Subscriber> =>
    new Set(watchers.map(({ subscriber }) => subscriber));

  test('is no wait while all have room', async () => {
    expect(await awaitRoom(setOf([watch(), watch()]), 60_000, never)).toEqual([]);
  });

  test('is that of one who is alone', async () => {
    const alone = watch();
    alone.fill();
    let isOver = false;
    const waiting = awaitRoom(setOf([alone]), 0, never).then((slow) => ((isOver = true), slow));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isOver).toBe(false);
    alone.makeRoom();
    expect(await waiting).toEqual([]);
  });

  test('is not that of one who holds up others: it is given back', async () => {
    const [fast, slow] = [watch(), watch()];
    slow.fill();
    expect(await awaitRoom(setOf([fast, slow]), 1, never)).toEqual([slow.subscriber]);
  });

  test('of several who are all slow is that of the first; the others go by themselves', async () => {
    const all = [watch(), watch(), watch()];
    for (const watcher of all) watcher.fill();
    const slow = await awaitRoom(setOf(all), 1, never);
    expect(slow).toEqual([all[1]?.subscriber, all[2]?.subscriber]);
  });

  test('ends with its lane', async () => {
    const alone = watch();
    alone.fill();
    const ending = new AbortController();
    const waiting = awaitRoom(setOf([alone]), 60_000, ending.signal);
    ending.abort();
    expect(await waiting).toEqual([]);
  });
});
