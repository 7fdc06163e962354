import { BoundedQueue } from '../../../gateway/src/subscription/queue.ts';

const bounds = { maxItems: 3, maxBytes: 100, whenFull: 'refuse' } as const;

describe('a bounded queue', () => {
  test('gives what was put, in order, and says to who waits that there is something', async () => {
    const queue = new BoundedQueue<string>(bounds);
    const ready = queue.ready();
    queue.put('a', 1);
    queue.put('b', 1);
    await ready;
    await queue.ready();
    expect([queue.shift(), queue.shift()]).toEqual(['a', 'b']);
    expect([queue.size, queue.bytes]).toEqual([0, 0]);
  });

  test('takes nothing over its number of items', () => {
    const queue = new BoundedQueue<number>(bounds);
    expect([1, 2, 3, 4].map((item) => queue.put(item, 1))).toEqual([true, true, true, false]);
    queue.shift();
    expect(queue.put(4, 1)).toBe(true);
    expect([queue.shift(), queue.shift(), queue.shift(), queue.shift()]).toEqual([2, 3, 4, undefined]);
  });

  test('takes nothing over its bytes, but one item that alone is larger', () => {
    const queue = new BoundedQueue<string>(bounds);
    expect(queue.put('large', 1_000)).toBe(true);
    expect(queue.put('small', 1)).toBe(false);
    queue.shift();
    expect([queue.put('a', 60), queue.put('b', 41), queue.put('c', 40)]).toEqual([true, false, true]);
  });

  test('ends behind what was put before, with the error that it was given first', async () => {
    const queue = new BoundedQueue<string>(bounds);
    queue.put('a', 1);
    queue.end(new Error('over'));
    queue.end();
    expect(queue.put('b', 1)).toBe(false);
    queue.assertNoError();
    expect(queue.shift()).toBe('a');
    expect(() => queue.assertNoError()).toThrow('over');
  });

  test('ends a reader that waits', async () => {
    const queue = new BoundedQueue<string>(bounds);
    const waiting = queue.ready();
    queue.end();
    await waiting;
    expect(queue.shift()).toBeUndefined();
    await queue.ready();
  });

  test('ends the waiting of a reader that is woken, without an item', async () => {
    const queue = new BoundedQueue<string>(bounds);
    const waiting = queue.ready();
    queue.wake();
    await waiting;
    expect(queue.shift()).toBeUndefined();
  });

  test('forgets what is thrown away', () => {
    const queue = new BoundedQueue<string>(bounds);
    queue.put('a', 90);
    queue.clear();
    expect([queue.size, queue.bytes, queue.put('b', 90)]).toEqual([0, 0, true]);
  });

  test('keeps its order over many rounds of filling and reading', () => {
    const queue = new BoundedQueue<number>({ maxItems: 2_000, maxBytes: 1e9, whenFull: 'refuse' });
    const read: (number | undefined)[] = [];
    for (let n = 0; n < 5_000; n += 1) {
      queue.put(n, 1);
      if (n % 5 !== 0) read.push(queue.shift());
    }
    while (queue.size > 0) read.push(queue.shift());
    expect(read).toEqual(Array.from({ length: 5_000 }, (_, n) => n));
  });
});
