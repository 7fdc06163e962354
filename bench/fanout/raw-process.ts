/** The limit of the socket library: `ws` sends one prebuilt message, of the size of the gateway's, to all who are there. */
import { WebSocketServer } from 'ws';
import type { EmitTask } from './tasks.ts';
import { nowMs, runBursts, tickText } from './tasks.ts';

const wss = new WebSocketServer({
  port: Number(process.argv[2]),
  host: '127.0.0.1',
  perMessageDeflate: false,
});
wss.on('listening', () => process.send?.('ready'));
process.on('message', (task) => void emit(parseTask(task)));
process.once('disconnect', () => process.exit());

async function emit(task: EmitTask): Promise<void> {
  let events = 0;
  await runBursts(task, (n) => {
    const entity = (id: string): object => ({ id, name: `Tên của ${id}` });
    const tick = { n, at: nowMs(), text: tickText, place: entity('p1'), owner: entity('o1') };
    const payload = { data: { tick }, extensions: { cursor: '0'.repeat(24) } };
    const message = Buffer.from(JSON.stringify({ id: '1', type: 'next', payload }));
    for (const client of wss.clients) client.send(message, { binary: false });
    events += wss.clients.size;
  });
  process.send?.({ events });
}

function parseTask(task: unknown): EmitTask {
  return task as EmitTask;
}
