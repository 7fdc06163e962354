import { createLines, createSlots } from '../../../subgraphs/kit/slots.ts';

const never = new AbortController().signal;

/** Work that ends when it is told to. */
const pending = () => {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { work: () => done, finish: () => finish() };
};

test('runs at most so many at a time, the others in their order', async () => {
  const slots = createSlots({ size: 2, maxWaiting: 10 });
  const order: number[] = [];
  const jobs = [0, 1, 2, 3].map((n) => ({ n, ...pending() }));
  const runs = jobs.map(({ n, work }) =>
    slots.run(never, () => {
      order.push(n);
      return work();
    }),
  );
  await Promise.resolve();
  expect([slots.running, slots.waiting]).toEqual([2, 2]);
  for (const job of jobs.toReversed()) job.finish();
  await Promise.all(runs);
  expect(order).toEqual([0, 1, 2, 3]);
  expect([slots.running, slots.waiting]).toEqual([0, 0]);
});

test('refuses with OVERLOADED when too many wait, and goes on with those that do', async () => {
  const slots = createSlots({ size: 1, maxWaiting: 1 });
  const first = pending();
  const running = slots.run(never, first.work);
  const waiting = slots.run(never, async () => 'waited');
  await expect(slots.run(never, async () => 'refused')).rejects.toMatchObject({
    extensions: { code: 'OVERLOADED' },
  });
  first.finish();
  await running;
  await expect(waiting).resolves.toBe('waited');
});

test('a piece of work whose signal ends leaves the line without running', async () => {
  const slots = createSlots({ size: 1, maxWaiting: 5 });
  const first = pending();
  const running = slots.run(never, first.work);
  const controller = new AbortController();
  const given = slots.run(controller.signal, async () => 'never');
  controller.abort();
  await expect(given).rejects.toMatchObject({ extensions: { code: 'OVERLOADED' } });
  expect(slots.waiting).toBe(0);
  first.finish();
  await running;
  await expect(slots.run(never, async () => 'next')).resolves.toBe('next');
});

test('work that fails gives its slot on', async () => {
  const slots = createSlots({ size: 1, maxWaiting: 5 });
  await expect(slots.run(never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(slots.run(never, async () => 'next')).resolves.toBe('next');
});

test('lines of other names do not wait for each other', async () => {
  const lines = createLines(5);
  const first = pending();
  const blocked = lines.run('a', never, first.work);
  await expect(lines.run('b', never, async () => 'free')).resolves.toBe('free');
  const behind = lines.run('a', never, async () => 'behind');
  first.finish();
  await blocked;
  await expect(behind).resolves.toBe('behind');
});
