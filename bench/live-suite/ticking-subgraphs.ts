/**
 * The subgraphs of the fan-out bench with a life of their own: an event every `everyMs`, kept for whoever comes back with
 * a cursor, as a database would. To a gateway that asks as ours does they tell places and take cursors; to any other they
 * are subgraphs like any other, with the cursor in the extensions of each event.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

export interface TickingSubgraphs {
  readonly port: number;
  /** Cuts every connection, is away for a second, and is back at the same port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface Stream {
  readonly socket: WebSocket;
  readonly id: string;
  readonly isOurs: boolean;
}

export async function startTickingSubgraphs(port: number, everyMs: number): Promise<TickingSubgraphs> {
  let last = 0;
  let streams: Stream[] = [];
  let server = await listen();
  const timer = setInterval(() => {
    last += 1;
    for (const stream of streams) tell(stream, last, {});
  }, everyMs);

  async function listen(): Promise<Server> {
    const opened = createServer((request, response) => {
      void readText(request).then((text) => {
        const { representations } = parseCall(text).variables;
        const entities = representations.map(({ __typename, id }) => ({
          __typename,
          id,
          name: `Tên của ${id}`,
        }));
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ data: { _entities: entities } }));
      });
    });
    new WebSocketServer({ server: opened }).on('connection', (socket) => {
      socket.on('message', (bytes: Buffer) => receive(socket, parseMessage(bytes.toString('utf8'))));
      socket.on('close', () => (streams = streams.filter((stream) => stream.socket !== socket)));
      socket.on('error', () => undefined);
    });
    opened.listen(port, '127.0.0.1');
    await once(opened, 'listening');
    return opened;
  }

  function receive(socket: WebSocket, { type, id, payload }: Message): void {
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
    if (type === 'ping') socket.send('{"type":"pong"}');
    if (type === 'complete') streams = streams.filter((each) => each.socket !== socket || each.id !== id);
    if (type !== 'subscribe') return;
    const { after, hub } = payload?.extensions ?? {};
    const stream = { socket, id, isOurs: hub !== undefined };
    if (stream.isOurs) begin(stream, after);
    streams.push(stream);
  }

  /** The present state, or what was missed; then the word that all has been told. */
  function begin(stream: Stream, after: string | undefined): void {
    const from = after === undefined ? undefined : Number.parseInt(after, 16);
    const isKnown = from !== undefined && textOf(from) === after && from <= last;
    if (!isKnown) tell(stream, last, after === undefined ? { start: true } : { resync: true });
    else for (let n = from + 1; n <= last; n += 1) tell(stream, n, {});
    const reached = { position: textOf(last), tier: 'ring' };
    send(stream, { extensions: { reached } });
  }

  const cut = async (): Promise<void> => {
    for (const { socket } of streams) socket.terminate();
    streams = [];
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    port,
    restart: async () => {
      await cut();
      await sleep(1_000);
      server = await listen();
    },
    close: async () => {
      clearInterval(timer);
      await cut();
    },
  };
}

function tell(stream: Stream, n: number, marks: object): void {
  const place = { position: textOf(n), readAtMs: Date.now() };
  const own = { n, at: performance.now(), text: `tick ${n}` };
  const data = {
    tick: { ...own, place: { __typename: 'Place', id: 'p1' }, owner: { __typename: 'Owner', id: 'o1' } },
  };
  const committedAt = new Date().toISOString();
  const told = stream.isOurs ? { committedAt, place, ...marks } : {};
  send(stream, { data, extensions: { cursor: textOf(n), ...told } });
}

function send({ socket, id }: Stream, payload: object): void {
  socket.send(JSON.stringify({ id, type: 'next', payload }));
}

/** Of one width, so that of two the later is the larger string. */
function textOf(n: number): string {
  return n.toString(16).padStart(24, '0');
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(parseChunk(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

interface Message {
  readonly type: string;
  readonly id: string;
  readonly payload?: { readonly extensions?: { readonly after?: string; readonly hub?: object } };
}

function parseMessage(body: string): Message {
  return JSON.parse(body) as Message;
}

function parseChunk(chunk: unknown): Buffer {
  return chunk as Buffer;
}

function parseCall(body: string): { variables: { representations: { __typename: string; id: string }[] } } {
  return JSON.parse(body) as ReturnType<typeof parseCall>;
}
