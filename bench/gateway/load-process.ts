/**
 * Sends one request over and over on a number of connections, each of which waits for its answer before the next, and
 * says how many came back, how long each took and whether all had the bytes that were expected. Written on bare
 * sockets, so that it takes as little as possible of the machine that it shares with what it measures.
 *
 *   load-process.ts <json of LoadTask>
 */
import { connect } from 'node:net';
import type { LoadResult, LoadTask } from './load.ts';

const task = parseTask(process.argv[2] ?? '{}');
const seedLength = 10;
const latencies: number[] = [];
let wrong = 0;
let next = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
const pauseMs = task.perSecond === undefined ? 0 : (task.connections / task.perSecond) * 1_000;
const endAt = performance.now() + task.seconds * 1_000;
const request = Buffer.from(
  `POST ${task.path} HTTP/1.1\r\nhost: 127.0.0.1:${task.port}\r\ncontent-type: application/json\r\naccept: application/json\r\n${task.headers}content-length: ${Buffer.byteLength(task.body)}\r\n\r\n${task.body}`,
);
const seedAt = request.indexOf(task.seed);

await Promise.all(Array.from({ length: task.connections }, run));
latencies.sort((a, b) => a - b);
const result: LoadResult = {
  requests: latencies.length,
  wrong,
  p50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? Number.NaN,
  p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
};
process.stdout.write(`${JSON.stringify(result)}\n`);

function run(): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(task.port, '127.0.0.1');
    const bytes = Buffer.from(request);
    let beganMs = 0;
    let received: Buffer[] = [];
    let have = 0;
    let want = -1;
    socket.setNoDelay(true);
    socket.on('error', fail);
    socket.on('close', () => (performance.now() < endAt ? fail(new Error('closed too early')) : done()));
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      received.push(chunk);
      have += chunk.byteLength;
      if (want < 0) want = sizeOf(received.length === 1 ? chunk : Buffer.concat(received));
      if (want < 0 || have < want) return;
      latencies.push(performance.now() - beganMs);
      if (have !== want || !isRight(received)) wrong += 1;
      received = [];
      have = 0;
      want = -1;
      if (performance.now() >= endAt) return void socket.end();
      const waitMs = beganMs + pauseMs - performance.now();
      if (waitMs > 0) setTimeout(send, waitMs);
      else send();
    });
    function send(): void {
      if (task.vary && seedAt >= 0)
        bytes.write(String((next += 1)).padStart(seedLength, '0'), seedAt, 'latin1');
      beganMs = performance.now();
      socket.write(Buffer.from(bytes));
    }
  });
}

/** Whole length of the response, or -1 while its head is not there. Chunked answers end with an empty chunk. */
function sizeOf(buffer: Buffer): number {
  const headEnd = buffer.indexOf('\r\n\r\n');
  if (headEnd < 0) return -1;
  const head = buffer.toString('latin1', 0, headEnd).toLowerCase();
  const length = /content-length: (\d+)/.exec(head)?.[1];
  if (length) return headEnd + 4 + Number(length);
  const end = buffer.indexOf('\r\n0\r\n\r\n', headEnd);
  return end < 0 ? -1 : end + 7;
}

/** Only the size is compared here, since the seed may stand anywhere; bytes are compared before the load. */
function isRight(chunks: readonly Buffer[]): boolean {
  return chunks[0]?.toString('latin1', 9, 12) === '200';
}

function parseTask(text: string): LoadTask {
  return JSON.parse(text) as LoadTask;
}
