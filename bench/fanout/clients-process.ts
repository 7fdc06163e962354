/** Many watchers in one process: counts what they receive and how old it is. */
import { WebSocket } from 'ws';
import { query } from './graph.ts';
import type { ClientsTask, Received } from './tasks.ts';
import { nowMs } from './tasks.ts';

const task = parseTask(process.argv[2] ?? '{}');
let messages = 0;
let ages = new Map<number, number>();
const mark = Buffer.from('"at":');

for (let index = 0; index < task.clients; index += 50) {
  const size = Math.min(50, task.clients - index);
  await Promise.all(Array.from({ length: size }, (_, each) => open(index + each)));
}
process.send?.('ready');
process.on('message', () => {
  const report: Received = { messages, ages: [...ages] };
  messages = 0;
  ages = new Map();
  process.send?.(report);
});
process.once('disconnect', () => process.exit());

/** Resolves when the stream has begun. */
async function open(index: number): Promise<void> {
  const socket = new WebSocket(task.url, task.protocol === 'graphql' ? 'graphql-transport-ws' : []);
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (begun = resolve));
  socket.on('message', (bytes: Buffer) => {
    if (task.protocol === 'graphql' && bytes.length < 100) return answer(socket, bytes, index);
    begun();
    count(bytes);
  });
  socket.on('error', (error) => void process.stderr.write(`${error.message}\n`));
  socket.on('open', () =>
    task.protocol === 'graphql' ? socket.send('{"type":"connection_init"}') : begun(),
  );
  await started;
}

function answer(socket: WebSocket, bytes: Buffer, index: number): void {
  if (!bytes.includes('connection_ack')) return;
  const topic = task.firstTopic === null ? 'same' : String(task.firstTopic + index);
  const payload = { query, variables: { topic } };
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
}

function count(bytes: Buffer): void {
  const at = bytes.indexOf(mark);
  if (at < 0) return;
  messages += 1;
  const age = nowMs() - Number.parseFloat(bytes.toString('latin1', at + mark.length, at + mark.length + 20));
  const tenths = Math.max(0, Math.round(age * 10));
  ages.set(tenths, (ages.get(tenths) ?? 0) + 1);
}

function parseTask(text: string): ClientsTask {
  return JSON.parse(text) as ClientsTask;
}
