import { getEventListeners } from 'node:events';
import { createDeadlines } from '../../../gateway/src/transport/deadline.ts';
import type { Deadline } from '../../../gateway/src/transport/deadline.ts';

const startDeadline = createDeadlines();
const ended = (deadline: Deadline): Promise<Error> => new Promise((resolve) => deadline.onEnd(resolve));

describe('a deadline', () => {
  test('ends when its time is up', async () => {
    const deadline = startDeadline(new AbortController().signal, 1);
    expect(await ended(deadline)).toMatchObject({ name: 'TimeoutError' });
    expect([deadline.passed(), deadline.ended()]).toEqual([true, true]);
  });

  test('ends with its caller, also with one that has given up already', async () => {
    const caller = new AbortController();
    const deadline = startDeadline(caller.signal, 60_000);
    const reason = ended(deadline);
    caller.abort();
    expect(await reason).toMatchObject({ name: 'AbortError' });
    expect([deadline.passed(), deadline.ended()]).toEqual([false, true]);
    expect(await ended(startDeadline(caller.signal, 60_000))).toMatchObject({ name: 'AbortError' });
  });

  test('tells whoever asked last, once, and nobody once it is cleared', async () => {
    const caller = new AbortController();
    const told: string[] = [];
    const [deadline, cleared] = [startDeadline(caller.signal, 60_000), startDeadline(caller.signal, 60_000)];
    deadline.onEnd(() => told.push('first'));
    deadline.onEnd(() => told.push('second'));
    cleared.onEnd(() => told.push('cleared'));
    cleared.clear();
    caller.abort();
    expect(told).toEqual(['second']);
    expect(cleared.ended()).toBe(false);
  });

  test('a hundred of one caller are one listener', () => {
    const caller = new AbortController();
    const all = Array.from({ length: 100 }, () => startDeadline(caller.signal, 60_000));
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(1);
    all.forEach((deadline) => deadline.clear());
  });
});
