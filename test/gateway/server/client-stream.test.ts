import { Duplex } from 'node:stream';
import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import { Admission } from '../../../gateway/src/server/admission.ts';
import { ClientStream } from '../../../gateway/src/server/client-stream.ts';
import { Outbox } from '../../../gateway/src/server/outbox.ts';
import { SocketSink } from '../../../gateway/src/server/socket-sink.ts';
import { EventFrames } from '../../../gateway/src/server/text-frame.ts';
import { StreamEndedError } from '../../../gateway/src/subscription/ended.ts';
import { Flow } from '../../../gateway/src/subscription/flow.ts';
import type { StreamReader } from '../../../gateway/src/subscription/shared-event.ts';
import { createStreamMetrics } from '../../../gateway/src/subscription/stream-metrics.ts';
import { WriteTurn } from '../../../gateway/src/subscription/write-turn.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { sharedEvent } from '../../kit/shared-event.ts';

interface Played {
  readonly stream: ClientStream;
  readonly released: () => number;
  readonly left: () => number;
}

/** A stream whose topic is played by the test. */
function play(begin: (reader: StreamReader) => void = () => undefined): Played {
  let released = 0;
  let left = 0;
  // Never connected: what is sent is dropped, which is all that a stream on its own needs.
  const client = new WebSocket('ws://127.0.0.1:9', { handshakeTimeout: 1 });
  client.on('error', () => undefined);
  const stream = new ClientStream({
    head: '',
    admission: new Admission({ maxRunning: 1, maxWaiting: 1, maxWaitMs: 1_000 }),
    open: async (reader) => {
      begin(reader);
      return { isPublic: false, leave: () => void (left += 1) };
    },
    release: () => void (released += 1),
    outbox: new Outbox({
      sink: new SocketSink(client, new Duplex()),
      bounds: { maxItems: 1, maxBytes: 1, whenFull: 'refuse' },
      turn: new WriteTurn(new Flow()),
      frames: new EventFrames(),
      onFull: () => undefined,
    }),
    metrics: createStreamMetrics({ registry: new Registry(), show: () => undefined }),
    responding: { requestId: 'r', log: silentLogger },
  });
  return { stream, released: () => released, left: () => left };
}

const one = (reader: StreamReader): void => reader.take(sharedEvent(1));
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a stream of a client', () => {
  test('lets go once when its topic ends it, and is over for good', async () => {
    const { stream, released, left } = play((reader) => {
      one(reader);
      reader.end(undefined);
    });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    await stream.return();
    stream.endWith('SERVER_DRAINING', 'too late');
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect([released(), left()]).toEqual([1, 1]);
  });

  test('E22 lets go when the client leaves before the stream was begun', async () => {
    const { stream, released, left } = play(one);
    await stream.return();
    expect([released(), left()]).toEqual([1, 0]);
  });

  test('E22 leaves its topic when the client left while it was being opened', async () => {
    const { stream, released, left } = play(one);
    const running = stream.next();
    await stream.return();
    await running;
    expect([released(), left()]).toEqual([1, 1]);
  });

  test('ends at once when the client leaves while it waits for an event', async () => {
    const { stream, released } = play(one);
    const running = stream.next();
    await turn();
    await stream.return();
    expect(await running).toEqual({ done: true, value: undefined });
    expect(released()).toBe(1);
  });

  test('ends with an error and the cursor of the last event that was queued', async () => {
    const { stream, released } = play(one);
    const running = stream.next();
    await turn();
    stream.endWith('SERVER_DRAINING', 'Closing.');
    stream.endWith('SLOW_CONSUMER', 'Not heard any more.');
    await expect(running).rejects.toMatchObject({
      errors: [{ message: 'Closing.', extensions: { code: 'SERVER_DRAINING', cursor: 'c1' } }],
    });
    expect(released()).toBe(1);
  });

  test('names no cursor of an event that never left when what waits is dropped', async () => {
    const { stream } = play(one);
    const running = stream.next();
    await turn();
    stream.endWith('SLOW_CONSUMER', 'Too slow.', 'dropped');
    await expect(running).rejects.toMatchObject({ errors: [{ extensions: { code: 'SLOW_CONSUMER' } }] });
    await expect(running).rejects.not.toMatchObject({ errors: [{ extensions: { cursor: 'c1' } }] });
  });

  test('adds its own cursor to the end that it shares with others', async () => {
    const ended = new StreamEndedError([{ message: 'Away.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    const { stream } = play((reader) => {
      one(reader);
      reader.end(ended);
    });
    await expect(stream.next()).rejects.toMatchObject({
      errors: [{ message: 'Away.', extensions: { code: 'SUBGRAPH_UNAVAILABLE', cursor: 'c1' } }],
    });
    expect(ended.errors[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE' });
  });

  test('E23 masks what its opening throws', async () => {
    const { stream, released, left } = play(() => {
      throw new Error('the kitchen door');
    });
    await expect(stream.next()).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      errors: [{ message: 'Something went wrong on our side.' }],
    });
    expect([released(), left()]).toEqual([1, 0]);
  });
});
