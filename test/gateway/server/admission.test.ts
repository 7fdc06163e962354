import fc from 'fast-check';
import { Admission } from '../../../gateway/src/server/admission.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A task that the test ends. */
function held(): { task: () => Promise<number>; begun: () => boolean; end: () => void } {
  let begun = false;
  let end: () => void = () => undefined;
  const ended = new Promise<number>((resolve) => (end = () => resolve(1)));
  return {
    task: () => {
      begun = true;
      return ended;
    },
    begun: () => begun,
    end: () => end(),
  };
}

describe('admission', () => {
  test('E21 runs so many at a time, the others in the order in which they came, and each once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.record({ turns: fc.nat(3), fails: fc.boolean() }), { maxLength: 30 }),
        async (maxRunning, tasks) => {
          const admission = new Admission({ maxRunning, maxWaiting: 100, maxWaitMs: 60_000 });
          const begun: number[] = [];
          let running = 0;
          let most = 0;
          const results = await Promise.allSettled(
            tasks.map(({ turns, fails }, index) =>
              admission.run(async () => {
                begun.push(index);
                running += 1;
                most = Math.max(most, running);
                for (let each = 0; each < turns; each += 1) await turn();
                running -= 1;
                if (fails) throw new Error(String(index));
                return index;
              }),
            ),
          );
          expect(begun).toEqual(tasks.map((_, index) => index));
          expect(most).toBeLessThanOrEqual(maxRunning);
          expect(results.map(({ status }) => status === 'rejected')).toEqual(tasks.map(({ fails }) => fails));
          await turn();
          expect([admission.running, admission.waiting]).toEqual([0, 0]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('E21 lets the loop have its turn between two rounds', async () => {
    const admission = new Admission({ maxRunning: 1, maxWaiting: 100, maxWaitMs: 60_000 });
    const order: string[] = [];
    const tasks = ['a', 'b', 'c'].map((name) => admission.run(async () => void order.push(name)));
    setImmediate(() => order.push('the loop'));
    await Promise.all(tasks);
    expect(order.indexOf('the loop')).toBeLessThan(order.indexOf('c'));
  });

  test('E21 refuses with OVERLOADED at once what finds no place to wait, and keeps the others', async () => {
    const admission = new Admission({ maxRunning: 1, maxWaiting: 1, maxWaitMs: 60_000 });
    const [first, second, third] = [held(), held(), held()];
    const running = admission.run(first.task);
    const waiting = admission.run(second.task);
    await expect(admission.run(third.task)).rejects.toMatchObject({ extensions: { code: 'OVERLOADED' } });
    expect(third.begun()).toBe(false);
    first.end();
    second.end();
    expect(await Promise.all([running, waiting])).toEqual([1, 1]);
  });

  test('E21 refuses with OVERLOADED what has waited too long, and does not begin it later', async () => {
    const admission = new Admission({ maxRunning: 1, maxWaiting: 10, maxWaitMs: 20 });
    const [first, second] = [held(), held()];
    const running = admission.run(first.task);
    await expect(admission.run(second.task)).rejects.toMatchObject({ extensions: { code: 'OVERLOADED' } });
    first.end();
    await running;
    await turn();
    expect([second.begun(), admission.waiting, admission.running]).toEqual([false, 0, 0]);
  });
});
