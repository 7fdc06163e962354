/** Many watchers in one process: counts what they receive and how old it is. */
import type { CheapSocket } from './cheap-socket.ts';
import { openCheapSocket } from './cheap-socket.ts';
import { query } from './graph.ts';
import type { ClientsTask, Received } from './tasks.ts';
import { nowMs } from './tasks.ts';

const task = parseTask(process.argv[2] ?? '{}');
const { port, pathname } = new URL(task.url);
const sockets: CheapSocket[] = [];
let messages = 0;
let closed = 0;
let ages = new Map<number, number>();
const mark = Buffer.from('"at":');
const acknowledged = Buffer.from('connection_ack');
/** One watcher in so many looks at the clock. */
const sampled = Math.max(1, Math.floor(task.clients / 250));

for (let index = 0; index < task.clients; index += 50) {
  const size = Math.min(50, task.clients - index);
  await Promise.all(Array.from({ length: size }, (_, each) => open(index + each)));
}
process.send?.('ready');
process.on('message', () => {
  const report: Received = { messages, ages: [...ages], closed };
  messages = 0;
  ages = new Map();
  process.send?.(report);
});
process.once('disconnect', () => process.exit());

/** Resolves when the stream has begun: with its first event, or when its server says nothing at the beginning, with its subscribe. */
async function open(index: number): Promise<void> {
  const isGraphql = task.protocol === 'graphql';
  await new Promise<void>((begun, failed) => {
    const socket = openCheapSocket({
      from: `127.${1 + (process.pid % 200)}.1.${1 + Math.floor(index / 1_000)}`,
      port: Number(port),
      path: pathname,
      protocol: isGraphql ? 'graphql-transport-ws' : undefined,
      onOpen: () => (isGraphql ? socket.send('{"type":"connection_init"}') : begun()),
      onText: (payload) => {
        if (isGraphql && payload.length < 100) {
          if (payload.includes(acknowledged)) subscribe(socket, index);
          if (task.silentStart) begun();
          return;
        }
        begun();
        count(payload, index % sampled === 0);
      },
      onClose: () => {
        closed += 1;
        failed(new Error(`watcher ${index} was turned away`));
      },
    });
    sockets.push(socket);
  });
}

function subscribe(socket: CheapSocket, index: number): void {
  const topic = task.firstTopic === null ? 'same' : String(task.firstTopic + index);
  const payload = { query, variables: { topic } };
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
}

function count(payload: Buffer, isSampled: boolean): void {
  if (!isSampled) {
    messages += 1;
    return;
  }
  const at = payload.indexOf(mark);
  if (at < 0) return;
  messages += 1;
  const age =
    nowMs() - Number.parseFloat(payload.toString('latin1', at + mark.length, at + mark.length + 20));
  const tenths = Math.max(0, Math.round(age * 10));
  ages.set(tenths, (ages.get(tenths) ?? 0) + 1);
}

function parseTask(text: string): ClientsTask {
  return JSON.parse(text) as ClientsTask;
}
