import { createBatches } from '../../../subgraphs/kit/batches.ts';

const turn = () => new Promise((done) => setImmediate(done));

/** Batches whose work ends when the test says so. */
function openWork(bounds: { size: number; atOnce: number; maxWaiting: number }) {
  const begun: { jobs: readonly number[]; end: () => void; fail: () => void }[] = [];
  const run = createBatches<number, string>(
    bounds,
    (jobs) =>
      new Promise((resolve, reject) => {
        const outcomes = jobs.map((job) =>
          job < 0
            ? ({ status: 'rejected', reason: new Error(`no ${job}`) } as const)
            : ({ status: 'fulfilled', value: `did ${job}` } as const),
        );
        begun.push({ jobs, end: () => resolve(outcomes), fail: () => reject(new Error('all failed')) });
      }),
  );
  return { begun, run };
}

const never = new AbortController().signal;

test('a job that comes alone is done at once; jobs gather only while others are being done', async () => {
  const { begun, run } = openWork({ size: 10, atOnce: 1, maxWaiting: 10 });
  const first = run(1, never);
  await turn();
  const rest = [2, 3, 4].map((job) => run(job, never));
  await turn();
  expect(begun.map(({ jobs }) => jobs)).toEqual([[1]]);
  begun[0]?.end();
  await expect(first).resolves.toBe('did 1');
  await turn();
  expect(begun.map(({ jobs }) => jobs)).toEqual([[1], [2, 3, 4]]);
  begun[1]?.end();
  await expect(Promise.all(rest)).resolves.toEqual(['did 2', 'did 3', 'did 4']);
});

test('what waits is shared out between the batches that may begin, none of them larger than allowed', async () => {
  const { begun, run } = openWork({ size: 3, atOnce: 2, maxWaiting: 100 });
  const all = Array.from({ length: 10 }, (_, job) => run(job, never));
  await turn();
  expect(begun.map(({ jobs }) => jobs)).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ]);
  for (let n = 0; n < 4; n += 1) {
    begun[n]?.end();
    await turn();
  }
  await expect(Promise.all(all)).resolves.toHaveLength(10);
  expect(begun.flatMap(({ jobs }) => jobs).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('each job has its own outcome, and work that throws fails all of its batch', async () => {
  const { begun, run } = openWork({ size: 3, atOnce: 1, maxWaiting: 10 });
  const some = Promise.allSettled([run(1, never), run(-2, never)]);
  await turn();
  begun[0]?.end();
  await expect(some).resolves.toMatchObject([{ value: 'did 1' }, { reason: { message: 'no -2' } }]);
  const others = Promise.allSettled([run(3, never), run(4, never)]);
  await turn();
  begun[1]?.fail();
  await expect(others).resolves.toMatchObject([
    { reason: { message: 'all failed' } },
    { reason: { message: 'all failed' } },
  ]);
});

test('one more than may wait is OVERLOADED, and so is one that is given up while it waits, which then is never done', async () => {
  const { begun, run } = openWork({ size: 5, atOnce: 1, maxWaiting: 2 });
  const first = run(1, never);
  await turn();
  const giving = new AbortController();
  const [given, kept] = [run(2, giving.signal), run(3, never)];
  const overloaded = { extensions: { code: 'OVERLOADED' } };
  await expect(run(4, never)).rejects.toMatchObject(overloaded);
  giving.abort();
  await expect(given).rejects.toMatchObject(overloaded);
  begun[0]?.end();
  await first;
  await turn();
  begun[1]?.end();
  await expect(kept).resolves.toBe('did 3');
  expect(begun.map(({ jobs }) => jobs)).toEqual([[1], [3]]);
});

test('a job that is being done is not given up', async () => {
  const { begun, run } = openWork({ size: 5, atOnce: 1, maxWaiting: 2 });
  const giving = new AbortController();
  const job = run(1, giving.signal);
  await turn();
  giving.abort();
  begun[0]?.end();
  await expect(job).resolves.toBe('did 1');
});
