import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../start/mongod.ts';
import { composeFanOut, query, subgraphNames } from '../fanout/graph.ts';
import { findHiveGateway } from '../gateway/find-peers.ts';
import type { Target } from './target.ts';
import { startTickingSubgraphs } from './ticking-subgraphs.ts';

/** A gateway in front of subgraphs of its own, which can be killed and told to go. Close it. */
export interface Peer {
  readonly target: Target;
  close(): Promise<void>;
}

interface Command {
  readonly line: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

const signingKey = 'the signing key of a bench, thirty-two characters and more';

export function startOurPeer(): Promise<Peer | null> {
  const main = fileURLToPath(new URL('../../start/main.mjs', import.meta.url));
  return startPeer('ours', ({ file, port }) => ({
    line: [process.execPath, main, 'gateway', '--supergraph', file, '--port', String(port)],
    env: {
      HUB_ANONYMOUS: '1',
      HUB_SUBGRAPHS: JSON.stringify(Object.fromEntries(subgraphNames.map((part) => [part, { signingKey }]))),
      LOG_LEVEL: 'error',
    },
  }));
}

/** Null, with a word on stderr, where it cannot be had. */
export function startHivePeer(): Promise<Peer | null> {
  const found = findHiveGateway();
  if (!found) return Promise.resolve(null);
  return startPeer('Hive Gateway', ({ file, port, folder }) => {
    const config = join(folder, 'gateway.config.mjs');
    const transport = { options: { subscriptions: { kind: 'ws' } } };
    writeFileSync(
      config,
      `export const gatewayConfig = ${JSON.stringify({ transportEntries: { '*.http': transport } })};\n`,
    );
    const options = ['--config-path', config, '--port', String(port), '--host', '127.0.0.1', '--fork', '1'];
    return {
      line: [found.node, found.script, 'supergraph', file, ...options],
      env: { NODE_ENV: 'production', LOG_LEVEL: 'error' },
    };
  });
}

interface Places {
  readonly file: string;
  readonly folder: string;
  readonly port: number;
}

async function startPeer(name: string, commandOf: (places: Places) => Command): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-live-suite-'));
  const file = join(folder, 'supergraph.graphql');
  const subgraphs = await startTickingSubgraphs(await freePort(), 50);
  writeFileSync(
    file,
    composeFanOut((part) => `http://127.0.0.1:${subgraphs.port}/${part}`),
  );
  const port = await freePort();
  const command = commandOf({ file, folder, port });
  const url = `http://127.0.0.1:${port}/graphql`;
  let child = await start(command, url);
  const again = async (signal: NodeJS.Signals): Promise<void> => {
    await stop(child, signal);
    child = await start(command, url);
  };
  return {
    target: {
      name,
      url,
      token: undefined,
      subscription: query,
      variables: { topic: 'same' },
      order: ['tick', 'n'],
      restartGateway: () => again('SIGKILL'),
      drainGateway: () => again('SIGTERM'),
      restartSubgraph: () => subgraphs.restart(),
    },
    close: async () => {
      await stop(child, 'SIGKILL');
      await subgraphs.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start({ line: [command, ...args], env }: Command, url: string): Promise<ChildProcess> {
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  for (const endMs = Date.now() + 60_000; Date.now() < endMs && child.exitCode === null; ) {
    const answered = await fetch(url, { method: 'POST', body: '{}' }).then(
      () => true,
      () => false,
    );
    if (answered) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within a minute`);
}

/** Gone when this resolves; who does not go within 20 s is made to. */
async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(timer);
}
