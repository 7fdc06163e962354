import type { LiveEvent } from '../../../client-sdk/src/live-event.ts';
import type { OpenStream } from '../../../client-sdk/src/react/live-starts.ts';
import { LiveStarts } from '../../../client-sdk/src/react/live-starts.ts';

const event = (data: unknown): LiveEvent<unknown> => ({ data }) as LiveEvent<unknown>;

/** A stream of these events, and what was asked of it. */
function stream(...events: readonly (LiveEvent<unknown> | Error)[]) {
  const seen = { opened: 0, asked: 0, signal: undefined as AbortSignal | undefined };
  const open: OpenStream<unknown> = async function* ({ signal, onBreak }) {
    seen.opened += 1;
    seen.signal = signal;
    for (const each of events) {
      seen.asked += 1;
      if (each instanceof Error) throw each;
      if (seen.asked === 2) onBreak(1, 'cut');
      yield each;
    }
    seen.asked += 1;
  };
  return { open, seen };
}

describe('streams that components wait for', () => {
  test('begin once for a key, and go on behind their first event when they are taken', async () => {
    const starts = new LiveStarts();
    const { open, seen } = stream(event('a'), event('b'));
    const start = starts.begin('k', open);
    expect(starts.begin('k', open)).toBe(start);
    expect(start.outcome).toBeUndefined();
    await start.first;
    expect(start.outcome).toEqual({ event: event('a') });
    expect(seen).toMatchObject({ opened: 1, asked: 1 });
    expect(starts.take('k')).toBe(start);
    expect(starts.take('k')).toBeUndefined();
    const breaks: unknown[] = [];
    const rest: unknown[] = [];
    for await (const each of start.rest({ onBreak: (...told) => breaks.push(told), onOpen: () => undefined }))
      rest.push(each.data);
    expect([rest, breaks, seen.asked]).toEqual([['b'], [[1, 'cut']], 3]);
  });

  test('say why they did not begin until somebody wants them anew', async () => {
    const starts = new LiveStarts();
    const refused = new Error('refused');
    const start = starts.begin('k', stream(refused).open);
    await start.first;
    expect(start.outcome).toEqual({ error: refused });
    expect(starts.begin('k', stream(event('a')).open)).toBe(start);
    starts.drop((key) => key === 'other');
    expect(starts.size).toBe(1);
    starts.drop((key) => key === 'k');
    const again = starts.begin('k', stream(event('a')).open);
    await again.first;
    expect(again.outcome).toEqual({ event: event('a') });
    starts.drop(() => true);
    const empty = starts.begin('k', stream().open);
    await empty.first;
    expect(String(empty.outcome && 'error' in empty.outcome && empty.outcome.error)).toContain(
      'ended before',
    );
    starts.drop(() => true);
  });

  test('end when nobody comes for them, and stay when they were taken', async () => {
    jest.useFakeTimers();
    try {
      const starts = new LiveStarts(1_000);
      const [left, taken] = [stream(event('a')), stream(event('a'))];
      await starts.begin('left', left.open).first;
      await starts.begin('taken', taken.open).first;
      starts.take('taken');
      jest.advanceTimersByTime(1_000);
      expect([left.seen.signal?.aborted, taken.seen.signal?.aborted, starts.size]).toEqual([true, false, 0]);
    } finally {
      jest.useRealTimers();
    }
  });
});
