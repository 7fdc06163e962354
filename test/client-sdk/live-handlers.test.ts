import type { LiveEvent } from '../../client-sdk/src/live-event.ts';
import { handle } from '../../client-sdk/src/live-handlers.ts';

const eventOf = (data: number, more: Partial<LiveEvent<number>> = {}): LiveEvent<number> => ({
  data,
  cursor: `c${data}`,
  start: false,
  resync: false,
  errors: [],
  ...more,
});

/** A stream as `follow` gives it: it ends quietly when its signal aborts. */
const streamOf = (events: readonly LiveEvent<number>[], end?: Error) =>
  async function* (signal: AbortSignal): AsyncGenerator<LiveEvent<number>> {
    for (const event of events) {
      if (signal.aborted) return;
      yield event;
    }
    if (end) throw end;
  };

describe('handlers of a stream', () => {
  test('have each event when the one before is done with', async () => {
    const told: string[] = [];
    const onEvent = async ({ data }: LiveEvent<number>): Promise<void> => {
      told.push(`begin ${data}`);
      await Promise.resolve();
      told.push(`end ${data}`);
    };
    await handle(streamOf([eventOf(1), eventOf(2)]), { onEvent }).done;
    expect(told).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  test('hear of a resync before they have its event', async () => {
    const told: string[] = [];
    await handle(streamOf([eventOf(1), eventOf(2, { resync: true })]), {
      onEvent: ({ data }) => void told.push(`event ${data}`),
      onResync: ({ data }) => void told.push(`resync ${data}`),
    }).done;
    expect(told).toEqual(['event 1', 'resync 2', 'event 2']);
  });

  test('have nothing more once the stream is stopped, by itself or by a signal', async () => {
    for (const byHandle of [true, false]) {
      const told: number[] = [];
      const outer = new AbortController();
      const handlers = {
        signal: outer.signal,
        onEvent: ({ data }: LiveEvent<number>) => void told.push(data),
      };
      const stream = handle(streamOf([eventOf(1), eventOf(2), eventOf(3)]), {
        ...handlers,
        onEvent: (event) => {
          handlers.onEvent(event);
          if (event.data === 2) (byHandle ? () => stream.stop() : () => outer.abort())();
        },
      });
      await stream.done;
      stream.stop();
      expect(told).toEqual([1, 2]);
    }
  });

  test('are told what ended the stream, a fault of their own too', async () => {
    const refused = new Error('refused');
    const own = new Error('own');
    const told: unknown[] = [];
    const onError = (error: unknown): void => void told.push(error);
    await handle(streamOf([], refused), { onEvent: () => undefined, onError }).done;
    const failing = (): never => {
      throw own;
    };
    await handle(streamOf([eventOf(1)]), { onEvent: failing, onError }).done;
    expect(told).toEqual([refused, own]);
  });

  test('leave an error to who waits for the end, where there is none for it', async () => {
    const refused = new Error('refused');
    await expect(handle(streamOf([], refused), { onEvent: () => undefined }).done).rejects.toBe(refused);
  });
});
