import type { ChildProcess } from 'node:child_process';
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findHiveGateway } from '../gateway/find-peers.ts';
import { composeFanOut, subgraphNames } from './graph.ts';
import type { ClientsTask } from './tasks.ts';

/** What is measured, on the measured core. */
export interface Server {
  readonly name: 'ours' | 'raw ws' | 'Hive Gateway';
  readonly url: string;
  readonly pid: number;
  /** Who makes the events. */
  readonly source: ChildProcess;
  /** One event of the source becomes one for each watcher; false: the source gives each its own. */
  readonly shares: boolean;
  close(): Promise<void>;
}

const measuredCore = '0';
const otherCore = '1';
const clientProcesses = 2;
/** As the scripts of package.json run the gateway. */
const smallGarbage = '--max-semi-space-size=64';
let port = 15_400 + Math.floor(Math.random() * 1_000);

/** The bare engine as it is built, with three subgraphs behind it. */
export async function startOurs(): Promise<Server> {
  const { folder, file, source } = await startSubgraphs();
  const own = (port += 1);
  const signingKey = 'the signing key of a bench, thirty-two characters and more';
  const subgraphs = Object.fromEntries(subgraphNames.map((name) => [name, { signingKey }]));
  const command = [
    process.execPath,
    smallGarbage,
    fileURLToPath(new URL('../../dist/start/main.mjs', import.meta.url)),
    'gateway',
    '--supergraph',
    file,
    '--port',
    String(own),
  ];
  const gateway = await serve(command, own, {
    HUB_ANONYMOUS: '1',
    // All of them come from this machine.
    HUB_CONNECTIONS_PER_ADDRESS: '0',
    HUB_SECRET: 'the secret of a bench, thirty-two characters and more',
    HUB_SUBGRAPHS: JSON.stringify(subgraphs),
  });
  return {
    name: 'ours',
    url: `ws://127.0.0.1:${own}/graphql`,
    pid: gateway.pid ?? 0,
    source,
    shares: true,
    close: () => closeAll([gateway, source], folder),
  };
}

export async function startRaw(): Promise<Server> {
  const own = (port += 1);
  const source = await run('raw-process.ts', [String(own)], { core: measuredCore, flags: [smallGarbage] });
  const close = (): Promise<void> => closeAll([source]);
  return {
    name: 'raw ws',
    url: `ws://127.0.0.1:${own}/`,
    pid: source.pid ?? 0,
    source,
    shares: false,
    close,
  };
}

/** In front of the same subgraphs. Null, with a word on stderr, where it cannot be had. */
export async function startHive(): Promise<Server | null> {
  const found = findHiveGateway();
  if (!found) return null;
  const { folder, file, source } = await startSubgraphs();
  const own = (port += 1);
  const config = join(folder, 'gateway.config.mjs');
  const transport = { options: { subscriptions: { kind: 'ws' } } };
  await writeFile(
    config,
    `export const gatewayConfig = ${JSON.stringify({ transportEntries: { '*.http': transport } })};\n`,
  );
  const options = [
    '--config-path',
    config,
    '--port',
    String(own),
    '--host',
    '127.0.0.1',
    '--jit',
    '--fork',
    '1',
  ];
  const command = [found.node, found.script, 'supergraph', file, ...options];
  const gateway = await serve(command, own, { NODE_ENV: 'production' });
  const close = (): Promise<void> => closeAll([gateway, source], folder);
  return {
    name: 'Hive Gateway',
    url: `ws://127.0.0.1:${own}/graphql`,
    pid: gateway.pid ?? 0,
    source,
    shares: false,
    close,
  };
}

/** Watchers on the other core; all have their stream when this resolves. */
export async function startWatchers(
  server: Server,
  count: number,
  firstTopic: number | null,
): Promise<ChildProcess[]> {
  const share = Math.ceil(count / clientProcesses);
  return Promise.all(
    Array.from({ length: clientProcesses }, (_, index) => {
      const task: ClientsTask = {
        url: server.url,
        protocol: server.name === 'raw ws' ? 'raw' : 'graphql',
        clients: Math.min(share, count - index * share),
        firstTopic: firstTopic === null ? null : firstTopic + index * share,
        silentStart: server.name === 'Hive Gateway',
      };
      return run('clients-process.ts', [JSON.stringify(task)], { core: otherCore });
    }),
  );
}

interface Subgraphs {
  readonly folder: string;
  readonly file: string;
  readonly source: ChildProcess;
}

async function startSubgraphs(): Promise<Subgraphs> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-bench-fanout-'));
  const own = (port += 1);
  const source = await run('subgraphs-process.ts', [String(own)], { core: otherCore });
  const file = join(folder, 'supergraph.graphql');
  await writeFile(
    file,
    composeFanOut((name) => `http://127.0.0.1:${own}/${name}`),
  );
  return { folder, file, source };
}

/** A gateway on the measured core; resolves when it answers. */
async function serve(
  command: readonly string[],
  own: number,
  env: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const child = spawn('taskset', ['-c', measuredCore, ...command], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  await untilAnswers(`http://127.0.0.1:${own}/graphql`);
  return child;
}

/** A process of this bench on one core; resolves when it says that it is ready. */
async function run(
  script: string,
  args: readonly string[],
  { core, flags = [] }: { readonly core: string; readonly flags?: readonly string[] },
): Promise<ChildProcess> {
  const execArgv = [...process.execArgv, ...flags];
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, { execArgv });
  // What fails in the middle leaves nothing behind.
  process.once('exit', () => child.kill('SIGKILL'));
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${script} ended before it was ready`))),
  ]);
  execFileSync('taskset', ['-a', '-p', '-c', core, String(child.pid)], { stdio: 'ignore' });
  return child;
}

async function untilAnswers(url: string): Promise<void> {
  for (const endMs = Date.now() + 60_000; Date.now() < endMs; ) {
    const answered = await fetch(url, { method: 'POST', body: '{}' }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${url} did not answer within a minute`);
}

async function closeAll(children: readonly ChildProcess[], folder?: string): Promise<void> {
  await Promise.all(children.map(end));
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}

/** The process is gone when this resolves. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
