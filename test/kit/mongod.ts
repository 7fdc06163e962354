import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningMongod } from '../../start/mongod.ts';
import { startMongod } from '../../start/mongod.ts';

/** A mongod of a test's own, to be killed and started again on the same data and port. */
export interface OwnMongod {
  /** The same over every restart. */
  readonly uri: string;
  readonly dir: string;
  /** SIGKILL; settles when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again after `kill` or `stop`, on the same data and port. */
  restart(): Promise<void>;
  /** SIGTERM; settles when the process is gone. */
  stop(): Promise<void>;
  /** Stops it and removes its data. Idempotent. */
  close(): Promise<void>;
}

export interface OwnMongodOptions {
  readonly oplogSizeMb?: number;
  readonly extraArguments?: readonly string[];
}

/** Starts a replica set of one node apart from the run's shared one (that is at `process.env.TEST_MONGODB_URI`). */
export async function startOwnMongod(options: OwnMongodOptions = {}): Promise<OwnMongod> {
  const binary = process.env['TEST_MONGOD_BINARY'];
  if (!binary) throw new Error('expected TEST_MONGOD_BINARY from test/kit/global-setup.mjs, got nothing');
  const dir = await mkdtemp(join(tmpdir(), `hue-hub-test-${process.pid}-`));
  const start = (port?: number): Promise<RunningMongod> =>
    startMongod({ ...options, binary, dir, diesWithParent: true, ...(port ? { port } : {}) });
  let current = await start();
  const { uri, port } = current;
  const kill = async (): Promise<void> => {
    process.kill(current.pid, 'SIGKILL');
    await current.gone;
  };
  return {
    uri,
    dir,
    kill,
    stop: () => current.close(),
    restart: async () => {
      current = await start(port);
    },
    close: async () => {
      await current.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
