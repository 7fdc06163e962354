/**
 * The three subgraphs of the fan-out bench on one port. Ticks speak cursors and tell places as ours do; entities are
 * answered without graphql-js, so that it is the gateway that is measured.
 */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { EmitTask } from './tasks.ts';
import { nowMs, runBursts, tickText } from './tasks.ts';

interface Stream {
  readonly socket: WebSocket;
  readonly id: string;
  /** Our own gateway asks, and is told cursors and places; others get what any subgraph would give them. */
  readonly isOurs: boolean;
}

const streams = new Map<string, Stream>();
let position = 1;
let sockets = 0;

const server = createServer((request, response) => {
  void readText(request).then((text) => {
    const { variables } = parseCall(text);
    const entities = variables.representations.map(({ __typename, id }) => ({
      __typename,
      id,
      name: `Tên của ${id}`,
    }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: { _entities: entities } }));
  });
});

new WebSocketServer({ server }).on('connection', (socket) => {
  const number = (sockets += 1);
  socket.on('message', (bytes: Buffer) => {
    const message = parseMessage(bytes.toString('utf8'));
    const key = `${number} ${message.id}`;
    if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}');
    if (message.type === 'complete') streams.delete(key);
    if (message.type !== 'subscribe') return;
    const isOurs = message.payload?.extensions?.hub !== undefined;
    const stream = { socket, id: message.id, isOurs };
    streams.set(key, stream);
    if (!isOurs) return;
    if (message.payload?.extensions?.after === undefined) tick(stream, 0, { start: true });
    const reached = { position: text(position), tier: 'ring' };
    socket.send(JSON.stringify({ id: stream.id, type: 'next', payload: { extensions: { reached } } }));
  });
  socket.on('close', () => {
    for (const [key, stream] of streams) if (stream.socket === socket) streams.delete(key);
  });
});

function tick({ socket, id, isOurs }: Stream, n: number, marks: object): void {
  const at = nowMs();
  const place = { position: text(position), readAtMs: Date.now() };
  const told = { cursor: text(position), committedAt: new Date().toISOString(), place, ...marks };
  const own = { n, at, text: tickText };
  const data = {
    tick: { ...own, place: { __typename: 'Place', id: 'p1' }, owner: { __typename: 'Owner', id: 'o1' } },
  };
  socket.send(JSON.stringify({ id, type: 'next', payload: { data, ...(isOurs && { extensions: told }) } }));
}

async function emit(task: EmitTask): Promise<void> {
  let events = 0;
  let order = [...streams.values()];
  await runBursts(task, (index) => {
    if (task.to === 'all') order = [...streams.values()];
    position += 1;
    const chosen = task.to === 'all' ? order : order.slice(index % order.length, (index % order.length) + 1);
    for (const stream of chosen) tick(stream, index, {});
    events += chosen.length;
  });
  process.send?.({ events });
}

server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('ready'));
process.on('message', (task) => void emit(parseTask(task)));
process.once('disconnect', () => process.exit());

function text(place: number): string {
  return place.toString(16).padStart(24, '0');
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(parseChunk(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function parseChunk(chunk: unknown): Buffer {
  return chunk as Buffer;
}

function parseCall(body: string): { variables: { representations: Entity[] } } {
  return JSON.parse(body) as { variables: { representations: Entity[] } };
}

interface Entity {
  readonly __typename: string;
  readonly id: string;
}

function parseMessage(body: string): {
  type: string;
  id: string;
  payload?: { extensions?: { after?: string; hub?: object } };
} {
  return JSON.parse(body) as ReturnType<typeof parseMessage>;
}

function parseTask(task: unknown): EmitTask {
  return task as EmitTask;
}
