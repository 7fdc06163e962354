import { unlessAborted, withDeadline } from '../../../subgraphs/kit/deadline.ts';

test('the signal of a deadline ends when it has passed', async () => {
  const aborted = await withDeadline(
    1,
    (signal) =>
      new Promise<boolean>((resolve) => signal.addEventListener('abort', () => resolve(signal.aborted))),
  );
  expect(aborted).toBe(true);
});

test('work that ends in time ends the deadline', async () => {
  let kept: AbortSignal | undefined;
  await withDeadline(5, async (signal) => {
    kept = signal;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(kept?.aborted).toBe(false);
});

test('a hanging call does not hold its caller when the signal ends', async () => {
  const controller = new AbortController();
  const held = unlessAborted(controller.signal, new Promise(() => undefined), () => new Error('late'));
  controller.abort();
  await expect(held).rejects.toThrow('late');
});

test('a call that ends first is what its caller gets', async () => {
  const { signal } = new AbortController();
  await expect(unlessAborted(signal, Promise.resolve(1), () => new Error('late'))).resolves.toBe(1);
  await expect(
    unlessAborted(signal, Promise.reject(new Error('own')), () => new Error('late')),
  ).rejects.toThrow('own');
});
