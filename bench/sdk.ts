/**
 * What the SDK costs for each event of a stream, beside a bare graphql-ws client and beside a socket that is only parsed: processor
 * time of this process, the server being another.
 *
 *   npm run bench:sdk [-- events, default 20000 [rounds, default 9]]
 *
 * All take the same events from the same server, by turns in one run; the first round of each is thrown away.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { live } from '../client-sdk/src/live.ts';
import { quantile } from './quantiles.ts';
import { writeResults } from './write-results.ts';

const count = Number(process.argv[2] ?? 20_000);
const rounds = Number(process.argv[3] ?? 9);
const query = 'subscription ($count: Int) { reportChanged(count: $count) { version } }';
const variables = { count };

/** Reads all events of one stream; gives how many came. */
type Reader = (url: string) => Promise<number>;

const readers: Readonly<Record<string, Reader>> = {
  'a socket whose messages are parsed': readParsed,
  'graphql-ws, `iterate`': readGraphqlWs,
  'SDK over WebSocket': (url) => readSdk(url, 'ws'),
  'SDK over server-sent events': (url) => readSdk(url, 'sse'),
};

async function readParsed(url: string): Promise<number> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  let events = 0;
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (bytes: Buffer) => {
      const { type } = parseMessage(bytes.toString('utf8'));
      if (type === 'connection_ack')
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
      if (type === 'next') events += 1;
      if (type === 'complete') resolve();
    });
  });
  socket.close();
  return events;
}

async function readGraphqlWs(url: string): Promise<number> {
  const client = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  let events = 0;
  for await (const { data } of client.iterate({ query, variables })) if (data) events += 1;
  await client.dispose();
  return events;
}

async function readSdk(url: string, road: 'ws' | 'sse'): Promise<number> {
  let events = 0;
  const onBreak = (_attempt: number, cause: unknown): never => {
    throw cause;
  };
  const connection = { url, live: road, webSocket: WebSocket };
  for await (const { data } of live(connection, { query, variables }, { onBreak })) if (data) events += 1;
  return events;
}

function parseMessage(text: string): { readonly type: string } {
  return JSON.parse(text) as { readonly type: string };
}

interface Round {
  readonly cpuUs: number;
  readonly perSecond: number;
}

async function measure(read: Reader, url: string): Promise<Round> {
  const cpu = process.cpuUsage();
  const beganMs = performance.now();
  const events = await read(url);
  if (events !== count) throw new Error(`expected ${count} events, got ${events}`);
  const { user, system } = process.cpuUsage(cpu);
  return {
    cpuUs: (user + system) / count,
    perSecond: Math.round(count / ((performance.now() - beganMs) / 1_000)),
  };
}

const server = fork(fileURLToPath(new URL('sdk/events-process.ts', import.meta.url)));
try {
  const [ready] = await once(server, 'message');
  const url = String(Object(ready).url);
  const measured = new Map<string, Round[]>(Object.keys(readers).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, read] of Object.entries(readers)) {
      const result = await measure(read, url);
      if (round > 0) measured.get(name)?.push(result);
    }
  const medianOf = (name: string, member: keyof Round): number =>
    quantile(measured.get(name)?.map((round) => round[member]) ?? [], 0.5);
  const bare = medianOf('graphql-ws, `iterate`', 'cpuUs');
  const rows = Object.keys(readers).map((name) => {
    const cpuUs = medianOf(name, 'cpuUs');
    return `| ${name} | ${cpuUs.toFixed(1)} | ${(cpuUs - bare).toFixed(1)} | ${(cpuUs / bare).toFixed(2)} | ${medianOf(name, 'perSecond')} |`;
  });
  const table = [
    '| client | processor µs an event | more than graphql-ws, µs | ratio | events/s |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
  process.stdout.write(`${table}\n`);
  writeResults(
    'SDK for each event',
    `\`npm run bench:sdk\`: ${count} events of some 420 bytes with a cursor each, ${rounds} rounds by turns, medians. graphql-ws gives the bare message; the SDK keeps the cursor, knows repeats and bounds what waits.\n\n${table}`,
  );
} finally {
  server.disconnect();
}
