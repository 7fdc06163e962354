import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../kit/start-process.ts';

// The lock is plain JavaScript that runs before anything is installed; it is used here as it is there: in a process.
const script = (dir: string, then: string): string[] => [
  '--input-type=module',
  '-e',
  `import { takeLock } from '${repositoryRoot}start/lock.mjs'; const lock = takeLock(${JSON.stringify(dir)}); ${then}`,
];
const tell = "console.log(lock.release ? 'taken' : 'held by ' + lock.holder);";

function takeAndTell(dir: string): string {
  return spawnSync(process.execPath, script(dir, tell), { encoding: 'utf8' }).stdout.trim();
}

async function holder(dir: string): Promise<{ pid: number; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, script(dir, `${tell} setInterval(() => {}, 1000);`), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((done) => child.stdout.once('data', done));
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  return { pid: child.pid ?? 0, kill };
}

describe('takeLock', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hue-hub-lock-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  test('refuses a second process while the first lives, and names it', async () => {
    const first = await holder(dir);
    expect(takeAndTell(dir)).toBe(`held by ${first.pid}`);
    await first.kill();
  });

  test('takes over the lock of a process that was killed', async () => {
    const first = await holder(dir);
    await first.kill();
    expect(takeAndTell(dir)).toBe('taken');
  });

  test('takes over a lock whose process id belongs to another process by now', async () => {
    await writeFile(join(dir, 'lock'), JSON.stringify({ pid: process.pid, began: 'another time' }));
    expect(takeAndTell(dir)).toBe('taken');
  });

  test('takes over a lock that was never written whole', async () => {
    await writeFile(join(dir, 'lock'), '');
    expect(takeAndTell(dir)).toBe('taken');
  });

  test('lets exactly one of many win', async () => {
    const attempts = Array.from({ length: 6 }, () => holder(dir));
    const outcomes = await Promise.all(attempts);
    const pids = outcomes.map(({ pid }) => pid);
    const winner = Number(/\d+/.exec(takeAndTell(dir))?.[0]);
    expect(pids).toContain(winner);
    await Promise.all(outcomes.map(({ kill }) => kill()));
  });

  test('is free again once it was released', () => {
    const released = spawnSync(process.execPath, script(dir, 'lock.release();'));
    expect(released.status).toBe(0);
    expect(takeAndTell(dir)).toBe('taken');
  });
});
