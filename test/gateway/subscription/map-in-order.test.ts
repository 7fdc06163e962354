import { mapInOrder } from '../../../gateway/src/subscription/map-in-order.ts';

async function* count(to: number, error?: Error): AsyncGenerator<number> {
  for (let n = 1; n <= to; n += 1) yield n;
  if (error) throw error;
}

describe('mapInOrder', () => {
  test('yields results in the order of the source whatever the order in which they are ready', async () => {
    const waits = [30, 1, 20, 1, 10];
    const results: number[] = [];
    const work = async (n: number): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, waits[n - 1]));
      return n * 10;
    };
    for await (const result of mapInOrder(count(5), 3, work)) results.push(result);
    expect(results).toEqual([10, 20, 30, 40, 50]);
  });

  test('works on at most `width` values at a time, and on that many', async () => {
    let running = 0;
    let most = 0;
    const work = async (n: number): Promise<number> => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return n;
    };
    for await (const result of mapInOrder(count(20), 4, work)) expect(result).toBeGreaterThan(0);
    expect(most).toBe(4);
  });

  test('begins nothing more while its reader does not ask', async () => {
    const begun: number[] = [];
    const work = (n: number): Promise<number> => Promise.resolve(begun.push(n));
    const results = mapInOrder(count(100), 2, work);
    await results.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(begun.length).toBeLessThanOrEqual(3);
  });

  test.each([
    ['its source', count(2, new Error('wrong')), (n: number) => Promise.resolve(n)],
    [
      'one of its works',
      count(3),
      (n: number) => (n < 3 ? Promise.resolve(n) : Promise.reject(new Error('wrong'))),
    ],
  ])('throws an error of %s in its turn', async (_name, source, work) => {
    const results: number[] = [];
    const reading = (async () => {
      for await (const result of mapInOrder(source, 4, work)) results.push(result);
    })();
    await expect(reading).rejects.toThrow('wrong');
    expect(results).toEqual([1, 2]);
  });

  test('throws what is no error as one', async () => {
    const odd: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject('odd' as unknown as Error) }),
    };
    await expect(mapInOrder(odd, 1, (n) => Promise.resolve(n)).next()).rejects.toThrow('odd');
  });
});
