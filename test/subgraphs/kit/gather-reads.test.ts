import { gatherReads } from '../../../subgraphs/kit/gather-reads.ts';

/** Queries that end when the test says so. */
function openQueries() {
  const asked: { keys: readonly string[]; end: (rows: [string, number][]) => void; fail: () => void }[] = [];
  const read = gatherReads<number>(
    (keys) =>
      new Promise((resolve, reject) => {
        asked.push({
          keys,
          end: (rows) => resolve(new Map(rows)),
          fail: () => reject(new Error('no server')),
        });
      }),
  );
  return { asked, read };
}

const turn = () => new Promise((done) => setImmediate(done));

test('what is asked for during a query goes together into the next one', async () => {
  const { asked, read } = openQueries();
  const first = read('a');
  await turn();
  const later = ['b', 'c', 'b'].map(read);
  await turn();
  expect(asked.map(({ keys }) => keys)).toEqual([['a']]);
  asked[0]?.end([['a', 1]]);
  await expect(first).resolves.toBe(1);
  await turn();
  expect(asked.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c']]);
  asked[1]?.end([['b', 2]]);
  await expect(Promise.all(later)).resolves.toEqual([2, undefined, 2]);
});

test('a row is read anew for whoever asks while an older query for it is under way', async () => {
  const { asked, read } = openQueries();
  const before = read('a');
  await turn();
  const after = read('a');
  asked[0]?.end([['a', 1]]);
  await expect(before).resolves.toBe(1);
  await turn();
  asked[1]?.end([]);
  await expect(after).resolves.toBeUndefined();
});

test('a query that fails fails for its own callers, and the next one is asked', async () => {
  const { asked, read } = openQueries();
  const failing = read('a');
  await turn();
  const next = read('b');
  asked[0]?.fail();
  await expect(failing).rejects.toThrow('no server');
  await turn();
  asked[1]?.end([['b', 2]]);
  await expect(next).resolves.toBe(2);
});
