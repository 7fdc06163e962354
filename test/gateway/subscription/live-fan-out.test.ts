import fc from 'fast-check';
import { Flow } from '../../../gateway/src/subscription/flow.ts';
import { LiveFanOut } from '../../../gateway/src/subscription/live-fan-out.ts';
import type { EventBatch, SharedEvent } from '../../../gateway/src/subscription/shared-event.ts';
import { Subscriber } from '../../../gateway/src/subscription/subscriber.ts';
import type { SubscriberPlace } from '../../../gateway/src/subscription/subscriber.ts';
import { WriteTurn } from '../../../gateway/src/subscription/write-turn.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { sharedEvent } from '../../kit/shared-event.ts';

interface Watcher {
  readonly subscriber: Subscriber;
  readonly taken: (string | undefined)[];
  readonly batches: EventBatch[];
  /** Called when it is given something. */
  onTake: () => void;
}

function watch(takesBatches = true): Watcher {
  const taken: (string | undefined)[] = [];
  const batches: EventBatch[] = [];
  const take = ({ cursor }: SharedEvent): void => {
    taken.push(cursor);
    watcher.onTake();
  };
  const takeBatch = (batch: EventBatch): void => {
    batches.push(batch);
    taken.push(...batch.events.map(({ cursor }) => cursor));
    watcher.onTake();
  };
  const room = (): Promise<void> => Promise.resolve();
  const plain = { take, hasRoom: true, room, end: () => undefined };
  const subscriber = new Subscriber({
    reader: takesBatches ? { ...plain, takeBatch } : plain,
    who: { viewer: anonymous },
    requestId: 'r',
    log: silentLogger,
    after: undefined,
  });
  const watcher: Watcher = { subscriber, taken, batches, onTake: () => undefined };
  return watcher;
}

/** A lane of nothing but its watchers. */
function lane() {
  const turn = new WriteTurn(new Flow());
  const place: SubscriberPlace = { remove: (subscriber) => void fanOut.delete(subscriber) };
  const fanOut: LiveFanOut = new LiveFanOut(turn, place);
  const join = ({ subscriber }: Watcher): void => {
    subscriber.moveTo(place);
    fanOut.add(subscriber);
  };
  return { fanOut, turn, join };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const watchers = 5;
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'live' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'now' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('slice' as const), most: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('join' as const), who: fc.nat(watchers - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), who: fc.nat(watchers - 1) }) },
);

describe('live events on their way to the watchers of a lane', () => {
  test('come to each once, in order, all from its coming to its leaving, however they are sliced and whoever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.array(fc.boolean()), (steps, kinds) => {
        const { fanOut, join } = lane();
        const all = Array.from({ length: watchers }, (_, who) => watch(kinds[who] ?? true));
        const joinedAt = new Map<Watcher, number>();
        const left = new Set<Watcher>();
        let last = 0;
        for (const each of steps) {
          const who = 'who' in each ? all[each.who] : undefined;
          if (each.kind === 'live') fanOut.giveInTurn(sharedEvent((last += 1)), 'last');
          else if (each.kind === 'now') fanOut.giveNow(sharedEvent((last += 1), { catchUp: true }));
          else if (each.kind === 'slice') fanOut.give(each.most);
          else if (each.kind === 'leave') {
            if (!who || !joinedAt.has(who)) continue;
            left.add(who);
            who.subscriber.leave();
          } else if (who && !joinedAt.has(who) && !left.has(who)) {
            joinedAt.set(who, last);
            join(who);
          }
        }
        fanOut.settle();
        for (const [watcher, from] of joinedAt) {
          const due = Array.from({ length: last - from }, (_, n) => `c${from + n + 1}`);
          expect(watcher.taken).toEqual(left.has(watcher) ? due.slice(0, watcher.taken.length) : due);
          expect(watcher.subscriber.cursor).toBe(watcher.taken.at(-1));
        }
      }),
    );
  });

  test('of one turn come as one batch, the very same to all; those of the next turn as another', async () => {
    const { fanOut, join } = lane();
    const all = [watch(), watch()];
    for (const watcher of all) join(watcher);
    fanOut.giveNow(sharedEvent(1, { state: 'start' }));
    for (const n of [2, 3, 4]) fanOut.giveInTurn(sharedEvent(n), 'last');
    await nextTurn();
    fanOut.giveInTurn(sharedEvent(5), 'last');
    await nextTurn();
    const [first, second] = all;
    expect(first?.batches.map(({ events, cursor }) => [events.length, cursor])).toEqual([
      [3, 'c4'],
      [1, 'c5'],
    ]);
    for (const [place, batch] of (first?.batches ?? []).entries()) expect(second?.batches[place]).toBe(batch);
  });

  test('pass over one who leaves, or is sent elsewhere, while they are given to others', () => {
    const { fanOut, join } = lane();
    const [first, second, third] = [watch(), watch(), watch()];
    for (const watcher of [first, second, third]) join(watcher);
    fanOut.giveNow(sharedEvent(1));
    first.onTake = () => {
      second.subscriber.leave();
      third.subscriber.moveTo({ remove: () => undefined });
    };
    fanOut.giveInTurn(sharedEvent(2), 'last');
    fanOut.settle();
    expect([first.taken, second.taken, third.taken]).toEqual([['c1', 'c2'], ['c1'], ['c1']]);
    expect([second.subscriber.cursor, third.subscriber.cursor]).toEqual(['c1', 'c1']);
  });

  test('are all given in order when one who is given to has everything given at once', () => {
    const { fanOut, join } = lane();
    const all = [watch(), watch(), watch()];
    for (const watcher of all) join(watcher);
    fanOut.giveNow(sharedEvent(1));
    const [first] = all;
    if (first)
      first.onTake = () => {
        if (first.taken.at(-1) === 'c2') fanOut.giveInTurn(sharedEvent(3), 'last');
        fanOut.settle();
      };
    fanOut.giveInTurn(sharedEvent(2), 'last');
    fanOut.settle();
    for (const { taken } of all) expect(taken).toEqual(['c1', 'c2', 'c3']);
  });

  test('wait a moment for others that are being joined when many watch, and for nothing when few do', async () => {
    const { fanOut, join } = lane();
    const many = Array.from({ length: 32 }, () => watch());
    join(watch());
    for (const watcher of many) join(watcher);
    fanOut.giveNow(sharedEvent(1));
    fanOut.giveInTurn(sharedEvent(2), 'more');
    fanOut.giveInTurn(sharedEvent(3), 'last');
    await nextTurn();
    expect(many[0]?.batches.map(({ events }) => events.length)).toEqual([2]);
    // Nothing has followed after all.
    fanOut.giveInTurn(sharedEvent(4), 'more');
    while ((many[0]?.batches.length ?? 0) < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    const few = lane();
    const one = watch();
    few.join(one);
    few.fanOut.giveNow(sharedEvent(1));
    few.fanOut.giveInTurn(sharedEvent(2), 'more');
    await nextTurn();
    expect(one.taken).toEqual(['c1', 'c2']);
  });

  test('hold up who makes them when one turn brings more than 64, until all have been given', async () => {
    const flow = new Flow();
    const fanOut = new LiveFanOut(new WriteTurn(flow), { remove: () => undefined });
    for (let n = 1; n <= 65; n += 1) fanOut.giveInTurn(sharedEvent(n), 'last');
    let isClear = false;
    const clear = flow.clear().then(() => (isClear = true));
    await Promise.resolve();
    expect(isClear).toBe(false);
    await clear;
    await nextTurn();
  });
});

describe('a turn of writing', () => {
  test('writes each slice right behind its giving, and gives others of the loop their turn between two', async () => {
    const turn = new WriteTurn(new Flow());
    const log: string[] = [];
    let left = 300;
    turn.addGiver({
      give: (most) => {
        const given = Math.min(most, left);
        left -= given;
        log.push(`given ${given}`);
        for (let n = 0; n < given; n += 1) turn.add({ flush: () => void log.push('written') });
        return given;
      },
    });
    const runs = (): [string, number][] =>
      log.reduce<[string, number][]>((all, word) => {
        const last = all.at(-1);
        if (last?.[0] === word) last[1] += 1;
        else all.push([word, 1]);
        return all;
      }, []);
    while (runs().length < 6) {
      await nextTurn();
      const written = log.filter((word) => word === 'written').length;
      expect(written % 128 === 0 || written === 300).toBe(true);
    }
    expect(runs()).toEqual([
      ['given 128', 1],
      ['written', 128],
      ['given 128', 1],
      ['written', 128],
      ['given 44', 1],
      ['written', 44],
    ]);
  });
});
