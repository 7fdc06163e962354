import { getEventListeners } from 'node:events';
import { startDeadline } from '../../../gateway/src/transport/deadline.ts';

const aborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason), { once: true }));

describe('a deadline', () => {
  test('aborts when its time is up', async () => {
    const deadline = startDeadline(new AbortController().signal, 1);
    expect(await aborted(deadline.signal)).toMatchObject({ name: 'TimeoutError' });
    expect(deadline.passed()).toBe(true);
  });

  test('aborts with its parent, also one that is aborted already', async () => {
    const parent = new AbortController();
    const deadline = startDeadline(parent.signal, 60_000);
    const reason = aborted(deadline.signal);
    parent.abort('gone');
    expect(await reason).toBe('gone');
    expect(deadline.passed()).toBe(false);
    const late = startDeadline(parent.signal, 60_000);
    expect(late.signal.aborted).toBe(true);
    deadline.clear();
    late.clear();
  });

  test('leaves nothing on its parent once cleared', () => {
    const parent = new AbortController();
    const deadline = startDeadline(parent.signal, 60_000);
    expect(getEventListeners(parent.signal, 'abort')).toHaveLength(1);
    deadline.clear();
    expect(getEventListeners(parent.signal, 'abort')).toHaveLength(0);
    parent.abort();
    expect(deadline.signal.aborted).toBe(false);
  });
});
