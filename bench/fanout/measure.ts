import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpuSeconds } from '../gateway/peers.ts';
import type { Server } from './servers.ts';
import type { EmitTask, Emitted, Received } from './tasks.ts';

export interface Load extends Omit<EmitTask, 'kind'> {
  readonly title: string;
  readonly watchers: number;
  /** Emitted for so long beforehand: code that has just been loaded is not what is measured. */
  readonly warmSeconds: number;
}

export interface Row {
  readonly server: Server['name'];
  readonly load: string;
  readonly messages: number;
  readonly lost: number;
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Emits on time and waits until everything has arrived, or nothing more does for a while. */
export async function measure(server: Server, watchers: readonly ChildProcess[], load: Load): Promise<Row> {
  const { title, watchers: count, warmSeconds, ...emitting } = load;
  if (warmSeconds > 0) {
    const warm = await emit(server, { kind: 'emit', ...emitting, seconds: warmSeconds });
    await receive(watchers, expectedOf(server, load, warm));
  }
  const cpuBefore = cpuSeconds(server.pid);
  const beganMs = performance.now();
  const emitted = await emit(server, { kind: 'emit', ...emitting });
  const expected = expectedOf(server, load, emitted);
  const received = await receive(watchers, expected);
  const cpu = cpuSeconds(server.pid) - cpuBefore;
  const row: Row = {
    server: server.name,
    load: title,
    messages: received.messages,
    lost: expected - received.messages,
    perSecond: received.messages / ((received.lastMs - beganMs) / 1_000),
    cpuMicros: (cpu / received.messages) * 1e6,
    p50Ms: ageAt(received.ages, 0.5),
    p99Ms: ageAt(received.ages, 0.99),
  };
  process.stderr.write(`${JSON.stringify({ ...row, watchers: count })}\n`);
  return row;
}

async function emit(server: Server, task: EmitTask): Promise<Emitted> {
  server.source.send(task);
  const [emitted] = await once(server.source, 'message');
  return parseEmitted(emitted);
}

function expectedOf(server: Server, { to, watchers }: Load, { events }: Emitted): number {
  return events * (server.shares && to === 'all' ? watchers : 1);
}

interface Arrived {
  readonly messages: number;
  readonly ages: readonly (readonly [number, number])[];
  /** When the last of it was there, to half a second. */
  readonly lastMs: number;
}

const patienceMs = 6_000;

async function receive(watchers: readonly ChildProcess[], expected: number): Promise<Arrived> {
  let messages = 0;
  let lastMs = performance.now();
  const ages: (readonly [number, number])[] = [];
  while (messages < expected && performance.now() - lastMs < patienceMs) {
    const parts = await collect(watchers);
    const more = parts.reduce((sum, part) => sum + part.messages, 0);
    ages.push(...parts.flatMap((part) => part.ages));
    if (more > 0) lastMs = performance.now();
    messages += more;
    if (messages < expected) await pause(250);
  }
  return { messages, ages, lastMs };
}

/** What each has received since it was last asked. */
export async function collect(watchers: readonly ChildProcess[]): Promise<Received[]> {
  return Promise.all(
    watchers.map(async (watcher) => {
      watcher.send('report');
      const [received] = await once(watcher, 'message');
      return parseReceived(received);
    }),
  );
}

function ageAt(ages: readonly (readonly [number, number])[], quantile: number): number {
  const sorted = [...ages].sort(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  let below = 0;
  for (const [tenths, count] of sorted) if ((below += count) >= quantile * all) return tenths / 10;
  return Number.NaN;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function parseEmitted(message: unknown): Emitted {
  return message as Emitted;
}

function parseReceived(message: unknown): Received {
  return message as Received;
}
