import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../start/is-alive.ts';
import type { StartedProcess } from '../kit/start-process.ts';
import { freeBasePort } from '../kit/free-base-port.ts';
import { startMain } from '../kit/start-process.ts';

const ready = 'The hub of Huế is ready';

interface Sent {
  readonly data: { readonly createReport: { readonly id: string } | null };
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

describe('the default start', () => {
  let dir: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), `hue-hub-test-${process.pid}-`));
    env = {
      DATA_DIR: dir,
      PORT: String(await freeBasePort()),
      MONGOMS_SYSTEM_BINARY: process.env['TEST_MONGOD_BINARY']!,
    };
  });
  afterEach(async () => {
    const pid = await mongodPid();
    if (pid && isAlive(pid)) process.kill(pid, 'SIGKILL');
    await rm(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  const mongodPid = async (): Promise<number> =>
    Number(await readFile(join(dir, 'mongo/mongod.lock'), 'utf8').catch(() => '0'));

  async function start(): Promise<StartedProcess> {
    const started = startMain(['start'], env);
    await started.untilOutput(ready);
    return started;
  }

  async function post(port: number, init: RequestInit & { path: string }): Promise<Record<string, unknown>> {
    const response = await fetch(`http://127.0.0.1:${port}${init.path}`, { method: 'POST', ...init });
    return (await response.json()) as Record<string, unknown>;
  }

  const signIn = async (username: string): Promise<string> => {
    const body = new URLSearchParams({ grant_type: 'urn:hub:sample', client_id: 'sample', username });
    return String((await post(Number(env['PORT']) + 1, { path: '/token', body }))['access_token']);
  };

  const ask = (query: string, token: string): Promise<Record<string, unknown>> =>
    post(Number(env['PORT']), {
      path: '/graphql',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });

  /** The copy of the wards comes over by itself: until then the answer is to try again, which is done here. */
  async function sendReport(token: string): Promise<{ id: string }> {
    const query =
      'mutation { createReport(input: { categoryCode: ROAD_DAMAGE, title: "Ổ gà", description: "Sâu 20 cm", lat: 16.4637, lon: 107.5909 }) { id state } }';
    for (;;) {
      const { data, errors } = (await ask(query, token)) as unknown as Sent;
      if (data.createReport) return data.createReport;
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  test('finds what was acknowledged, and a token of before still works, after kill -9 of everything', async () => {
    const first = await start();
    // The city's facts are there by now; the load of the reports is cut off and goes on after the restart.
    await first.untilOutput('loading sample data: reports');
    const token = await signIn('citizen');
    const created = await sendReport(token);
    const { id } = created;
    first.child.kill('SIGKILL');
    await first.ended;
    process.kill(await mongodPid(), 'SIGKILL');
    const second = await start();
    const found = await ask(`{ report(id: "${id}") { id state } }`, token);
    expect(found).toEqual({ data: { report: { id, state: 'SUBMITTED' } } });
    await second.untilOutput('loading sample data: reports');
    expect(second.output()).not.toContain('loading sample data: agencies');
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  }, 180_000);

  test('refuses a second start in the same folder and lets the next one in when the first was killed', async () => {
    const first = await start();
    const second = startMain(['start'], { ...env, PORT: String(await freeBasePort()) });
    expect(await second.ended).toBe(1);
    expect(second.output().trim()).toBe(
      `The hub already runs here: process ${first.child.pid} uses the data folder ${dir}.`,
    );
    first.child.kill('SIGKILL');
    await first.ended;
    const orphan = await mongodPid();
    const third = await start();
    expect(await mongodPid()).toBe(orphan);
    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    expect(isAlive(orphan)).toBe(false);
  }, 180_000);
});
