import { batchById } from '../../../subgraphs/kit/loader.ts';

interface Row {
  readonly _id: string;
}

const loaderOver = (present: readonly string[]) => {
  const fetched: string[][] = [];
  const loader = batchById<Row>(
    async (ids) => {
      fetched.push([...ids]);
      // In another order than asked for, as a database may.
      return present.filter((id) => ids.includes(id)).map((_id) => ({ _id }));
    },
    (row) => row._id,
  );
  return { loader, fetched };
};

test('fetches what is asked for in one tick together, each id once', async () => {
  const { loader, fetched } = loaderOver(['a', 'b']);
  await Promise.all([loader.load('b'), loader.load('a'), loader.load('b')]);
  await loader.load('a');
  expect(fetched).toEqual([['b', 'a']]);
});

test('keeps the order, and gives null for what is missing', async () => {
  const { loader } = loaderOver(['c', 'a']);
  await expect(loader.loadMany(['a', 'b', 'c'])).resolves.toEqual([{ _id: 'a' }, null, { _id: 'c' }]);
});

test('passes on the error of a fetch to each who waits', async () => {
  const failing = batchById<Row>(
    () => Promise.reject(new Error('away')),
    (row) => row._id,
  );
  const results = await Promise.allSettled([failing.load('a'), failing.load('b')]);
  expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
});
