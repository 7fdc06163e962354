import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import { ClientStream } from '../../../gateway/src/server/client-stream.ts';
import { Outbox } from '../../../gateway/src/server/outbox.ts';
import type { Delivery } from '../../../gateway/src/subscription/deliver.ts';
import { createStreamMetrics } from '../../../gateway/src/subscription/stream-metrics.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';

/** A stream whose events the test gives; `released` counts how often what is behind it was let go. */
function play(events: () => AsyncIterable<Delivery>): { stream: ClientStream; released: () => number } {
  let released = 0;
  // Never connected: what is sent is dropped, which is all that a stream on its own needs.
  const socket = new WebSocket('ws://127.0.0.1:9', { handshakeTimeout: 1 });
  socket.on('error', () => undefined);
  const stream = new ClientStream({
    id: '1',
    open: () => Promise.resolve({ deliveries: events(), isPublic: false }),
    release: () => void (released += 1),
    outbox: new Outbox(socket, { maxItems: 1, maxBytes: 1, whenFull: 'refuse' }, () => undefined),
    metrics: createStreamMetrics(new Registry()),
    responding: { requestId: 'r', log: silentLogger },
  });
  return { stream, released: () => released };
}

async function* some(): AsyncGenerator<Delivery> {
  yield { payload: '{"data":{}}', cursor: 'c1', committedAtMs: undefined, catchUp: false };
}
async function* endless(): AsyncGenerator<Delivery> {
  yield* some();
  await new Promise(() => undefined);
}

describe('a stream of a client', () => {
  test('lets go once when its events end, and is over for good', async () => {
    const { stream, released } = play(some);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    await stream.return();
    stream.end('SERVER_DRAINING', 'too late');
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(released()).toBe(1);
  });

  test('E22 lets go when the client leaves before the stream was begun', async () => {
    const { stream, released } = play(some);
    await stream.return();
    expect(released()).toBe(1);
  });

  test('ends at once when the client leaves while it waits for an event', async () => {
    const { stream, released } = play(endless);
    const running = stream.next();
    await new Promise((resolve) => setImmediate(resolve));
    await stream.return();
    expect(await running).toEqual({ done: true, value: undefined });
    expect(released()).toBe(1);
  });

  test('ends with an error and the cursor of the last event that was queued', async () => {
    const { stream, released } = play(endless);
    const running = stream.next();
    await new Promise((resolve) => setImmediate(resolve));
    stream.end('SERVER_DRAINING', 'Closing.');
    stream.end('SLOW_CONSUMER', 'Not heard any more.');
    await expect(running).rejects.toMatchObject({
      errors: [{ message: 'Closing.', extensions: { code: 'SERVER_DRAINING', cursor: 'c1' } }],
    });
    expect(released()).toBe(1);
  });

  test('names no cursor of an event that never left when what waits is dropped', async () => {
    const { stream } = play(endless);
    const running = stream.next();
    await new Promise((resolve) => setImmediate(resolve));
    stream.end('SLOW_CONSUMER', 'Too slow.', 'dropped');
    await expect(running).rejects.toMatchObject({ errors: [{ extensions: { code: 'SLOW_CONSUMER' } }] });
    await expect(running).rejects.not.toMatchObject({ errors: [{ extensions: { cursor: 'c1' } }] });
  });

  test('E23 masks what its events throw', async () => {
    const { stream, released } = play(async function* () {
      yield* some();
      throw new Error('the kitchen door');
    });
    await expect(stream.next()).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      errors: [{ message: 'Something went wrong on our side.' }],
    });
    expect(released()).toBe(1);
  });
});
