/** A server that only sends: as many events as a subscription asks for, by graphql-transport-ws and by server-sent events. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

const batch = 100;

/** An event as the city sends it: a report with its ward and agency, and a cursor of the usual length. */
function eventOf(n: number): string {
  const reportChanged = {
    id: '7c1f1f0e-4b0f-4a8e-9d8e-0f6c6a4a9b11',
    code: 'HUE-2026-004711',
    state: 'IN_PROGRESS',
    version: n,
    title: 'Ổ gà lớn trước cổng chợ',
    ward: { code: '19774', name: 'Thuận Hòa' },
    agency: { id: 'a1b2c3', name: 'Phòng Quản lý đô thị' },
  };
  const cursor = `${String(n).padStart(12, '0')}${'x'.repeat(100)}`;
  return JSON.stringify({ data: { reportChanged }, extensions: { cursor } });
}

/** Event after event, a batch at a time, each when the one before has been written. */
async function sendAll(count: number, write: (n: number) => Promise<void> | undefined): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    const written = write(n);
    if (n % batch === 0) await written;
  }
}

interface Message {
  readonly type: string;
  readonly id: string;
  readonly payload?: { readonly variables?: { readonly count?: number } };
}

function serveSocket(socket: WebSocket): void {
  socket.on('message', (bytes: Buffer) => {
    const { type, id, payload } = parseMessage(bytes.toString('utf8'));
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
    if (type !== 'subscribe') return;
    const write = (n: number): Promise<void> =>
      new Promise((done) =>
        socket.send(`{"id":"${id}","type":"next","payload":${eventOf(n)}}`, () => done()),
      );
    void sendAll(payload?.variables?.count ?? 0, write).then(() =>
      socket.send(JSON.stringify({ id, type: 'complete' })),
    );
  });
}

async function serveEvents(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { variables } = Object(parsePayload(Buffer.concat(chunks).toString('utf8')));
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const write = (n: number): Promise<void> =>
    new Promise((done) => response.write(`event: next\ndata: ${eventOf(n)}\n\n`, () => done()));
  await sendAll(variables?.count ?? 0, write);
  response.end('event: complete\ndata:\n\n');
}

function parseMessage(text: string): Message {
  return JSON.parse(text) as Message;
}

function parsePayload(text: string): Message['payload'] {
  return JSON.parse(text) as Message['payload'];
}

const server = createServer((request, response) => void serveEvents(request, response));
const sockets = new WebSocketServer({ server, handleProtocols: () => 'graphql-transport-ws' });
sockets.on('connection', serveSocket);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = parseAddress(server.address());
process.send?.({ url: `http://127.0.0.1:${port}/graphql` });
process.once('disconnect', () => process.exit(0));

function parseAddress(address: unknown): AddressInfo {
  return address as AddressInfo;
}
