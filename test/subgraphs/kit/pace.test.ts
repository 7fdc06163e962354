import { createPace, nextPauseMs } from '../../../subgraphs/kit/pace.ts';

test('pauses grow while batches hold several changes, up to a bound, and a single change brings the shortest back', () => {
  const pauses = [1, 5, 9, 2, 30, 30, 1].reduce<number[]>(
    (all, count) => [...all, nextPauseMs(all.at(-1) ?? 50, count)],
    [],
  );
  expect(pauses).toEqual([50, 100, 200, 400, 400, 400, 50]);
});

test('a pause ends with its signal', async () => {
  const closing = new AbortController();
  const pause = createPace().pause(100, closing.signal);
  closing.abort();
  await expect(pause).resolves.toBeUndefined();
});
