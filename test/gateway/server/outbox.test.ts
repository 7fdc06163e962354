import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { Outbox } from '../../../gateway/src/server/outbox.ts';
import { SocketSink } from '../../../gateway/src/server/socket-sink.ts';
import { EventFrames } from '../../../gateway/src/server/text-frame.ts';
import type { EventBatch, SharedEvent } from '../../../gateway/src/subscription/shared-event.ts';
import { Flow } from '../../../gateway/src/subscription/flow.ts';
import { WriteTurn } from '../../../gateway/src/subscription/write-turn.ts';
import { sharedEvent } from '../../kit/shared-event.ts';

/** A real socket with its outbox; `writes` are the pieces that were written to it. */
async function open(bounds = { maxItems: 256, maxBytes: 1024 * 1024 }) {
  const server = createServer();
  const wss = new WebSocketServer({ noServer: true });
  const flow = new Flow();
  const turn = new WriteTurn(flow);
  const writes: number[] = [];
  let full = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const opened = new Promise<{ outbox: Outbox; socket: Duplex }>((resolve) => {
    server.on('upgrade', (request, socket, head) =>
      wss.handleUpgrade(request, socket, head, (client) => {
        const write = socket.write.bind(socket) as (chunk: Buffer) => boolean;
        socket.write = (chunk: Buffer): boolean => (writes.push(chunk.length), write(chunk));
        const parts = {
          sink: new SocketSink(client, socket),
          turn,
          frames: new EventFrames(),
          onFull: () => void (full += 1),
        };
        resolve({ outbox: new Outbox({ ...parts, bounds: { ...bounds, whenFull: 'refuse' } }), socket });
      }),
    );
  });
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const messages: string[] = [];
  client.on('message', (data: Buffer) => void messages.push(data.toString('utf8')));
  await once(client, 'open');
  const close = async (): Promise<void> => {
    client.terminate();
    wss.close();
    await new Promise((done) => server.close(done));
  };
  return { ...(await opened), client, messages, writes, flow, full: () => full, close };
}

const sender = (id: string) => {
  const sent: (string | undefined)[] = [];
  return {
    head: `{"id":${JSON.stringify(id)},"type":"next","payload":`,
    sent: ({ cursor }: { cursor: string | undefined }) => void sent.push(cursor),
    sentBatch: ({ events }: EventBatch) => void sent.push(...events.map(({ cursor }) => cursor)),
    cursors: sent,
  };
};
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
};

describe('an outbox', () => {
  test('writes what comes in one turn at once, in order, protocol and events alike', async () => {
    const { outbox, messages, writes, close } = await open();
    const mine = sender('é"1');
    outbox.send('{"type":"connection_ack"}');
    for (let n = 1; n <= 5; n += 1) outbox.sendEvent(sharedEvent(n), mine);
    outbox.send('{"id":"é","type":"complete"}');
    await until(() => messages.length === 7);
    expect(writes).toHaveLength(1);
    expect(JSON.parse(messages[3] ?? '')).toEqual({
      id: 'é"1',
      type: 'next',
      payload: { data: { n: 3 }, extensions: { cursor: 'c3' } },
    });
    expect(mine.cursors).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    await close();
  });

  test.each([100, 125, 126, 65_535, 65_536, 200_000])('frames a message of %i bytes', async (size) => {
    const { outbox, messages, close } = await open();
    const text = 'x'.repeat(size);
    outbox.send(text);
    await until(() => messages.length === 1);
    expect(messages[0] === text).toBe(true);
    await close();
  });

  test('E15 holds a bounded number for a peer that does not read, says once that it is full, and takes a last word', async () => {
    const { outbox, client, full, messages, close } = await open({ maxItems: 16, maxBytes: 1024 * 1024 });
    client.pause();
    const payload = Buffer.from(JSON.stringify({ data: 'x'.repeat(60_000) }));
    for (let n = 1; full() === 0; n += 1) {
      outbox.sendEvent(sharedEvent(n, { payload }), sender('1'));
      expect(outbox.queued.events).toBeLessThanOrEqual(16);
      await new Promise((resolve) => setImmediate(resolve));
    }
    outbox.sendEvent(sharedEvent(0, { payload }), sender('1'));
    expect(full()).toBe(1);
    expect(outbox.hasRoom).toBe(false);
    outbox.drop();
    outbox.send('the last word');
    client.resume();
    await until(() => messages.at(-1) === 'the last word');
    await close();
  });

  test('takes more in one turn than its bound when the peer reads, and holds up those who make events meanwhile', async () => {
    const { outbox, flow, full, messages, close } = await open({ maxItems: 16, maxBytes: 1024 * 1024 });
    for (let n = 1; n <= 200; n += 1) outbox.sendEvent(sharedEvent(n), sender('1'));
    let isClear = false;
    const clear = flow.clear().then(() => (isClear = true));
    await Promise.resolve();
    expect(isClear).toBe(false);
    await clear;
    await until(() => messages.length === 200);
    expect(full()).toBe(0);
    await close();
  });

  describe('given a batch of live events', () => {
    const batchOf = (...events: SharedEvent[]): EventBatch => ({
      events,
      cursor: events.at(-1)?.cursor,
      bytes: events.reduce((sum, { payload }) => sum + payload.length, 0),
    });

    test('writes it as one piece, and says so', async () => {
      const { outbox, messages, writes, close } = await open();
      const mine = sender('1');
      outbox.sendBatch(batchOf(sharedEvent(1), sharedEvent(2)), mine);
      expect(outbox.queued.events).toBe(2);
      await until(() => messages.length === 2);
      expect([writes.length, mine.cursors, outbox.queued]).toEqual([
        1,
        ['c1', 'c2'],
        { events: 0, bytes: 0 },
      ]);
      await close();
    });

    test('keeps the order of all that comes before and behind it in the turn', async () => {
      const { outbox, messages, writes, close } = await open();
      outbox.sendBatch(batchOf(sharedEvent(1), sharedEvent(2)), sender('1'));
      outbox.send('a');
      outbox.sendBatch(batchOf(sharedEvent(3)), sender('2'));
      outbox.sendEvent(sharedEvent(4), sender('1'));
      await until(() => messages.length === 5);
      expect(writes).toHaveLength(1);
      expect(messages.map((text) => /"c\d"|^a/.exec(text)?.[0])).toEqual([
        '"c1"',
        '"c2"',
        'a',
        '"c3"',
        '"c4"',
      ]);
      await close();
    });

    test('forgets it with all that waits, and sends nothing of it behind a last word', async () => {
      const { outbox, messages, close } = await open();
      const mine = sender('1');
      outbox.sendBatch(batchOf(sharedEvent(1)), mine);
      outbox.drop();
      outbox.send('the last word');
      await until(() => messages.length === 1);
      expect([messages, mine.cursors]).toEqual([['the last word'], []]);
      await close();
    });

    test('E15 sends nothing more of a batch behind the event that found no place', async () => {
      const { outbox, client, full, close } = await open({ maxItems: 4, maxBytes: 1024 * 1024 });
      client.pause();
      const payload = Buffer.from(JSON.stringify('x'.repeat(60_000)));
      const events = Array.from({ length: 8 }, (_, n) => sharedEvent(n + 1, { payload }));
      while (full() === 0) {
        outbox.sendBatch(batchOf(...events), sender('1'));
        expect(outbox.queued.events).toBeLessThanOrEqual(4);
        await new Promise((resolve) => setImmediate(resolve));
      }
      outbox.drop();
      outbox.sendBatch(batchOf(...events), sender('1'));
      expect([full(), outbox.queued.events]).toEqual([1, 0]);
      await close();
    });
  });

  test('frees who waits for room when the socket is gone', async () => {
    const { outbox, client, close } = await open({ maxItems: 2, maxBytes: 1024 * 1024 });
    client.pause();
    const payload = Buffer.from(JSON.stringify('x'.repeat(500_000)));
    while (outbox.hasRoom) {
      outbox.sendEvent(sharedEvent(1, { payload }), sender('1'));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const waiting = outbox.room();
    client.terminate();
    await waiting;
    await close();
  });
});

describe('frames of an event', () => {
  test('are one for equal ids, and differ in the id only for others', () => {
    const frames = new EventFrames();
    const event = sharedEvent(1);
    const first = frames.of(event, '{"id":"1","payload":');
    expect(frames.of(event, '{"id":"1","payload":')).toBe(first);
    const other = frames.of(event, '{"id":"2","payload":');
    expect(other.equals(first)).toBe(false);
    expect(other.toString('latin1').replace('"2"', '"1"')).toBe(first.toString('latin1'));
    expect(frames.of(sharedEvent(1), '{"id":"2","payload":')).not.toBe(other);
  });
});
