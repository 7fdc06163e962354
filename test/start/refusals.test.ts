import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoMemoryServer } from 'mongodb-memory-server';
import { freePort } from '../../start/mongod.ts';
import { freeBasePort } from '../kit/free-base-port.ts';
import { startMain } from '../kit/start-process.ts';

describe('npm start says in one sentence, and ends with a code other than 0,', () => {
  let dir: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), `hue-hub-test-${process.pid}-`));
    const binary = process.env['TEST_MONGOD_BINARY']!;
    env = { DATA_DIR: dir, PORT: String(await freeBasePort()), MONGOMS_SYSTEM_BINARY: binary };
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  async function refusal(more: Record<string, string>, nodeArgs: readonly string[] = []): Promise<string> {
    const started = startMain(['start'], { ...env, ...more }, nodeArgs);
    expect(await started.ended).toBe(1);
    const lines = started
      .output()
      .trim()
      .split('\n')
      .filter((line) => !/^(starting|stopping)/.test(line));
    expect(lines).toHaveLength(1);
    return lines.join('');
  }

  test('that Node is too old', async () => {
    const pretend = join(dir, 'pretend.mjs');
    await writeFile(
      pretend,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });`,
    );
    expect(await refusal({}, ['--import', pretend])).toBe(
      'The hub needs Node 20.19 or newer, but this is Node 18.20.8: install a newer one and try again.',
    );
  });

  test.each([
    [0, 'the gateway'],
    [1, 'the sign-in'],
    [101, 'agencies'],
  ])('that port PORT+%i of %s is in use', async (distance, use) => {
    const port = Number(env['PORT']) + distance;
    const server = createServer().listen(port, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    expect(await refusal({})).toBe(
      `Port ${port} (${use}) is in use; it follows from PORT=${env['PORT']}, so stop what uses it or set another PORT.`,
    );
    await new Promise((done) => server.close(done));
  });

  test('that the data folder cannot be written', async () => {
    const file = join(dir, 'a file');
    await writeFile(file, '');
    expect(await refusal({ DATA_DIR: file })).toBe(
      `The data folder ${file} cannot be written (EEXIST); DATA_DIR names another.`,
    );
  });

  test('that MONGODB_URI is wrong or leads nowhere', async () => {
    expect(await refusal({ MONGODB_URI: 'localhost:27017' })).toMatch(
      /^MONGODB_URI is not an address of MongoDB/,
    );
    const port = await freePort();
    expect(await refusal({ MONGODB_URI: `mongodb://127.0.0.1:${port}` })).toMatch(
      /^MONGODB_URI leads to 127\.0\.0\.1:\d+, where no MongoDB answered within 5 s/,
    );
  });

  test('that the MongoDB of MONGODB_URI runs standalone', async () => {
    const server = await MongoMemoryServer.create({
      binary: { systemBinary: process.env['TEST_MONGOD_BINARY']! },
      instance: { storageEngine: 'wiredTiger', args: ['--nounixsocket', '--wiredTigerCacheSizeGB', '0.25'] },
    });
    expect(await refusal({ MONGODB_URI: server.getUri() })).toMatch(/runs standalone, not as a replica set/);
    await server.stop();
  });

  test('that MONGOMS_SYSTEM_BINARY does not run', async () => {
    expect(await refusal({ MONGOMS_SYSTEM_BINARY: '/nowhere/mongod' })).toMatch(
      /^MONGOMS_SYSTEM_BINARY is "\/nowhere\/mongod", but it does not run/,
    );
  });

  test('that a setting is wrong', async () => {
    expect(await refusal({ PORT: 'x' })).toBe('PORT must be a whole number from 1 to 65000, but it is "x".');
  });

  test('what production needs', async () => {
    expect(await refusal({ HUB_ENV: 'production' })).toMatch(/^HUB_ISSUER must name an OpenID issuer/);
    const issuer = { HUB_ISSUER: 'https://id.hue.gov.vn', HUB_AUDIENCE: 'hub' };
    expect(await refusal({ HUB_ENV: 'production', ...issuer })).toMatch(/^HUB_SECRET .* must be set/);
  });
});

test('the clock cannot be moved in production', async () => {
  const started = startMain(['clock', '+15d'], { HUB_ENV: 'production' });
  expect(await started.ended).toBe(1);
  expect(started.output()).toBe("The hub's clock cannot be moved when HUB_ENV=production.\n");
});

test('an unknown command is answered with those there are', async () => {
  const started = startMain(['fly']);
  expect(await started.ended).toBe(1);
  expect(started.output()).toMatch(/^There is no command "fly"\. These are:\n {2}npm run start/);
});
