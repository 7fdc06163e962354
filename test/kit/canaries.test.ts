import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { canariesIn, seededCanary } from './canaries.ts';
import { eventStream, openHttpStream } from './http-stream.ts';
import { openLiveClient } from './live-client.ts';
import { openRaw } from './raw-socket.ts';
import { postGraphql } from './start-gateway.ts';

const half = seededCanary.slice(0, 9);
const rest = seededCanary.slice(9);

test('what is told to a client over any road is looked through, also where it comes in pieces', async () => {
  const server = createServer((request, response) => {
    const isStream = request.headers.accept === eventStream;
    const first = `${isStream ? 'event: next\ndata: ' : ''}{"data":{"name":"${half}`;
    const second = `${rest}"}}\n\n`;
    response.setHeader('content-type', isStream ? eventStream : 'application/json');
    response.setHeader('content-length', first.length + second.length);
    response.write(first);
    setImmediate(() => response.end(second));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.send('{"type":"connection_ack"}');
    socket.send(JSON.stringify({ id: '1', type: 'next', payload: { data: { name: seededCanary } } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/graphql`;
  await postGraphql(url, { query: '{ name }' });
  const stream = await openHttpStream(url, {});
  await stream.events(1);
  const socket = await openLiveClient(url);
  await socket.events('1', 1);
  const raw = openRaw(port);
  raw.socket.end('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await raw.closed;
  await socket.close();
  server.closeAllConnections();
  server.close();
  const found = canariesIn.taken();
  for (const where of [`an answer of ${url}`, 'a stream over HTTP', 'a WebSocket', 'a bare socket'])
    expect([where, found.some((line) => line.startsWith(where))]).toEqual([where, true]);
  expect(found).toHaveLength(4);
});
