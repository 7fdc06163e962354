import { MeteredReader } from '../../../gateway/src/subscription/metered-reader.ts';
import { ShapedReader } from '../../../gateway/src/subscription/shaped-reader.ts';
import type { SharedEvent } from '../../../gateway/src/subscription/shared-event.ts';
import { StreamEndedError } from '../../../gateway/src/subscription/ended.ts';
import { sharedEvent } from '../../kit/shared-event.ts';

const ended = new StreamEndedError([{ message: 'over', extensions: { code: 'UNAVAILABLE' } }]);

/** A shaped stream of an app whose units are counted as the test says; what fails ends it, as a live stream does. */
function play(trySpend: () => boolean, spend: () => Promise<void>) {
  const given: SharedEvent[] = [];
  let tellEnd: (cursor: string | undefined) => void;
  const end = new Promise<string | undefined>((resolve) => (tellEnd = resolve));
  const metered = new MeteredReader({
    reader: {
      take: (event) => void given.push(event),
      hasRoom: true,
      room: () => Promise.resolve(),
      end: () => tellEnd(given.at(-1)?.cursor),
    },
    metered: { charge: () => Promise.resolve(), trySpend, spend },
    use: () => 'public',
    onError: () => shaped.end(ended),
  });
  const shaped: ShapedReader = new ShapedReader({
    reader: metered,
    shaping: { latestPerEntity: true, maxPerSecond: 1 },
    onError: (error) => {
      throw error;
    },
  });
  return { shaped, end, cursors: () => given.map(({ cursor }) => cursor) };
}

test('an app is given nothing behind the event that could not be counted, also of what its shaping still held', async () => {
  let isCounterThere = true;
  let refuse: (error: Error) => void = () => undefined;
  const { shaped, end, cursors } = play(
    () => isCounterThere,
    () => new Promise((_resolve, reject) => (refuse = reject)),
  );
  shaped.take(sharedEvent(1, { entity: 'a' }));
  isCounterThere = false;
  // A present state is not held by the shaping.
  shaped.take(sharedEvent(2, { state: 'resync' }));
  shaped.take(sharedEvent(3, { entity: 'a' }));
  isCounterThere = true;
  refuse(new Error('the counter is away'));
  await expect(end).resolves.toBe('c1');
  expect(cursors()).toEqual(['c1']);
});
