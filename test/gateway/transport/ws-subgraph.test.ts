import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { StreamCall, StreamSink } from '../../../gateway/src/transport/subgraph-stream.ts';
import { createSubgraphStreams, defaultSocketLimits } from '../../../gateway/src/transport/ws-subgraph.ts';
import type { SubgraphStreams } from '../../../gateway/src/transport/ws-subgraph.ts';
import { until } from '../../kit/live-client.ts';

interface Heard extends StreamSink {
  readonly log: unknown[];
}

/** Keeps what a stream is told. */
function listen(): Heard {
  const log: unknown[] = [];
  return {
    log,
    next: (answer, bytes) => log.push(['next', answer.data, bytes > 0]),
    refused: (errors) => log.push(['refused', errors]),
    complete: () => log.push(['complete']),
    lost: (reason) => log.push(['lost', reason]),
  };
}

describe('streams from subgraphs', () => {
  let server: WebSocketServer;
  let sockets: WebSocket[];
  let received: Record<string, unknown>[];
  let acknowledges: boolean;
  let streams: SubgraphStreams;

  beforeEach(async () => {
    sockets = [];
    received = [];
    acknowledges = true;
    server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: true });
    server.on('connection', (socket) => {
      sockets.push(socket);
      socket.on('message', (bytes: Buffer) => {
        const message = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
        received.push(message);
        if (message['type'] === 'connection_init' && acknowledges) socket.send('{"type":"connection_ack"}');
      });
    });
    await once(server, 'listening');
    streams = createSubgraphStreams({
      ...defaultSocketLimits,
      connectMs: 300,
      heartbeatMs: 40,
      lingerMs: 30,
    });
  });
  afterEach(async () => {
    streams.close();
    for (const socket of server.clients) socket.terminate();
    await new Promise((done) => server.close(done));
  });

  const call = (rest: Partial<StreamCall> = {}): StreamCall => ({
    subgraph: address((server.address() as AddressInfo).port),
    query: 'subscription { x }',
    variables: { id: 1 },
    viewer: null,
    tell: '',
    ...rest,
  });
  const address = (port: number): StreamCall['subgraph'] => ({
    name: 's',
    url: `http://127.0.0.1:${port}/graphql`,
    wsUrl: `ws://127.0.0.1:${port}/graphql`,
  });
  const ofType = (type: string): Record<string, unknown>[] =>
    received.filter((each) => each['type'] === type);
  const say = (message: object | string): void =>
    sockets.at(-1)?.send(typeof message === 'string' ? message : JSON.stringify(message));

  test('share one socket, and tell each stream its own', async () => {
    const [one, two] = [listen(), listen()];
    streams.open(call(), one);
    streams.open(call({ operationName: 'Two', after: 'c7' }), two);
    await until(() => ofType('subscribe').length === 2);
    expect(ofType('subscribe').map(({ payload }) => payload)).toEqual([
      { query: 'subscription { x }', variables: { id: 1 } },
      {
        query: 'subscription { x }',
        operationName: 'Two',
        variables: { id: 1 },
        extensions: { after: 'c7' },
      },
    ]);
    say({ id: '2', type: 'next', payload: { data: { x: 2 } } });
    say({ id: '1', type: 'error', payload: [{ message: 'no' }] });
    say({ id: '2', type: 'complete' });
    say({ id: '2', type: 'next', payload: { data: { x: 3 } } });
    await until(() => two.log.length === 2);
    expect(one.log).toEqual([['refused', [{ message: 'no' }]]]);
    expect(two.log).toEqual([['next', { x: 2 }, true], ['complete']]);
    expect(sockets).toHaveLength(1);
  });

  test('E23 end by one complete, and the socket closes behind the last of them', async () => {
    const end = streams.open(call(), listen());
    const keep = streams.open(call(), listen());
    await until(() => ofType('subscribe').length === 2);
    end();
    end();
    await until(() => ofType('complete').length === 1);
    expect(streams.counts()).toEqual({ sockets: 1, streams: 1 });
    keep();
    await until(() => server.clients.size === 0);
    expect(ofType('complete').map(({ id }) => id)).toEqual(['1', '2']);
    expect(streams.counts()).toEqual({ sockets: 0, streams: 0 });
  });

  test('ended before the socket is ready are never asked for', async () => {
    streams.open(call(), listen())();
    streams.open(call(), listen());
    await until(() => ofType('subscribe').length === 1);
    expect(ofType('subscribe')[0]?.['id']).toBe('2');
    expect(ofType('complete')).toEqual([]);
  });

  test('keep the socket for the next one that comes in time', async () => {
    const end = streams.open(call(), listen());
    await until(() => ofType('subscribe').length === 1);
    end();
    streams.open(call(), listen());
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(server.clients.size).toBe(1);
  });

  test('H01 are all lost when the socket breaks, and the next one opens a new socket', async () => {
    const [one, two] = [listen(), listen()];
    streams.open(call(), one);
    streams.open(call(), two);
    await until(() => ofType('subscribe').length === 2);
    sockets[0]?.terminate();
    await until(() => one.log.length === 1 && two.log.length === 1);
    expect([one.log, two.log].map(([first]) => (first as unknown[])[0])).toEqual(['lost', 'lost']);
    streams.open(call(), listen());
    await until(() => ofType('subscribe').length === 3);
    expect(sockets).toHaveLength(2);
  });

  test('are lost when nothing listens there', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    await new Promise((done) => free.close(done));
    const heard = listen();
    streams.open(call({ subgraph: address(port) }), heard);
    await until(() => heard.log.length === 1);
    expect(heard.log[0]).toEqual(['lost', expect.stringContaining('ECONNREFUSED')]);
  });

  test('H02 are lost when the subgraph does not acknowledge in time', async () => {
    acknowledges = false;
    const heard = listen();
    streams.open(call(), heard);
    await until(() => heard.log.length === 1);
    expect(heard.log[0]).toEqual(['lost', 'no connection_ack in time']);
  });

  test('H02 are lost when the subgraph answers no ping', async () => {
    const heard = listen();
    streams.open(call(), heard);
    await until(() => ofType('subscribe').length === 1);
    sockets[0]?.pause();
    await until(() => heard.log.length === 1);
    expect(heard.log[0]).toEqual(['lost', 'no answer to a ping']);
  });

  test('live on while the subgraph answers pings and says nothing else', async () => {
    const heard = listen();
    streams.open(call(), heard);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heard.log).toEqual([]);
    say({ type: 'ping' });
    await until(() => ofType('pong').length === 1);
  });

  test('B12 are lost when the subgraph speaks another protocol or sends too much', async () => {
    const one = listen();
    streams.open(call(), one);
    await until(() => ofType('subscribe').length === 1);
    say('{"type":"data","id":"1"}');
    await until(() => one.log.length === 1);
    expect(one.log[0]).toEqual(['lost', 'not graphql-transport-ws']);

    const small = createSubgraphStreams({ ...defaultSocketLimits, maxMessageBytes: 1_000 });
    const two = listen();
    small.open(call(), two);
    await until(() => ofType('subscribe').length === 2);
    say({ id: '1', type: 'next', payload: { data: { x: 'x'.repeat(2_000) } } });
    await until(() => two.log.length === 1);
    expect(two.log[0]).toEqual(['lost', expect.stringContaining('Max payload size exceeded')]);
    small.close();
  });

  test('are lost when the gateway closes, also those that come later', async () => {
    const [one, two] = [listen(), listen()];
    streams.open(call(), one);
    await until(() => ofType('subscribe').length === 1);
    streams.close();
    streams.open(call(), two)();
    await until(() => two.log.length === 1);
    expect([one.log, two.log]).toEqual([
      [['lost', 'this gateway is closing']],
      [['lost', 'this gateway is closing']],
    ]);
  });
});
